package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.policy.Policies;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.project.ProjectSettings;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How teams stand costs what changed, not who looks: counted, not timed. */
class TeamStandingsTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private TeamStandings standings;

        @Autowired
        private MetricsService metrics;

        @Autowired
        private TargetStore targets;

        @Autowired
        private Policies policies;

        @Autowired
        private ProjectSettings settings;

        @Autowired
        private Users users;

        @Autowired
        private Grants grants;

        private final String word = UUID.randomUUID().toString().substring(0, 8);
        private final String team = "red-" + word;
        private final String other = "blue-" + word;
        private final String its = "red-ship-" + word;
        private Caller admin;

        @BeforeEach
        void twoTeams() throws Exception {
            admin = users.caller("admin").orElseThrow();
            scan(its, "a");
            scan(project, "a");
            settings.change(admin, its, new ProjectSettings.Settings(team, true));
            settings.change(admin, project, new ProjectSettings.Settings(other, true));
            person("ann", team);
            person("bob", team);
        }

        private void person(String name, String of) {
            String login = name + "-" + word;
            users.create(admin, new NewUser(login, name, null, "a long enough one"));
            grants.give(admin, login, Scope.team(of), Role.DEVELOPER);
        }

        private void scan(String into, String commit, Weak... found) throws Exception {
            api.upload(into, TestReports.sarif(List.of(found)), "commit", commit)
                    .json(201);
        }

        /** Both teams, as a page shows them. @return how many were computed for that */
        private long look() {
            long before = standings.computations();
            assertThat(standings.of(Set.of(team, other))).containsOnlyKeys(other, team);
            return standings.computations() - before;
        }

        @Test
        void allWhoLookShareOneComputationAndNoneIsDoneWhereNothingChanges() throws Exception {
            long before = standings.computations();
            try (var people = Executors.newFixedThreadPool(8)) {
                Callable<Map<String, TeamStanding>> looking = () -> standings.of(Set.of(team, other));
                for (var seen : people.invokeAll(
                        IntStream.range(0, 40).mapToObj(i -> looking).toList())) {
                    assertThat(seen.get()).hasSize(2);
                }
            }
            assertThat(standings.computations() - before).isEqualTo(2);
            assertThat(look()).isZero();
            assertThat(standings.of(team)).isSameAs(standings.of(Set.of(team)).get(team));
            assertThat(look()).isZero();
        }

        @Test
        void anImportHasItsOwnTeamComputedOnceAndOnlyWhenSomebodyLooks() throws Exception {
            look();
            long before = standings.computations();

            scan(its, "b", new Weak("high-hole", "a.c", 1));
            scan(its, "c", new Weak("high-hole", "a.c", 1), new Weak("low-dust", "b.c", 2));

            assertThat(standings.computations()).as("nobody looked").isEqualTo(before);
            TeamStanding now = standings.of(team);
            assertThat(now.ages().total()).isEqualTo(2);
            assertThat(now.load().recent().alerts().alerts()).isEqualTo(2);
            assertThat(standings.computations()).isEqualTo(before + 1);
            assertThat(look()).as("the other team is as it was").isZero();
        }

        @Test
        void whoWorksThereWhatTheyOwnAndWhatIsTooMuchChangesThem() throws Exception {
            look();

            person("eve", team);
            assertThat(standings.of(team).load().recent().alerts().persons()).isEqualTo(3);
            grants.take(admin, "eve-" + word, Scope.team(team));
            assertThat(standings.of(team).load().recent().alerts().persons()).isEqualTo(2);
            users.disable(admin, "bob-" + word);
            assertThat(standings.of(team).load().recent().alerts().persons()).isEqualTo(1);

            String policy = "rules: []\nalert-limits: [{per-person-per-day: 3}]";
            policies.send(admin, its, null, PolicyReader.read(policy.getBytes(StandardCharsets.UTF_8)));
            assertThat(standings.of(team).load().limit()).isEqualTo(3);
            policies.withdraw(admin, its);
            assertThat(standings.of(team).load().limit()).isEqualTo(10);
            Targets aims = targets.get();
            targets.set(
                    admin,
                    new Targets(aims.mttd(), aims.mttr(), aims.passRate(), aims.criticals(), 7, aims.fixWithin()));
            try {
                assertThat(standings.of(team).load().limit()).isEqualTo(7);
            } finally {
                targets.set(admin, aims);
            }

            settings.change(admin, project, new ProjectSettings.Settings(team, true));
            assertThat(standings.of(team).projects()).containsExactlyInAnyOrder(project, its);
            look();
            api.post("/metrics/recompute", "").json(200);
            assertThat(look()).as("all read anew").isEqualTo(1);
        }

        @Test
        void theNumbersAreThoseOfTheMetrics() throws Exception {
            scan(its, "b", new Weak("high-hole", "a.c", 1));

            TeamLoad load = standings.of(team).load();

            var question = new MetricsQuestion(
                    new java.util.TreeSet<>(Set.of(its)), load.recent().period());
            assertThat(load.recent().alerts().alerts())
                    .isEqualTo(metrics.of(question).alerts().alerts())
                    .isEqualTo(1);
            assertThat(load.weeks()).hasSize(TeamLoads.WEEKS);
            assertThat(load.weeks().getLast().alerts().alerts()).isEqualTo(1);
            assertThat(standings.of(List.of())).isEmpty();
        }
    }
}
