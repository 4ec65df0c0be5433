package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports.Hole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What people are told of, and that they are told once. */
class OccasionTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends NotificationClaims {
        @Autowired
        private Notices notices;

        @Autowired
        private TransactionTemplate transaction;

        @BeforeEach
        void makeTheProject() throws Exception {
            lint("c0", MILD);
        }

        private List<String> told() {
            round();
            return sink.requests(path).stream()
                    .map(request -> request.json().path("occasion").asString() + ": "
                            + request.json().path("title").asString())
                    .toList();
        }

        @Test
        void aCriticalThatIsDeployedIsToldOnce() throws Exception {
            channel(Set.of(Occasion.PRODUCTION_CRITICAL), Set.of(), "");
            image("c1", critical("CVE-2026-1"));
            assertThat(told()).isEmpty();

            deploy("c1");
            assertThat(told())
                    .containsExactly("production-critical: Critical CVE-2026-1 in lib-cve-2026-1 came into production");
            image("c2", critical("CVE-2026-1"), new Hole("mild", "LOW", "CVE-2026-2"));
            deploy("c2");
            assertThat(told()).hasSize(1);
            var json = sink.last(path).json();
            assertThat(json.path("url").asString())
                    .isEqualTo("https://winnow.example.org/projects/" + project + "/environments");
            assertThat(json.path("items").get(0).path("label").asString()).isEqualTo("critical");
        }

        @Test
        void aCriticalThatALaterScanOfARunningBuildFindsIsTold() throws Exception {
            channel(Set.of(Occasion.PRODUCTION_CRITICAL), Set.of(), "");
            image("c1", new Hole("mild", "LOW", "CVE-2026-2"));
            deploy("c1");
            assertThat(told()).isEmpty();

            image("c1", new Hole("mild", "LOW", "CVE-2026-2"), critical("CVE-2026-3"), critical("CVE-2026-4"));
            assertThat(told()).containsExactly("production-critical: 2 critical vulnerabilities came into production");
        }

        @Test
        void aCriticalWhoseDecisionEndsIsTold() throws Exception {
            channel(Set.of(Occasion.PRODUCTION_CRITICAL), Set.of(), "");
            image("c1", critical("CVE-2026-5"));
            long finding = api.get("/findings?project=" + project + "&q=CVE-2026-5")
                    .json(200)
                    .path("findings")
                    .get(0)
                    .path("id")
                    .asLong();
            api.post(
                            "/decisions",
                            "{'findings':[" + finding
                                    + "],'decision':'false-positive','reason':'Not reachable from here.'}")
                    .json(201);
            deploy("c1");
            assertThat(told()).isEmpty();

            api.post("/decisions", "{'findings':[" + finding + "],'decision':'reopen','reason':'It is reachable.'}")
                    .json(201);
            assertThat(told()).hasSize(1);
        }

        @Test
        void aGateIsToldWhenItTurnsAndOnlyThen() throws Exception {
            channel(Set.of(Occasion.GATE_RED, Occasion.GATE_GREEN), Set.of(), "");
            lint("c1", MILD, EVAL);
            lint("c2", MILD, EVAL, LINK);
            assertThat(told()).containsExactly("gate-red: The gate turned red on main with build c1");
            assertThat(sink.last(path).json().path("text").asString()).contains("no-critical");

            lint("c3", MILD);
            lint("c4", MILD, EVAL.at(11));
            assertThat(told())
                    .containsExactly(
                            "gate-red: The gate turned red on main with build c1",
                            "gate-green: The gate is green again on main with build c3",
                            "gate-red: The gate turned red on main with build c4");
        }

        @Test
        void anotherBranchAndAFirstRedBuildAreNoTurn() throws Exception {
            channel(Set.of(Occasion.GATE_RED), Set.of(), "");
            api.upload(
                            project,
                            dev.winnow.support.TestReports.sarif(List.of(EVAL)),
                            "commit",
                            "f1",
                            "branch",
                            "feature")
                    .json(201);
            assertThat(told()).isEmpty();
        }

        @Test
        void newFindingsAreToldAsFarAsTheChannelAsksForThem() throws Exception {
            channel(Set.of(Occasion.NEW_FINDINGS), Set.of(), "severity:>=high");
            lint("c1", MILD, new dev.winnow.support.TestReports.Weak("low-other", "src/o.js", 3));
            assertThat(told()).isEmpty();

            lint("c2", MILD, EVAL, new dev.winnow.support.TestReports.Weak("low-third", "src/t.js", 3));
            assertThat(told()).containsExactly("new-findings: 2 new findings on main");
            var json = sink.last(path).json();
            assertThat(json.path("total").asInt()).isEqualTo(1);
            assertThat(json.path("items").get(0).path("text").asString()).contains("critical-eval");
            assertThat(json.path("text").asString()).contains("1 of 2 fit");
        }

        @Test
        void whatAGuardFindsFirstIsNoNews() throws Exception {
            channel(Set.of(Occasion.NEW_FINDINGS), Set.of(), "");
            image("c0", critical("CVE-2026-6"));
            assertThat(told()).isEmpty();
        }

        @Test
        void theSameOccurrenceIsToldOnceAndOneThatIsRolledBackNever() {
            channel(Set.of(Occasion.RUNTIME_ALERT), Set.of(), "");
            transaction.executeWithoutResult(status -> {
                notices.raise(runtime("rolled back " + project, Optional.empty()));
                status.setRollbackOnly();
            });
            assertThat(notices.raise(runtime("shell " + project, Optional.empty())))
                    .isTrue();
            assertThat(notices.raise(runtime("shell " + project, Optional.empty())))
                    .isFalse();
            assertThat(told()).containsExactly("runtime-alert: A shell in a container");
        }

        @Test
        void theAuthorGetsAMailWhereTheDomainIsAllowed() throws Exception {
            MAIL.purgeEmailFromAllMailboxes();
            notices.raise(runtime("a " + project, Optional.of("ann@example.org")));
            notices.raise(runtime("b " + project, Optional.of("ann@elsewhere.example")));
            notices.raise(runtime("c " + project, Optional.of("ann@example.org\r\nBcc: eve@example.org")));
            round();
            assertThat(MAIL.getReceivedMessages()).hasSize(1);
            assertThat(MAIL.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("ann@example.org");
        }

        @Test
        void anAuthorIsNotFlooded() {
            String person = "flooded-" + project + "@example.org";
            for (int i = 0; i < 15; i++) {
                notices.raise(runtime("flood " + i + project, Optional.of(person)));
            }
            round();
            assertThat(rows.toSince(person, clock.instant().minus(Duration.ofDays(1))))
                    .isEqualTo(10);
        }

        private Notice runtime(String occurrence, Optional<String> addressee) {
            return new Notice(
                    occurrence,
                    there().id(),
                    Occasion.RUNTIME_ALERT,
                    "A shell in a container",
                    "",
                    "/projects/" + project,
                    new RoaringBitmap(),
                    addressee);
        }
    }
}
