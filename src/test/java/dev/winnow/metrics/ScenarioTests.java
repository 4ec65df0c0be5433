package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.support.MovableClock;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import tools.jackson.databind.JsonNode;

/**
 * The first quarter of 2026 of two teams, as their pipelines, scanners and people told it, with every figure worked out by
 * hand from the definitions. Team red owns a shop with the guards lint, trivy and grype; team blue owns the payments with
 * lint and drift. Times are hours: {@code 2h} is two of them.
 */
class ScenarioTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock(Instant.parse("2025-12-31T00:00:00Z"));
        }
    }

    @Import(Time.class)
    abstract static class Claims extends ApiClaims {
        private static final Weak B1 = weak("medium-b1");
        private static final Weak B2 = weak("low-b2");
        private static final Weak L1 = weak("high-l1");
        private static final Weak L2 = weak("low-l2");
        private static final Weak L3 = weak("critical-l3");
        private static final Weak N1 = weak("medium-n1");
        private static final Weak PB = weak("critical-pb");

        private static final Vulnerability V1 = new Vulnerability("1001", "CRITICAL", null);
        private static final Vulnerability V2 = new Vulnerability("1002", "HIGH", "2026-01-04T00:00:00Z");
        private static final Vulnerability V3 = new Vulnerability("1003", "MEDIUM", null);
        private static final Vulnerability V4 = new Vulnerability("1004", "LOW", "2026-01-08T00:00:00Z");
        private static final Vulnerability V5 = new Vulnerability("1005", "CRITICAL", "2026-02-01T12:00:00Z");
        private static final Vulnerability V6 = new Vulnerability("1006", "HIGH", null);
        private static final Vulnerability V7 = new Vulnerability("1007", "CRITICAL", null);

        @Autowired
        private MovableClock clock;

        @Autowired
        private Users users;

        @Autowired
        private Grants grants;

        @Autowired
        private ScheduledTaskHolder tasks;

        private String shop;
        private String pay;
        private String red;
        private String blue;

        private record Vulnerability(String number, String severity, String published) {
            String cve() {
                return "CVE-2026-" + number;
            }

            String trivy() {
                String report = TestReports.trivy("shop", List.of(new Hole("lib" + number, severity, cve())));
                return published == null
                        ? report
                        : report.replace("\"Title\"", "\"PublishedDate\": \"" + published + "\", \"Title\"");
            }
        }

        private static Weak weak(String rule) {
            return new Weak(rule, "src/" + rule + ".js", 10);
        }

        /** Low ones from one number to another. */
        private static Stream<Weak> k(int from, int to) {
            return IntStream.rangeClosed(from, to).mapToObj(i -> weak("low-k" + i));
        }

        private static List<Weak> and(Stream<Weak> some, Weak... more) {
            return Stream.concat(some, Stream.of(more)).toList();
        }

        /** As in {@code 01-05 02}: the second hour of a day. */
        private static Instant at(String hour) {
            return Instant.parse("2026-" + hour.replace(' ', 'T') + ":00:00Z");
        }

        private void now(String hour) {
            clock.advance(Duration.between(clock.instant(), at(hour)));
        }

        private static String trivy(Vulnerability... found) {
            List<String> holes = Stream.of(found)
                    .map(one -> one.trivy().replaceAll("(?s)^.*\"Vulnerabilities\": \\[(.*)\\]\\}\\]\\}\\s*$", "$1"))
                    .toList();
            return TestReports.trivy("shop", List.of())
                    .replace("\"Vulnerabilities\": []", "\"Vulnerabilities\": [" + String.join(",", holes) + "]");
        }

        private static String grype(Vulnerability... found) {
            return TestReports.grype(
                    "shop",
                    Stream.of(found)
                            .map(one -> new Hole(
                                    "lib" + one.number(), one.severity(), "GHSA-aaaa-bbbb-" + one.number(), one.cve()))
                            .toList());
        }

        private static String drift(String... to) {
            return "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"planned_values\":{},\"resource_drift\":["
                    + Stream.of(to)
                            .map(it ->
                                    "{\"address\":\"aws_security_group.web\",\"type\":\"aws_security_group\",\"change\":"
                                            + "{\"actions\":[\"update\"],\"before\":{\"ingress\":[\"office\"]},\"after\":{\"ingress\":[\""
                                            + it + "\"]},\"before_sensitive\":{},\"after_sensitive\":{}}}")
                            .reduce((one, other) -> one + "," + other)
                            .orElse("")
                    + "],\"complete\":true,\"errored\":false}";
        }

        private final class Build {
            private final String name;
            private final String commit;
            private final String committed;
            private final String branch;
            private final List<String> more = new ArrayList<>();

            Build(String name, String commit, String committed, String branch, String... more) {
                this.name = name;
                this.commit = commit;
                this.committed = committed;
                this.branch = branch;
                this.more.addAll(List.of(more));
            }

            /** A scan that finished and arrived in an hour. */
            JsonNode scan(String guard, String hour, String report) throws Exception {
                now(hour);
                return arrived(guard, hour, report);
            }

            JsonNode arrived(String guard, String finished, String report) throws Exception {
                var query = new ArrayList<>(List.of(
                        "commit",
                        commit,
                        "branch",
                        branch,
                        "committedAt",
                        at(committed).toString(),
                        "guard",
                        guard,
                        "target",
                        "it",
                        "scannedAt",
                        at(finished).toString()));
                query.addAll(more);
                return api.upload(name, report, query.toArray(String[]::new)).json(201);
            }

            Build lint(String hour, Weak... found) throws Exception {
                scan("lint", hour, TestReports.sarif(List.of(found)));
                return this;
            }

            Build lint(String hour, List<Weak> found) throws Exception {
                return lint(hour, found.toArray(Weak[]::new));
            }

            Build trivy(String hour, Vulnerability... found) throws Exception {
                scan("trivy", hour, Claims.trivy(found));
                return this;
            }

            Build grype(String hour, Vulnerability... found) throws Exception {
                scan("grype", hour, Claims.grype(found));
                return this;
            }

            Build drift(String hour, String... to) throws Exception {
                scan("drift", hour, Claims.drift(to));
                return this;
            }
        }

        private Build shop(String commit, String committed) {
            return new Build(shop, commit, committed, "main", "team", red);
        }

        private Build pay(String commit, String committed) {
            return new Build(pay, commit, committed, "main", "team", blue);
        }

        private List<String> findings(String name, String... words) throws Exception {
            var ids = new ArrayList<String>();
            for (JsonNode one :
                    api.get("/findings?size=200&project=" + name).json(200).path("findings")) {
                for (String word : words) {
                    if (one.toString().contains("\"" + word + "\"")
                            || one.toString().contains("\"" + word + "/")) {
                        ids.add("'" + one.path("id").asString() + "'");
                        break;
                    }
                }
            }
            assertThat(ids).hasSize(words.length);
            return ids;
        }

        private void decide(String name, String decision, String more, String... words) throws Exception {
            api.post(
                            "/decisions",
                            "{'findings':[" + String.join(",", findings(name, words)) + "],'decision':'" + decision
                                    + "','reason':'as it is'" + more + "}")
                    .json(201);
        }

        private void deployed(String build, String environment, String hour) throws Exception {
            now(hour);
            api.post(
                            "/projects/" + shop + "/deployments",
                            "{'build':'" + build + "','environment':'" + environment + "','deployedAt':'" + at(hour)
                                    + "'}")
                    .json(201);
        }

        private void endWhatIsDue() {
            tasks.getScheduledTasks().stream()
                    .filter(task -> task.toString().contains("triage.Expiry"))
                    .forEach(task -> task.getTask().getRunnable().run());
        }

        private void person(String... teams) {
            Caller admin = users.caller("admin").orElseThrow();
            String login = "p" + UUID.randomUUID();
            users.create(admin, new NewUser(login, "P", null, "given to begin with"));
            for (String team : teams) {
                grants.give(admin, login, Scope.team(team), Role.DEVELOPER);
            }
        }

        private void january() throws Exception {
            // Backlog of lint: B1, B2; of trivy: V1, which fails s1.
            shop("s1", "01-02 00").lint("01-02 01", B1, B2).trivy("01-02 02", V1);
            pay("p1", "01-03 00").lint("01-03 01", PB).drift("01-03 02");
            // Two hours to L1 and L2; three to V2, that was known a day before; grype knows V1 by another name, and V3
            // is
            // its backlog.
            Build second = shop("s2", "01-05 00")
                    .lint("01-05 02", B1, B2, L1, L2)
                    .trivy("01-05 03", V1, V2)
                    .grype("01-05 04", V1, V3);
            // By night: six hours since V4 was published, days since the commit.
            second.trivy("01-08 06", V1, V2, V4);
            deployed("s2", "prod", "01-10 00");
            pay("p2", "01-10 00").lint("01-10 01", PB).drift("01-10 06", "internet");
            // Breaks off: opens L3 after an hour, closes nothing. V1 is gone for trivy, and three hours later for
            // grype.
            shop("s3", "01-12 00").scan("lint", "01-12 01", TestReports.sarif("Lint", false, List.of(L3)));
            shop("s3", "01-12 00").trivy("01-12 02", V2, V4).grype("01-12 05", V3);
            // Late, of a build before s3: opens and closes nothing.
            JsonNode late =
                    shop("s2b", "01-09 00").scan("lint", "01-13 00", TestReports.sarif(List.of(B1, weak("high-late"))));
            assertThat(late.path("build").path("verdict").asString()).isEqualTo("warn");
            now("01-15 00");
            decide(pay, "authorised", "", "aws_security_group.web");
            // Pull requests: 7 fails at first, 8 at last.
            new Build(shop, "f1", "01-18 00", "f", "change", "7").lint("01-18 01", weak("critical-f"));
            new Build(shop, "f2", "01-19 00", "f", "change", "7").lint("01-19 01");
            new Build(shop, "g1", "01-19 06", "g", "change", "8").lint("01-19 07", weak("low-g"));
            new Build(shop, "g2", "01-19 12", "g", "change", "8").lint("01-19 13", weak("critical-g"));
            // B2 and L1 are fixed.
            JsonNode red = shop("s4", "01-20 00").scan("lint", "01-20 02", TestReports.sarif(List.of(B1, L2, L3)));
            assertThat(red.path("build").path("verdict").asString()).isEqualTo("fail");
            now("01-21 00");
            decide(shop, "false-positive", "", L3.rule());
            assertThat(api.get("/projects/" + shop + "/builds/s4")
                            .json(200)
                            .path("verdict")
                            .path("outcome")
                            .asString())
                    .as("what the decision makes of it")
                    .isEqualTo("warn");
        }

        private void february() throws Exception {
            // Twenty new ones after an hour; L2 is fixed; L3 goes, silenced. V5 after two hours.
            shop("s5", "02-02 00").lint("02-02 01", and(k(1, 20), B1)).trivy("02-02 02", V2, V4, V5);
            deployed("s5", "prod", "02-03 00");
            // PB is fixed; what was authorised goes, silenced; another change after six hours.
            pay("p3", "02-04 00").lint("02-04 01").drift("02-04 06", "world");
            now("02-05 00");
            decide(shop, "accepted-risk", ",'until':'2026-02-10T00:00:00Z'", V5.cve());
            now("02-10 01");
            endWhatIsDue();
            // K1 to K8 are fixed, L1 is back after two hours; V2 is fixed.
            shop("s6", "02-10 12").lint("02-10 14", and(k(9, 20), B1, L1)).trivy("02-10 15", V4, V5);
            now("02-12 00");
            decide(shop, "wont-fix", "", "low-k9", "low-k10", "low-k11", "low-k12");
            decide(shop, "false-positive", "", "low-k13", "low-k14");
            // The scanner's clock is behind: N1 an hour before its commit. K9, K10 and K13 go, silenced.
            now("02-16 01");
            shop("s7", "02-16 00")
                    .arrived(
                            "lint",
                            "02-15 23",
                            TestReports.sarif(Stream.of(k(11, 12), k(14, 20), Stream.of(B1, L1, N1))
                                    .flatMap(some -> some)
                                    .toList()));
            pay("p4", "02-18 00").drift("02-18 06");
        }

        private void march() throws Exception {
            // L3 is back, silenced already. L1 and K17 to K20 are fixed; V5 is.
            JsonNode back = shop("s8", "03-02 00")
                    .scan(
                            "lint",
                            "03-02 04",
                            TestReports.sarif(Stream.of(k(11, 12), k(14, 16), Stream.of(B1, N1, L3))
                                    .flatMap(some -> some)
                                    .toList()));
            assertThat(back.path("findings").path("reopened").asInt()).isEqualTo(1);
            shop("s8", "03-02 00").trivy("03-02 05", V4);
            deployed("s8", "prod", "03-03 00");
            pay("p5", "03-04 00").drift("03-04 06", "world");
            now("03-05 00");
            api.post(
                            "/silence-rules",
                            "{'name':'" + shop + "','reason':'of no consequence','match':{'project':'" + shop
                                    + "','package':'lib1006'}}")
                    .json(201);
            // V6 is silenced when it is first seen; V7 counts.
            shop("s9", "03-09 00").trivy("03-09 01", V4, V6, V7);
            deployed("s9", "prod", "03-10 00");
            // Rolled back.
            deployed("s5", "prod", "03-12 00");
            shop("s10", "03-16 00").trivy("03-16 03", V4, V6);
            pay("p6", "03-18 00").drift("03-18 06");
            deployed("s9", "staging", "03-20 00");
            pay("p7", "03-25 00").drift("03-25 06", "world");
            now("04-01 00");
        }

        private JsonNode metrics(String more) throws Exception {
            return api.get("/metrics?from=2026-01-01&to=2026-04-01" + more).json(200);
        }

        /** @param hours null where nothing was counted */
        private static void time(SoftAssertions softly, JsonNode one, String name, String what, Double hours) {
            if (hours == null) {
                softly.assertThat(one.path(name).isNull()).as(what + " " + name).isTrue();
            } else {
                softly.assertThat(one.path(name).asDouble())
                        .as(what + " " + name + " of " + one)
                        .isCloseTo(hours * 3_600, org.assertj.core.data.Offset.offset(0.001));
            }
        }

        private record Times(Double mean, Double median, Double p90) {
            static final Times NONE = new Times(null, null, null);

            void in(SoftAssertions softly, JsonNode one, String what) {
                time(softly, one, "mean", what, mean);
                time(softly, one, "median", what, median);
                time(softly, one, "p90", what, p90);
            }
        }

        private static Times hours(double mean, double median, double p90) {
            return new Times(mean, median, p90);
        }

        private record Mttd(Times times, int n, int backlog, int negative) {}

        private record Mttr(Times times, Double kaplanMeier, int n, int silenced, int open) {}

        private record Counts(int opened, int fixed, int silenced, int reopened, int unauthorised, int criticals) {}

        private record Alerts(int alerts, int persons, int days) {}

        private record Expected(Mttd mttd, Mttr mttr, int passed, int changes, Alerts alerts, Counts counts) {
            void in(SoftAssertions softly, JsonNode it, String what) {
                JsonNode detection = it.path("mttd");
                mttd.times().in(softly, detection, what + " mttd");
                softly.assertThat(List.of(
                                detection.path("n").asInt(),
                                detection.path("backlog").asInt(),
                                detection.path("negative").asInt()))
                        .as(what + " mttd n, backlog, negative")
                        .isEqualTo(List.of(mttd.n(), mttd.backlog(), mttd.negative()));
                JsonNode repair = it.path("mttr");
                mttr.times().in(softly, repair, what + " mttr");
                time(softly, repair, "kaplanMeierMedian", what, mttr.kaplanMeier());
                softly.assertThat(List.of(
                                repair.path("n").asInt(),
                                repair.path("silenced").asInt(),
                                repair.path("open").asInt()))
                        .as(what + " mttr n, silenced, open")
                        .isEqualTo(List.of(mttr.n(), mttr.silenced(), mttr.open()));
                JsonNode rate = it.path("passRate");
                softly.assertThat(List.of(
                                rate.path("passed").asInt(),
                                rate.path("changes").asInt()))
                        .as(what + " pass rate")
                        .isEqualTo(List.of(passed, changes));
                softly.assertThat(rate.path("value").asDouble())
                        .as(what + " pass rate")
                        .isEqualTo((double) passed / changes);
                JsonNode told = it.path("alertsPerPersonPerDay");
                softly.assertThat(List.of(
                                told.path("alerts").asInt(),
                                told.path("persons").asInt(),
                                told.path("days").asInt()))
                        .as(what + " alerts, persons, days")
                        .isEqualTo(List.of(alerts.alerts(), alerts.persons(), alerts.days()));
                softly.assertThat(told.path("value").asDouble())
                        .as(what + " alerts")
                        .isEqualTo((double) alerts.alerts() / (alerts.persons() * alerts.days()));
                softly.assertThat(new Counts(
                                it.path("opened").asInt(),
                                it.path("fixed").asInt(),
                                it.path("silenced").asInt(),
                                it.path("reopened").asInt(),
                                it.path("unauthorisedChanges").path("value").asInt(),
                                it.path("criticalsInProduction").path("value").asInt()))
                        .as(what)
                        .isEqualTo(counts);
            }
        }

        @Test
        void aQuarterOfTwoTeamsComesToWhatWasWorkedOutByHand() throws Exception {
            shop = project;
            pay = project + "-pay";
            red = "red-" + project;
            blue = "blue-" + project;
            // One is in both.
            person(red);
            person(red, blue);
            person(blue);
            person(blue);
            january();
            february();
            march();
            var softly = new SoftAssertions();
            ofRed(softly, metrics("&bucket=month&team=" + red));
            ofBlue(softly, metrics("&bucket=month&team=" + blue));
            ofBoth(softly, metrics("&bucket=month&project=" + shop + "&project=" + pay));
            bySeverityAndGuard(softly);
            inProduction(softly);
            guards(softly);
            softly.assertAll();
        }

        private void ofRed(SoftAssertions softly, JsonNode all) {
            softly.assertThat(all.path("projects").toString()).isEqualTo("[\"" + shop + "\"]");
            softly.assertThat(all.path("series").size()).isEqualTo(3);
            JsonNode january = all.path("series").path(0);
            JsonNode february = all.path("series").path(1);
            JsonNode march = all.path("series").path(2);
            softly.assertThat(january.path("bucket").asString()).isEqualTo("2026-01-01T00:00:00Z");
            softly.assertThat(march.path("to").asString()).isEqualTo("2026-04-01T00:00:00Z");

            // Detected after: L1 2h, L2 2h, V2 3h, V4 6h, L3 1h: 14h ÷ 5; in order 1 2 2 3 6, nine tenths at place 3.6:
            // 3 + 0.6 · 3. Backlog: B1, B2, V1, V3.
            // Repaired: V1 from 01-02 02 to 01-12 05, when grype missed it too: 243h. B2 01-02 01 to 01-20 02: 433h.
            // L1 01-05 02 to 01-20 02: 360h. 1036h ÷ 3; nine tenths at place 1.8: 360 + 0.8 · 73.
            // Kaplan–Meier, with B1, L2, V2, V3 and V4 open at the end for 570h and more; L3 is silenced by then:
            //   time  at risk  ended  last on
            //   243   8        1      7/8
            //   360   7        1      6/8
            //   433   6        1      5/8   never half
            // Changes: s1, s2, s3, s4 and pull request 7 fail; s2b, which warns, and pull request 8 pass.
            // Alerts: L1, L2, V2, V4, L3. Opened: those and the backlog. Silenced: L3. In production: V1.
            new Expected(
                            new Mttd(hours(14.0 / 5, 2, 4.8), 5, 4, 0),
                            new Mttr(hours(1036.0 / 3, 360, 418.4), null, 3, 0, 5),
                            2,
                            7,
                            new Alerts(5, 2, 31),
                            new Counts(9, 3, 1, 0, 0, 1))
                    .in(softly, january, "red in January");

            // Detected after: K1 to K20 1h each, V5 2h, L1 again 2h: 24h ÷ 22; N1 is negative.
            // Repaired: L2 01-05 02 to 02-02 01: 671h. K1 to K8 02-02 01 to 02-10 14: 205h each. V2 01-05 03 to 02-10
            // 15:
            // 876h. 3187h ÷ 10; nine tenths at place 8.1: 671 + 0.1 · 205. L3, K9, K10 and K13 go silenced.
            // Kaplan–Meier, with what is open and counts at the end: N1 313h, L1 442h, V5 646h, K15 to K20 647h each,
            // and
            // V4, V3 and B1 for 1242h and more; K11, K12 and K14 are silenced:
            //   time  at risk          ended  last on
            //   205   10 + 12 = 22     8      14/22
            //   671   22 − 8 − 9 = 5   1      14/22 · 4/5 = 0.509
            //   876   4                1      14/22 · 4/5 · 3/4 = 0.38: the median
            // Changes: s5 and s6 fail, s7 passes. Silenced: V5, K9 to K14. Reopened: L1. In production: V5.
            new Expected(
                            new Mttd(hours(24.0 / 22, 1, 1), 22, 0, 1),
                            new Mttr(hours(318.7, 205, 691.5), 876.0, 10, 4, 12),
                            1,
                            3,
                            new Alerts(23, 2, 28),
                            new Counts(23, 10, 7, 1, 0, 1))
                    .in(softly, february, "red in February");

            // Detected after: L3 again 4h, silenced as it is; V6 1h, V7 1h. Nine tenths at place 1.8: 1 + 0.8 · 3.
            // Repaired: L1 02-10 14 to 03-02 04: 470h. K17 to K20 02-02 01 to 03-02 04: 675h each. V5 02-02 02 to 03-02
            // 05:
            // 675h, its decision had ended. V7 03-09 01 to 03-16 03: 170h. 4015h ÷ 7.
            // Kaplan–Meier, with B1, V3, V4, K15, K16 and N1 open for 1057h and more; L3, V6, K11, K12, K14 are
            // silenced:
            //   time  at risk  ended  last on
            //   170   13       1      12/13
            //   470   12       1      11/13
            //   675   11       5      6/13: the median
            // Changes: s8 and s10 pass, s9 fails. Silenced: V6. In production: V5 of s5, rolled back to.
            new Expected(
                            new Mttd(hours(2, 1, 3.4), 3, 0, 0),
                            new Mttr(hours(4015.0 / 7, 675, 675), 675.0, 7, 0, 6),
                            2,
                            3,
                            new Alerts(1, 2, 31),
                            new Counts(3, 7, 1, 1, 0, 1))
                    .in(softly, march, "red in March");

            // Detected: 23 times 1h, 4 times 2h, 3h, 4h, 6h: 44h ÷ 30; nine tenths at place 26.1: 2 + 0.1 · 1.
            // Repaired: 1036h + 3187h + 4015h = 8238h ÷ 20; in order 170, 8 · 205, 243, 360, 433, 470, 671, 5 · 675,
            // 876;
            // the middle between 243 and 360, nine tenths at place 17.1: 675.
            // Kaplan–Meier, with the six that are open at the end of March, for longer than any was repaired in:
            //   time  at risk  ended  last on
            //   170   26       1      25/26
            //   205   25       8      17/26
            //   243   17       1      16/26
            //   360   16       1      15/26
            //   433   15       1      14/26
            //   470   14       1      13/26: the median
            new Expected(
                            new Mttd(hours(44.0 / 30, 1, 2.1), 30, 4, 1),
                            new Mttr(hours(411.9, 301.5, 675), 470.0, 20, 4, 6),
                            5,
                            13,
                            new Alerts(29, 2, 90),
                            new Counts(35, 20, 9, 2, 0, 1))
                    .in(softly, all, "red");
        }

        private void ofBlue(SoftAssertions softly, JsonNode all) {
            // Detected: C1 after 6h; PB is backlog. p1 and p2 fail by PB. C1 is authorised, and so silenced. Open at
            // the end:
            // PB.
            new Expected(
                            new Mttd(hours(6, 6, 6), 1, 1, 0),
                            new Mttr(Times.NONE, null, 0, 0, 1),
                            0,
                            2,
                            new Alerts(1, 3, 31),
                            new Counts(2, 0, 1, 0, 0, 0))
                    .in(softly, all.path("series").path(0), "blue in January");
            // Detected: C2 after 6h. Repaired: PB 01-03 01 to 02-04 01: 768h; C2 02-04 06 to 02-18 06: 336h. Mean 552h;
            // nine tenths at place 0.9: 336 + 0.9 · 432. C1 goes silenced. Half is reached when the first of two ends.
            // p3 warns and p4 is clean.
            new Expected(
                            new Mttd(hours(6, 6, 6), 1, 0, 0),
                            new Mttr(hours(552, 552, 724.8), 336.0, 2, 1, 0),
                            2,
                            2,
                            new Alerts(1, 3, 28),
                            new Counts(1, 2, 0, 0, 1, 0))
                    .in(softly, all.path("series").path(1), "blue in February");
            // C2 comes twice, each time after 6h, and is one finding. Repaired once, 03-04 06 to 03-18 06: 336h. When
            // that
            // ends, the one that is open since 162h is out of sight already, so nothing lasts on.
            new Expected(
                            new Mttd(hours(6, 6, 6), 2, 0, 0),
                            new Mttr(hours(336, 336, 336), 336.0, 1, 0, 1),
                            3,
                            3,
                            new Alerts(2, 3, 31),
                            new Counts(2, 1, 0, 2, 1, 0))
                    .in(softly, all.path("series").path(2), "blue in March");
            // Repaired: 336, 336, 768: 1440h ÷ 3; nine tenths at place 1.8: 336 + 0.8 · 432. One of three lasts on
            // behind 336h.
            // Unauthorised is C2 alone, three times though it opened.
            new Expected(
                            new Mttd(hours(6, 6, 6), 4, 1, 0),
                            new Mttr(hours(480, 336, 681.6), 336.0, 3, 1, 1),
                            5,
                            7,
                            new Alerts(4, 3, 90),
                            new Counts(5, 3, 1, 2, 1, 0))
                    .in(softly, all, "blue");
        }

        private void ofBoth(SoftAssertions softly, JsonNode all) {
            // Detected: 44h + 24h ÷ 34; in order 23 · 1, 4 · 2, 3, 4, 5 · 6, so nine tenths at place 29.7 are 6.
            // Repaired: 8238h + 1440h ÷ 23; in the middle, at place 11, the second 336; nine tenths at place 19.8: 675.
            // Kaplan–Meier: the one that is open since 162h is out of sight before the first ends:
            //   time  at risk  ended  last on
            //   170   29       1      28/29
            //   205   28       8      20/29
            //   243   20       1      19/29
            //   336   19       2      17/29
            //   360   17       1      16/29
            //   433   16       1      15/29
            //   470   15       1      14/29: the median
            // Four persons, one of them in both teams.
            new Expected(
                            new Mttd(hours(2, 1, 6), 34, 5, 1),
                            new Mttr(hours(9678.0 / 23, 336, 675), 470.0, 23, 5, 7),
                            10,
                            20,
                            new Alerts(33, 4, 90),
                            new Counts(40, 23, 10, 4, 1, 1))
                    .in(softly, all, "both");
            for (String name : List.of("opened", "fixed", "silenced", "reopened")) {
                int sum = 0;
                for (JsonNode part : all.path("series")) {
                    sum += part.path(name).asInt();
                }
                softly.assertThat(sum).as(name).isEqualTo(all.path(name).asInt());
            }
        }

        private void bySeverityAndGuard(SoftAssertions softly) throws Exception {
            JsonNode bySeverity = metrics("&team=" + red).path("mttr").path("bySeverity");
            // V1 243, V5 675, V7 170: 1088h ÷ 3; nine tenths at place 1.8: 243 + 0.8 · 432.
            new Times(1088.0 / 3, 243.0, 588.6).in(softly, bySeverity.path("CRITICAL"), "critical");
            softly.assertThat(bySeverity.path("CRITICAL").path("n").asInt()).isEqualTo(3);
            // L1 360, V2 876, L1 again 470.
            new Times(1706.0 / 3, 470.0, 794.8).in(softly, bySeverity.path("HIGH"), "high");
            // B2 433, L2 671, 8 · 205, 4 · 675: 5444h ÷ 14; nine tenths at place 11.7: 675.
            new Times(5444.0 / 14, 205.0, 675.0).in(softly, bySeverity.path("LOW"), "low");
            softly.assertThat(bySeverity.has("MEDIUM")).isFalse();

            // Within seven days: V1 and V5 and V7 late, the last by two hours. Within thirty: L1 twice, and V2 late.
            // What
            // else is due later, or was silenced.
            JsonNode due = metrics("&team=" + red).path("fixedWithinTarget");
            softly.assertThat(due.toString())
                    .isEqualTo("{\"CRITICAL\":{\"value\":0.0,\"inTime\":0,\"due\":3},\"HIGH\":{\"value\":" + 2.0 / 3
                            + ",\"inTime\":2,\"due\":3}}");
            softly.assertThat(metrics("&team=" + red)
                            .path("reopenedRate")
                            .path("value")
                            .asDouble())
                    .isEqualTo(2.0 / 20);

            // V1, V5 and V7 are all that was critical and is no false positive; L3 twice.
            JsonNode critical = metrics("&severity=critical&team=" + red);
            softly.assertThat(critical.path("opened").asInt()).isEqualTo(5);
            softly.assertThat(critical.path("fixed").asInt()).isEqualTo(3);
            softly.assertThat(critical.path("silenced").asInt()).isEqualTo(2);
            // What two guards report is each one's.
            softly.assertThat(metrics("&guard=trivy&team=" + red).path("opened").asInt())
                    .isEqualTo(6);
            softly.assertThat(metrics("&guard=grype&team=" + red).path("opened").asInt())
                    .isEqualTo(2);
            softly.assertThat(metrics("&guard=lint&team=" + red).path("opened").asInt())
                    .isEqualTo(28);
            softly.assertThat(metrics("&category=container&team=" + red)
                            .path("opened")
                            .asInt())
                    .isEqualTo(7);
        }

        private int criticals(String to) throws Exception {
            return api.get("/metrics?from=2026-01-01&to=" + to + "&team=" + red)
                    .json(200)
                    .path("criticalsInProduction")
                    .path("value")
                    .asInt();
        }

        private void inProduction(SoftAssertions softly) throws Exception {
            softly.assertThat(criticals("2026-01-09")).as("before anything ran").isZero();
            softly.assertThat(criticals("2026-02-04")).as("V5").isEqualTo(1);
            softly.assertThat(criticals("2026-02-07")).as("V5 accepted").isZero();
            softly.assertThat(criticals("2026-02-11")).as("V5 counts again").isEqualTo(1);
            softly.assertThat(criticals("2026-03-05")).as("s8").isZero();
            softly.assertThat(criticals("2026-03-11")).as("V7 of s9").isEqualTo(1);
            softly.assertThat(criticals("2026-03-21"))
                    .as("V5 of s5, and not what is in staging")
                    .isEqualTo(1);
        }

        /** @param counts opened, fixed, false positive, accepted, open */
        private static void guard(SoftAssertions softly, JsonNode all, String guard, String advice, int... counts) {
            for (JsonNode one : all) {
                if (one.path("guard").asString().equals(guard)) {
                    softly.assertThat(Stream.of("opened", "fixed", "falsePositive", "accepted", "open")
                                    .mapToInt(name -> one.path(name).asInt())
                                    .toArray())
                            .as(guard)
                            .isEqualTo(counts);
                    softly.assertThat(one.path("advice").asString()).as(guard).isEqualTo(advice);
                    softly.assertThat(one.path("signal").asDouble())
                            .as(guard)
                            .isEqualTo((double) counts[1] / counts[0]);
                    return;
                }
            }
            softly.fail(String.format(Locale.ROOT, "no guard %s in %s", guard, all));
        }

        /** Rule, opened, fixed, false positive, accepted, open. */
        private static List<String> noisiest(JsonNode guard) {
            var rules = new ArrayList<String>();
            guard.path("noisiest")
                    .forEach(rule -> rules.add(rule.path("rule").asString()
                            + Stream.of("opened", "fixed", "falsePositive", "accepted", "open")
                                    .map(name -> " " + rule.path(name).asInt())
                                    .reduce("", String::concat)));
            return rules;
        }

        private JsonNode signals(String more) throws Exception {
            return api.get("/guards?" + more).json(200);
        }

        private void guards(SoftAssertions softly) throws Exception {
            JsonNode all = signals("from=2026-01-01&to=2026-04-01&team=" + red);
            softly.assertThat(all.size()).isEqualTo(3);
            // Opened: B1, B2, L1 twice, L2, L3 twice, N1, K1 to K20. Fixed: B2, L1 twice, L2, K1 to K8, K17 to K20.
            // False
            // positives: L3 when it went and now, K13, K14. Accepted: K9 to K12. Open: B1, N1, K15, K16.
            guard(softly, all, "lint", "keep", 28, 16, 4, 4, 4);
            // V1, V2, V4, V5, V6, V7; V4 is open, and V6 silenced by a rule.
            guard(softly, all, "trivy", "too-few", 6, 4, 0, 1, 1);
            guard(softly, all, "grype", "too-few", 2, 1, 0, 0, 1);
            // Wilson with z = 1.644854, n = 28, p = 16 ÷ 28: z² ÷ 2n = 0.048313, z² ÷ n = 0.096627,
            // z · √(p(1 − p) ÷ n + z² ÷ 4n²) = 1.644854 · √(0.0087464 + 0.0008627) = 0.161239:
            // (0.571429 + 0.048313 ∓ 0.161239) ÷ 1.096627.
            JsonNode lint = all.path(1);
            softly.assertThat(lint.path("guard").asString()).isEqualTo("lint");
            softly.assertThat(lint.path("low").asDouble())
                    .isCloseTo(0.41810, org.assertj.core.data.Offset.offset(0.0001));
            softly.assertThat(lint.path("high").asDouble())
                    .isCloseTo(0.71217, org.assertj.core.data.Offset.offset(0.0001));
            softly.assertThat(lint.path("alerts").asInt())
                    .as("L3 was silenced at its return")
                    .isEqualTo(25);
            softly.assertThat(all.path(2).path("onlyIt").asInt())
                    .as("V1 is grype's too")
                    .isEqualTo(5);

            // L3 was silenced both times, 2 of 2. K9 to K12 were accepted and K13 and K14 false, each the only one of
            // its
            // rule, so the alphabet decides; five are told. Wilson of 2 of 2: 1 ÷ (1 + 2.705543 ÷ 2) = 0.42503.
            softly.assertThat(noisiest(lint))
                    .containsExactly(
                            "critical-l3 2 0 2 0 0",
                            "low-k10 1 0 0 1 0",
                            "low-k11 1 0 0 1 0",
                            "low-k12 1 0 0 1 0",
                            "low-k13 1 0 1 0 0");
            JsonNode l3 = lint.path("noisiest").path(0);
            softly.assertThat(l3.path("noise").asDouble()).isEqualTo(1);
            softly.assertThat(l3.path("low").asDouble())
                    .isCloseTo(0.42503, org.assertj.core.data.Offset.offset(0.0001));
            softly.assertThat(l3.path("high").asDouble()).isEqualTo(1);
            softly.assertThat(noisiest(all.path(2))).as("a rule silences V6").containsExactly(V6.cve() + " 1 0 0 1 0");
            softly.assertThat(noisiest(all.path(0))).as("grype").isEmpty();

            // Of February's alone: K1 to K20, L1, N1.
            guard(softly, signals("from=2026-02-01&to=2026-03-01&team=" + red), "lint", "keep", 22, 13, 2, 4, 3);

            JsonNode others = signals("from=2026-01-01&to=2026-04-01&project=" + pay);
            guard(softly, others, "lint", "too-few", 1, 1, 0, 0, 0);
            guard(softly, others, "drift", "too-few", 4, 2, 0, 1, 1);
        }
    }
}
