package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.TeamProjects.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A grant counts for its own project or team and for nothing else. */
class GrantedTests {
    private static final User ANN = new User("ann", "Ann", null, "", Instant.EPOCH);

    /** Projects a1 and a2 of team A, b1 of team B, and c1 of no team. */
    private static final List<Member> MEMBERS =
            List.of(new Member("a1", "A"), new Member("a2", "A"), new Member("b1", "B"));

    private static Grant grant(Scope scope, Role role) {
        return new Grant(ANN, scope, role, Instant.EPOCH);
    }

    private static Caller caller(Role global, Grant... grants) {
        return new Caller(1, "ann", "Ann", global, Granted.of(List.of(grants), MEMBERS), 0, false, null);
    }

    @Test
    void securityInOneTeamAndViewerInAnotherIsNeverMixed() {
        Caller ann = caller(null, grant(Scope.team("A"), Role.SECURITY), grant(Scope.team("B"), Role.VIEWER));

        assertThat(ann.mayTriage("a1")).isTrue();
        assertThat(ann.mayReadRawReport("a2")).isTrue();
        assertThat(ann.mayRead("b1")).isTrue();
        assertThat(ann.mayTriage("b1")).isFalse();
        assertThat(ann.mayPropose("b1")).isFalse();
        assertThat(ann.mayUpload("b1")).isFalse();
        assertThat(ann.mayReadRawReport("b1")).isFalse();
        assertThat(ann.mayRead("c1")).isFalse();
        assertThat(ann.mayFollowScans("c1")).isFalse();
        assertThat(ann.mayTriageEverywhere()).isFalse();
        assertThat(ann.mayAdminister()).isFalse();
        assertThat(ann.visibleProjects()).contains(Set.of("a1", "a2", "b1"));
    }

    @Test
    void theStrongestOfGlobalRoleProjectAndTeamCounts() {
        Caller ann =
                caller(Role.DEVELOPER, grant(Scope.project("a1"), Role.VIEWER), grant(Scope.team("A"), Role.SECURITY));

        assertThat(ann.roleIn("a1")).contains(Role.SECURITY);
        assertThat(ann.roleIn("b1")).contains(Role.DEVELOPER);
        assertThat(ann.visibleProjects()).isEmpty();
        assertThat(ann.mayTriageEverywhere()).isFalse();
    }

    @Test
    void anAdminOfATeamAdministersItsProjectsAndNothingElse() {
        Caller ann = caller(null, grant(Scope.team("A"), Role.ADMIN));

        assertThat(ann.mayAdminister("a1")).isTrue();
        assertThat(ann.mayAdminister(Scope.team("A"))).isTrue();
        assertThat(ann.mayAdminister("b1")).isFalse();
        assertThat(ann.mayAdminister(Scope.team("B"))).isFalse();
        assertThat(ann.mayAdminister()).isFalse();
    }

    @Test
    void anAdminOfAProjectDoesNotAdministerItsTeam() {
        Caller ann = caller(null, grant(Scope.project("a1"), Role.ADMIN));

        assertThat(ann.mayAdminister(Scope.project("a1"))).isTrue();
        assertThat(ann.mayAdminister(Scope.team("A"))).isFalse();
        assertThat(ann.mayAdminister("a2")).isFalse();
    }

    @Test
    void aDeveloperOfATeamCreatesProjectsInThatTeamAlone() {
        Caller ann = caller(null, grant(Scope.team("A"), Role.DEVELOPER), grant(Scope.team("B"), Role.VIEWER));

        assertThat(ann.mayCreate("new", "A")).isTrue();
        assertThat(ann.mayCreate("new", "B")).isFalse();
        assertThat(ann.mayCreate("new", "C")).isFalse();
        assertThat(ann.mayUpload("new")).isFalse();
        assertThat(ann.ownTeams()).containsExactly("A");
        assertThat(caller(Role.DEVELOPER, grant(Scope.team("A"), Role.DEVELOPER))
                        .ownTeams())
                .isEmpty();
    }

    @Test
    void aProjectsNameIsNoTeamsName() {
        Caller ann = caller(null, grant(Scope.project("A"), Role.SECURITY));

        assertThat(ann.mayRead("a1")).isFalse();
        assertThat(ann.mayRead("A")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TokenRole.class)
    void aTokenOpensNoMoreThanTheGrantsOfItsOwner(TokenRole role) {
        Caller ann = caller(null, grant(Scope.team("A"), Role.SECURITY), grant(Scope.project("b1"), Role.VIEWER));
        List<BiPredicate<Caller, String>> rights = List.of(
                Caller::mayRead,
                Caller::mayUpload,
                Caller::mayPropose,
                Caller::mayTriage,
                Caller::mayReadRawReport,
                Caller::mayAdminister,
                (caller, project) -> caller.mayCreate(project, "A"));
        for (String bound : new String[] {null, "a1", "b1", "c1"}) {
            Caller token = ann.through(new TokenScope(1, "ci", role, bound));
            for (String project : List.of("a1", "a2", "b1", "c1")) {
                for (BiPredicate<Caller, String> right : rights) {
                    assertThat(right.test(token, project) && !right.test(ann, project))
                            .isFalse();
                    if (bound != null && !bound.equals(project)) {
                        assertThat(right.test(token, project)).isFalse();
                    }
                }
                assertThat(token.visibleProjects().orElseThrow().contains(project))
                        .isEqualTo(token.mayRead(project));
            }
        }
    }

    /** What the rules say, said another way: by looking at each grant for each project. */
    @Test
    void randomGrantsGiveWhatTheRulesSayProjectByProject() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var grants = new HashMap<Scope, Role>();
            for (int i = 0; i < random.nextInt(6); i++) {
                String name = List.of("a1", "a2", "b1", "c1", "A", "B").get(random.nextInt(6));
                var scope = new Scope(Scope.Kind.values()[random.nextInt(2)], name);
                grants.put(scope, Role.values()[random.nextInt(4)]);
            }
            Role global = random.nextInt(3) == 0 ? Role.values()[random.nextInt(4)] : null;
            List<Grant> held = new ArrayList<>();
            grants.forEach((scope, role) -> held.add(grant(scope, role)));
            Caller ann = caller(global, held.toArray(Grant[]::new));
            Map<String, String> teamOf = MEMBERS.stream().collect(Collectors.toMap(Member::project, Member::team));
            for (String project : List.of("a1", "a2", "b1", "c1")) {
                Optional<Role> expected = Stream.of(
                                Optional.ofNullable(global),
                                Optional.ofNullable(grants.get(Scope.project(project))),
                                Optional.ofNullable(teamOf.get(project)).map(team -> grants.get(Scope.team(team))))
                        .flatMap(Optional::stream)
                        .max(Role::compareTo);
                assertThat(ann.roleIn(project))
                        .as("seed %s, %s in %s", seed, grants, project)
                        .isEqualTo(expected);
                var rights = new EnumMap<Right, Boolean>(Right.class);
                rights.put(Right.READ, ann.mayRead(project));
                rights.put(Right.UPLOAD, ann.mayUpload(project));
                rights.put(Right.PROPOSE, ann.mayPropose(project));
                rights.put(Right.TRIAGE, ann.mayTriage(project));
                rights.put(Right.RAW_REPORT, ann.mayReadRawReport(project));
                rights.put(Right.ADMINISTER, ann.mayAdminister(project));
                rights.forEach((right, may) -> assertThat(may)
                        .as("seed %s, %s: %s in %s", seed, grants, right, project)
                        .isEqualTo(expected.map(role -> role.holds(right)).orElse(false)));
            }
        }
    }
}
