package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.winnow.project.Projects;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** A pipeline asks for the verdict, and gets one only where all that was uploaded is part of it. */
class VerdictTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Projects projects;

        @Autowired
        private PlatformTransactionManager transactions;

        private JsonNode upload(String build, String guard, String... rules) throws Exception {
            return api.upload(project, report(guard, rules), "commit", "c-" + build, "build", build, "guard", guard)
                    .json(201);
        }

        /** Each rule in a file of its own. */
        private static String report(String tool, String... rules) {
            return TestReports.sarif(
                    tool,
                    true,
                    Stream.of(rules)
                            .map(rule -> new Weak(rule, "src/" + rule + ".js", 3))
                            .toList());
        }

        private ApiClient.Answer verdict(String build, String... query) throws Exception {
            return api.get("/projects/" + project + "/verdict?build=" + UriUtils.encode(build, StandardCharsets.UTF_8)
                    + Stream.of(query).map(one -> "&" + one).reduce("", String::concat));
        }

        /** While no import of the project can end. */
        private void held(Callable<?> act) {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                projects.lock(projects.idOf(project).orElseThrow());
                // A request on this thread would be part of this transaction.
                try (var other = Executors.newSingleThreadExecutor()) {
                    other.submit(act).get(100, TimeUnit.SECONDS);
                } catch (ExecutionException | InterruptedException | TimeoutException e) {
                    throw new AssertionError(e);
                }
            });
        }

        private static List<String> texts(JsonNode array, String field) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(one -> (field.isEmpty() ? one : one.path(field)).asString())
                    .toList();
        }

        // What is settled.

        @Test
        void aSettledBuildAnswersWithTheRulesThatDecided() throws Exception {
            upload("1", "lint", "critical-a", "high-b", "high-c", "low-d");

            JsonNode answer = verdict("1").json(200);

            assertThat(answer.path("status").asString()).isEqualTo("settled");
            assertThat(answer.path("verdict").asString()).isEqualTo("fail");
            JsonNode build = answer.path("build");
            assertThat(build.path("id").asString()).isEqualTo("1");
            assertThat(build.path("commit").asString()).isEqualTo("c-1");
            assertThat(build.path("branch").asString()).isEqualTo("main");
            assertThat(build.path("grade").asString()).isEqualTo("C");
            assertThat(build.path("provisional").asBoolean(true)).isFalse();
            assertThat(build.path("url").asString()).startsWith("http://localhost/projects/" + project + "/builds/");
            assertThat(answer.path("policy").path("source").asString()).isEqualTo("built-in");
            assertThat(answer.path("policy").path("hash").asString()).hasSize(64);
            JsonNode reasons = answer.path("reasons");
            assertThat(texts(reasons, "effect")).startsWith("fail", "warn");
            assertThat(reasons.path(0).path("findings").asInt()).isEqualTo(1);
            JsonNode first = reasons.path(0).path("first").path(0);
            assertThat(first.path("severity").asString()).isEqualTo("CRITICAL");
            assertThat(first.path("place").asString()).isEqualTo("src/critical-a.js:3");
            assertThat(first.path("url").asString())
                    .isEqualTo("http://localhost/findings/" + first.path("id").asString());
            assertThat(answer.has("failedScans")).isFalse();
        }

        @Test
        void aReasonShowsItsFindingsAsTheBuildHasThem() throws Exception {
            String report = """
                    {"version": "1", "errors": [], "paths": {"scanned": ["x.py"]}, "results": [{"check_id": "a.b",
                     "path": "x.py", "start": {"line": 3, "col": 1}, "end": {"line": 3, "col": 9},
                     "extra": {"message": "m", "severity": "%s", "lines": "eval(x)"}}]}""";
            for (String severity : List.of("CRITICAL", "WARNING")) {
                api.upload(project, report.formatted(severity), "commit", severity, "build", severity)
                        .json(201);
            }

            assertThat(verdict("CRITICAL").json(200).path("verdict").asString()).isEqualTo("fail");
            JsonNode milder = verdict("WARNING").json(200);
            assertThat(milder.path("verdict").asString()).isEqualTo("warn");
            assertThat(milder.at("/reasons/0/first/0/severity").asString()).isEqualTo("MEDIUM");
            assertThat(verdict("CRITICAL")
                            .json(200)
                            .at("/reasons/0/first/0/severity")
                            .asString())
                    .isEqualTo("CRITICAL");
        }

        @Test
        void aGuardThatBrokeOffIsWaitedForWithTheReason() throws Exception {
            upload("1", "lint", "low-a");
            api.upload(
                            project,
                            TestReports.sarif("dast", false, List.of()),
                            "commit",
                            "c-1",
                            "build",
                            "1",
                            "guard",
                            "dast")
                    .json(201);

            JsonNode pending = verdict("1", "guards=zap").json(202);
            assertThat(texts(pending.path("missing").path("guards"), "")).containsExactly("dast", "zap");
            assertThat(pending.path("detail").asString())
                    .endsWith("it waits for guard dast, whose scan did not run through; guard zap.");
            assertThat(verdict("1", "guards=Lint", "provisional=true")
                            .json(202)
                            .path("detail")
                            .asString())
                    .endsWith("it waits for guard Lint, and what has reported is called lint.");
        }

        @Test
        void anEnforcedGateIsAnErrorOnlyWhereItFails() throws Exception {
            upload("bad", "lint", "critical-a");
            upload("odd", "lint", "high-a");
            upload("good", "lint", "low-a");

            JsonNode failed = verdict("bad", "enforce=true").problem(422);
            assertThat(failed.path("verdict").asString()).isEqualTo("fail");
            assertThat(failed.path("state").asString()).isEqualTo("settled");
            assertThat(failed.path("reasons")).hasSize(1);
            assertThat(failed.path("build").path("id").asString()).isEqualTo("bad");
            assertThat(verdict("odd", "enforce=true").json(200).path("verdict").asString())
                    .isEqualTo("warn");
            JsonNode passed = verdict("good", "enforce=true").json(200);
            assertThat(passed.path("verdict").asString()).isEqualTo("pass");
            assertThat(passed.path("reasons").isArray()).isTrue();
            assertThat(passed.path("reasons")).isEmpty();
        }

        @Test
        void theAddressOfABuildAnswersTheSameWhateverItsId() throws Exception {
            upload("jenkins-shop%2Fx/7", "lint", "critical-a");

            JsonNode answer = api.get("/projects/" + project + "/builds/jenkins-shop%252Fx%2F7/verdict?commit=c-"
                            + "jenkins-shop%252Fx%2F7&branch=refs/heads/main")
                    .json(200);

            assertThat(answer).isEqualTo(verdict("jenkins-shop%2Fx/7").json(200));
        }

        @Test
        void theLogOfAPipelineGetsLinesThatNoMachineTakesForCommands() throws Exception {
            String report = report("lint", "critical-a")
                    .replace("Weak at line 3.", "##[add-mask]x\\n::error::y ##vso[task.x]\\u001b[31mred");
            api.upload(project, report, "commit", "c1", "build", "1").json(201);

            ApiClient.Answer answer = verdict("1", "enforce=true", "format=text");

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.response().getContentType()).startsWith("text/plain");
            assertThat(answer.text().lines())
                    .first()
                    .asString()
                    .startsWith("FAIL ")
                    .contains("build 1 (commit c1 on main)");
            assertThat(answer.text()).contains("CRITICAL", "src/critical-a.js:3", "score ", "see http");
            assertThat(answer.text()).doesNotContain("##", "\u001b").doesNotContainPattern("(?m)^\\s*::");
            assertThat(verdict("2", "format=text", "enforce=true").status()).isEqualTo(404);
        }

        // What is pending.

        @Test
        void aBuildIsPendingWhileOneOfItsReportsIsNotImported() throws Exception {
            upload("1", "lint", "low-a");
            held(() -> {
                JsonNode queued = api.upload(
                                project,
                                report("other", "critical-b"),
                                "commit",
                                "c-1",
                                "build",
                                "1",
                                "guard",
                                "other",
                                "wait",
                                "0")
                        .json(202);

                ApiClient.Answer answer = verdict("1", "wait=1", "provisional=true");
                JsonNode pending = answer.json(202);
                assertThat(pending.path("status").asString()).isEqualTo("pending");
                assertThat(answer.response().getHeader("Retry-After")).isEqualTo("5");
                assertThat(pending.path("missing").path("scans").path(0).path("id"))
                        .isEqualTo(queued.path("id"));
                assertThat(texts(pending.path("missing").path("scans"), "guard"))
                        .containsExactly("other");
                assertThat(pending.has("verdict")).isFalse();
                JsonNode refused = verdict("1", "enforce=true").problem(409);
                assertThat(refused.path("state").asString()).isEqualTo("pending");
                assertThat(refused.path("missing")).isEqualTo(pending.path("missing"));
                assertThat(verdict("1", "format=text").text()).startsWith("PENDING ");
                return null;
            });

            assertThat(verdict("1", "wait=60").json(200).path("verdict").asString())
                    .isEqualTo("fail");
        }

        @Test
        void aQuestionWaitsForABuildThatNobodyKnowsYet() throws Exception {
            upload("0", "lint", "low-a");
            MvcResult waiting = api.started(
                    get(URI.create("/api/v1/projects/" + project + "/builds/1/verdict?wait=60&guards=lint,other")));

            upload("1", "lint", "critical-a");
            upload("1", "other", "low-b");

            assertThat(waiting.getAsyncResult(60_000).toString())
                    .contains("200 OK")
                    .contains("verdict=fail");
        }

        @Test
        void aBuildThatNobodyUploadedForIsNotFoundOnceTheWaitIsOver() throws Exception {
            verdict("1", "wait=60").problem(404);
            upload("0", "lint", "low-a");

            verdict("1", "wait=1").problem(404);
            verdict("1", "enforce=true").problem(404);
            assertThat(verdict("0", "branch=other").problem(404).path("detail").asString())
                    .contains("branch other");
        }

        @Test
        void aBuildIsPendingWhileAnExpectedGuardIsMissing() throws Exception {
            upload("1", "lint", "low-a");
            upload("1", "other", "low-b");
            upload("2", "lint", "low-a");

            JsonNode pending = verdict("2").json(202);

            assertThat(texts(pending.path("missing").path("guards"), "")).containsExactly("other");
            assertThat(pending.path("missing").path("scans")).isEmpty();
            JsonNode settled = verdict("2", "provisional=true").json(200);
            assertThat(settled.path("build").path("provisional").asBoolean()).isTrue();
            assertThat(settled.path("verdict").asString()).isEqualTo("pass");
            upload("2", "other", "low-b");
            assertThat(verdict("2").json(200).path("verdict").asString()).isEqualTo("pass");
        }

        @Test
        void guardsThatThePipelineNamesHaveToHaveReported() throws Exception {
            upload("1", "lint", "low-a");

            assertThat(texts(
                            verdict("1", "guards=lint,%20zap,gitleaks", "provisional=true")
                                    .json(202)
                                    .path("missing")
                                    .path("guards"),
                            ""))
                    .containsExactly("gitleaks", "zap");
            verdict("1", "guards=lint").json(200);
        }

        @Test
        void aScannerThatDidNotRunThroughIsMissing() throws Exception {
            String partial = TestReports.sarif("lint", false, List.of(new Weak("low-a", "a.js", 1)));
            api.upload(project, partial, "commit", "c1", "build", "1").json(201);

            assertThat(texts(
                            verdict("1", "provisional=true")
                                    .json(202)
                                    .path("missing")
                                    .path("guards"),
                            ""))
                    .containsExactly("lint");
        }

        // What is no verdict.

        @Test
        void aBuildOfWhichNothingCouldBeReadDoesNotPass() throws Exception {
            upload("0", "lint", "low-a");
            String broken = report("lint", "low-a").replace("]}]}", "");
            api.upload(project, broken, "commit", "c1", "build", "1", "guard", "lint")
                    .problem(400);

            JsonNode answer = verdict("1").json(200);

            assertThat(answer.path("status").asString()).isEqualTo("unreadable");
            assertThat(answer.has("verdict")).isFalse();
            assertThat(answer.path("detail").asString()).contains("no scan of this build could be read");
            assertThat(texts(answer.path("failedScans"), "guard")).containsExactly("lint");
            assertThat(answer.path("failedScans")
                            .path(0)
                            .path("error")
                            .path("kind")
                            .asString())
                    .isEqualTo("malformed");
            assertThat(verdict("1", "enforce=true").problem(409).path("state").asString())
                    .isEqualTo("unreadable");
            upload("1", "lint", "low-a");
            assertThat(verdict("1").json(200).path("failedScans")).hasSize(1);
        }

        // Which build.

        @Test
        void whereBranchesShareAnIdTheWorstCounts() throws Exception {
            String bad = report("lint", "critical-a");
            api.upload(project, bad, "commit", "c1", "branch", "feature/x").json(201);
            api.upload(project, report("lint", "low-a"), "commit", "c1", "branch", "main")
                    .json(201);

            JsonNode either = verdict("c1").json(200);

            assertThat(either.path("verdict").asString()).isEqualTo("fail");
            assertThat(either.path("build").path("branch").asString()).isEqualTo("feature/x");
            assertThat(texts(either.path("others"), "branch")).containsExactly("main");
            JsonNode main = verdict("c1", "branch=main").json(200);
            assertThat(main.path("verdict").asString()).isEqualTo("pass");
            assertThat(main.has("others")).isFalse();
        }

        @Test
        void whereCommitsShareAnIdTheNewestUploadCounts() throws Exception {
            api.upload(project, report("lint", "critical-a"), "commit", "c1", "build", "pr-12")
                    .json(201);
            api.upload(
                            project,
                            report("lint", "low-a"),
                            "commit",
                            "c2",
                            "build",
                            "pr-12",
                            "committedAt",
                            "2026-01-01T00:00:00Z")
                    .json(201);

            assertThat(verdict("pr-12").json(200).path("build").path("commit").asString())
                    .isEqualTo("c2");
            assertThat(verdict("pr-12", "commit=c1").json(200).path("verdict").asString())
                    .isEqualTo("fail");
        }

        // Who asks, and how.

        @Test
        void whoUploadsMayAskForTheirProjectAlone() throws Exception {
            upload("1", "lint", "critical-a");
            String there = "/projects/" + project + "/builds/1/verdict";

            ApiClient.of(mvc, "upload", project).get(there).json(200);
            ApiClient.of(mvc, "read", project).get(there).json(200);
            ApiClient.of(mvc, "upload", project + "-b").get(there).problem(404);
        }

        @Test
        void whatCannotBeAskedIsSaid() throws Exception {
            for (String wrong :
                    List.of("wait=61", "wait=-1", "wait=x", "format=xml", "enforce=perhaps", "branch=%07")) {
                assertThat(verdict("1", wrong).problem(400).path("detail").asString())
                        .contains(wrong.substring(0, wrong.indexOf('=')));
            }
            verdict(" ").problem(400);
        }

        // Races.

        @Test
        void noSettledAnswerMissesAReportThatWasTakenInBefore() throws Exception {
            upload("1", "guard-0", "critical-z");
            var taken = new AtomicInteger(1);
            var settled = new AtomicInteger();
            var acts = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 4; i++) {
                String guard = "guard-" + i;
                acts.add(() -> {
                    for (int j = 0; j < 5; j++) {
                        String report = report("Lint", "critical-" + guard + "-" + j);
                        api.upload(
                                project, report, "commit", "c-1", "build", "1", "target", "t" + j, "guard", guard,
                                "wait", "0");
                        taken.incrementAndGet();
                        ask(taken, settled, j % 2 == 0 ? "wait=60" : "wait=0");
                    }
                    return null;
                });
                acts.add(() -> {
                    for (int j = 0; j < 10; j++) {
                        ask(taken, settled, "wait=" + j % 2, "provisional=true");
                    }
                    return null;
                });
            }
            try (var threads = Executors.newFixedThreadPool(acts.size())) {
                for (Future<Void> act : threads.invokeAll(acts, 180, TimeUnit.SECONDS)) {
                    act.get();
                }
            }

            assertThat(settled.get()).isPositive();
            assertThat(failing(verdict("1", "wait=60", "provisional=true").json(200)))
                    .isEqualTo(21);
        }

        private void ask(AtomicInteger taken, AtomicInteger settled, String... query) throws Exception {
            int before = taken.get();
            JsonNode answer = verdict("1", query).json();
            if (answer.path("status").asString().equals("settled")) {
                settled.incrementAndGet();
                assertThat(failing(answer)).isGreaterThanOrEqualTo(before);
            }
        }

        private static int failing(JsonNode settled) {
            return settled.path("reasons").path(0).path("findings").asInt();
        }
    }
}
