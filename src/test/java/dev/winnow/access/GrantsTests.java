package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.ProjectSettings.Settings;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GrantsTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        @Autowired
        private Users users;

        @Autowired
        private Grants grants;

        @Autowired
        private Tokens tokens;

        @Autowired
        private Projects projects;

        @Autowired
        private ProjectSettings settings;

        @Autowired
        private AuditTrail trail;

        private final String word = UUID.randomUUID().toString().substring(0, 8);
        private final String team = "team " + word;
        private final String project = "p" + word;

        @BeforeEach
        void aProjectOfATeam() {
            projects.save(new Project(project, Instant.parse("2026-01-01T00:00:00Z")));
            settings.change(admin(), project, new Settings(team, true));
        }

        private Caller admin() {
            return users.caller("admin").orElseThrow();
        }

        private Caller person(Role role) {
            String login = "g" + UUID.randomUUID();
            users.create(admin(), new NewUser(login, "G", role, "a long enough one"));
            return users.caller(login).orElseThrow();
        }

        private Caller now(Caller caller) {
            return users.caller(caller.login()).orElseThrow();
        }

        private List<AuditRecord> recorded(String action, Caller of) {
            return trail.after(new AuditFilter(null, action, "user:" + of.login(), null, null), 0, 100);
        }

        @Test
        void aGrantOnATeamCountsInItsProjectsAndFollowsThemToAnotherTeam() {
            Caller ann = person(null);
            assertThat(ann.mayRead(project)).isFalse();

            grants.give(admin(), ann.login(), Scope.team(team), Role.SECURITY);
            assertThat(now(ann).mayTriage(project)).isTrue();

            settings.change(admin(), project, new Settings("another " + word, true));
            assertThat(now(ann).mayRead(project)).isFalse();
            assertThat(now(ann).visibleProjects()).contains(Set.of());
        }

        @Test
        void moreGoesOnInTheSessionAndLessEndsIt() {
            Caller ann = person(null);
            grants.give(admin(), ann.login(), Scope.project(project), Role.VIEWER);
            assertThat(users.refreshed(ann))
                    .get()
                    .satisfies(caller -> assertThat(caller.mayRead(project)).isTrue());

            grants.give(admin(), ann.login(), Scope.project(project), Role.SECURITY);
            assertThat(users.refreshed(ann)).isPresent();

            grants.give(admin(), ann.login(), Scope.project(project), Role.DEVELOPER);
            assertThat(users.refreshed(ann)).isEmpty();

            Caller again = now(ann);
            grants.take(admin(), ann.login(), Scope.project(project));
            assertThat(users.refreshed(again)).isEmpty();
            assertThat(now(ann).roleIn(project)).isEmpty();
        }

        @Test
        void aLesserGlobalRoleEndsTheSession() {
            Caller ann = person(Role.DEVELOPER);
            users.changeRole(admin(), ann.login(), Role.SECURITY);
            assertThat(users.refreshed(ann)).isPresent();

            users.changeRole(admin(), ann.login(), null);

            assertThat(users.refreshed(ann)).isEmpty();
            assertThat(now(ann).role()).isNull();
        }

        @Test
        void aTokenLosesTheGrantOfItsOwnerWithItsNextUse() {
            Caller ann = person(null);
            grants.give(admin(), ann.login(), Scope.team(team), Role.DEVELOPER);
            String secret = tokens.issue(now(ann), new NewToken("ci", TokenRole.UPLOAD, project, null))
                    .secret();
            assertThat(((TokenCheck.Accepted) tokens.check(secret)).caller().mayUpload(project))
                    .isTrue();

            grants.take(admin(), ann.login(), Scope.team(team));

            assertThat(((TokenCheck.Accepted) tokens.check(secret)).caller().mayUpload(project))
                    .isFalse();
        }

        @Test
        void whoHasNothingMakesNoToken() {
            Caller ann = person(null);

            assertThatThrownBy(() -> tokens.issue(ann, new NewToken("ci", TokenRole.READ, null, null)))
                    .isInstanceOf(NotPermitted.class);
        }

        @Test
        void administratorsOfAProjectGiveRolesThereAndNowhereElse() {
            Caller ann = person(null);
            Caller bob = person(null);
            grants.give(admin(), ann.login(), Scope.project(project), Role.ADMIN);
            Caller lead = now(ann);

            grants.give(lead, bob.login(), Scope.project(project), Role.DEVELOPER);
            assertThat(now(bob).mayUpload(project)).isTrue();
            assertThat(grants.in(lead, Scope.project(project)))
                    .extracting(grant -> grant.holder().login())
                    .contains(ann.login(), bob.login());
            assertThatThrownBy(() -> grants.give(lead, bob.login(), Scope.team(team), Role.VIEWER))
                    .isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> grants.give(lead, bob.login(), Scope.project("other"), Role.VIEWER))
                    .isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> grants.of(lead, bob.login())).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> settings.change(lead, project, new Settings(null, true)))
                    .isInstanceOf(NotPermitted.class);
            settings.change(lead, project, new Settings(team, false));
            assertThat(projects.findByName(project).orElseThrow().fourEyes()).isFalse();
        }

        @Test
        void theRecordSaysWhoGaveWhatAndWhatItWasBefore() {
            Caller ann = person(null);
            grants.give(admin(), ann.login(), Scope.project(project), Role.VIEWER);
            grants.give(admin(), ann.login(), Scope.project(project), Role.SECURITY);
            grants.give(admin(), ann.login(), Scope.project(project), Role.SECURITY);
            grants.take(admin(), ann.login(), Scope.project(project));

            assertThat(recorded("grant", ann))
                    .extracting(AuditRecord::action, AuditRecord::before, AuditRecord::after)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("grant.given", null, json("viewer")),
                            org.assertj.core.groups.Tuple.tuple("grant.given", json("viewer"), json("security")),
                            org.assertj.core.groups.Tuple.tuple("grant.taken", json("security"), null));
            assertThat(recorded("user.created", ann)).hasSize(1).first().satisfies(record -> {
                assertThat(record.actor().login()).isEqualTo("admin");
                assertThat(record.after()).doesNotContain("assword").contains("\"displayName\":\"G\"");
            });
        }

        private String json(String role) {
            return "{\"project\":\"" + project + "\",\"role\":\"" + role + "\"}";
        }

        @Test
        void whatCannotBeIsRefused() {
            assertThatThrownBy(() -> grants.give(admin(), "no-such-user", Scope.project(project), Role.VIEWER))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> grants.take(admin(), person(null).login(), Scope.project(project)))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> Scope.team("a/b")).isInstanceOf(InvalidRequest.class);
            assertThatThrownBy(() -> Scope.team(" ")).isInstanceOf(InvalidRequest.class);
            assertThat(NewUser.loginError("System")).isPresent();
        }
    }
}
