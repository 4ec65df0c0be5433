package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.metrics.Definition;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.support.Zips;
import dev.winnow.verify.VerifyPacket;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in an audit packet, and who gets one. */
class AuditPacketTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);

    private static final String POLICY = """
            # Ours.
            rules:
              - {name: no critical, when: 'finding.severity == "CRITICAL"', effect: fail, message: Mend it.}
            """;

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Users users;

        @Autowired
        private Grants grants;

        @TempDir
        private Path dir;

        private String first;
        private String second;

        /** Two builds of February with a decision, a rule, a deployment each, an upload that fails, and one of March. */
        private void live() throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of()),
                            "commit",
                            "c0",
                            "branch",
                            "main",
                            "committedAt",
                            "2026-01-05T00:00:00Z",
                            "scannedAt",
                            "2026-01-05T06:00:00Z")
                    .json(201);
            assertThat(api.call(MockMvcRequestBuilders.put(
                                            URI.create("/api/v1/projects/" + project + "/policy?commit=p1"))
                                    .contentType("application/yaml")
                                    .content(POLICY))
                            .status())
                    .isEqualTo(200);
            first = TestReports.sarif(List.of(EVAL, LINK));
            second = TestReports.sarif(List.of(LINK, MILD));
            scan("c1", "11", "2026-02-02", first);
            api.upload(
                    project,
                    "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Lint\"}}, \"results\": [{\"ruleId\": 7,",
                    "commit",
                    "c1",
                    "build",
                    "11",
                    "branch",
                    "main");
            decide("high-link", "accepted-risk", "Behind the wall.");
            api.post(
                            "/silence-rules",
                            "{'name':'" + UUID.randomUUID() + "','reason':'Style is taste.','match':{'project':'"
                                    + project + "','rule':'low-style'}}")
                    .json(201);
            scan("c2", "12", "2026-02-20", second);
            deploy("11", "2026-02-03T00:00:00Z");
            deploy("12", "2026-02-21T00:00:00Z");
            scan("c3", "13", "2026-03-05", second.replace("3.1", "3.2"));
        }

        private void scan(String commit, String build, String day, String report) throws Exception {
            api.upload(
                            project,
                            report,
                            "commit",
                            commit,
                            "build",
                            build,
                            "branch",
                            "main",
                            "change",
                            "pr-" + build,
                            "committedAt",
                            day + "T00:00:00Z",
                            "scannedAt",
                            day + "T06:00:00Z")
                    .json(201);
        }

        private String finding(String rule) throws Exception {
            return api.get("/findings?q=rule:" + rule + "&project=" + project)
                    .json(200)
                    .at("/findings/0/id")
                    .asString();
        }

        private void decide(String rule, String decision, String reason) throws Exception {
            api.post(
                            "/decisions",
                            "{'findings':['" + finding(rule) + "'],'decision':'" + decision + "','reason':'" + reason
                                    + "','until':'2027-06-01T00:00:00Z'}")
                    .json(201);
        }

        private void deploy(String build, String at) throws Exception {
            api.post(
                            "/projects/" + project + "/deployments",
                            "{'build':'" + build + "','environment':'prod','deployedAt':'" + at + "'}")
                    .json(201);
        }

        private byte[] packet(String address) throws Exception {
            var answer = api.get(address);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.response().getContentType()).isEqualTo("application/zip");
            return answer.response().getContentAsByteArray();
        }

        private byte[] ofBuild(String build) throws Exception {
            return packet("/projects/" + project + "/builds/" + build + "/packet");
        }

        private byte[] ofFebruary(String more) throws Exception {
            return packet("/exports/audit-packet?project=" + project + "&from=2026-02-01&to=2026-03-01" + more);
        }

        private List<JsonNode> lines(Map<String, byte[]> files, String file) {
            String name = "projects/" + project + "/" + file + ".ndjson";
            assertThat(files).containsKey(name);
            return Zips.lines(files.get(name));
        }

        private static String sha256(byte[] bytes) throws Exception {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }

        private static List<String> texts(Iterable<JsonNode> lines, String name) {
            var texts = new ArrayList<String>();
            lines.forEach(line -> texts.add(line.path(name).asString("–")));
            return texts;
        }

        @Test
        void aBuildsPacketHasAllThatIsKnownOfIt() throws Exception {
            live();
            assertThat(api.get("/projects/" + project + "/builds/11/packet")
                            .response()
                            .getHeader("Content-Disposition"))
                    .contains("winnow-audit-" + project + "-build-11.zip");
            byte[] zip = ofBuild("11");
            Map<String, byte[]> files = Zips.files(zip);
            String report = "reports/" + sha256(first.getBytes(StandardCharsets.UTF_8)) + ".report";
            String policy = "policies/" + sha256(POLICY.getBytes(StandardCharsets.UTF_8)) + ".yaml";
            assertThat(Zips.text(files.get(report))).isEqualTo(first);
            assertThat(Zips.text(files.get(policy))).isEqualTo(POLICY);

            List<JsonNode> builds = lines(files, "builds");
            assertThat(builds).hasSize(1);
            JsonNode build = builds.getFirst();
            assertThat(build.path("build").asString()).isEqualTo("11");
            assertThat(build.path("commit").asString()).isEqualTo("c1");
            assertThat(build.path("branch").asString()).isEqualTo("main");
            assertThat(build.path("change").asString()).isEqualTo("pr-11");
            assertThat(build.path("committedAt").asString()).isEqualTo("2026-02-02T00:00:00Z");
            assertThat(build.path("verdict").asString()).isEqualTo("fail");
            JsonNode details = api.get("/projects/" + project + "/builds/11").json(200);
            assertThat(build.path("score").asInt())
                    .isEqualTo(details.at("/build/score").asInt());
            int eval = number("critical-eval");
            int link = number("high-link");
            assertThat(build.at("/findings/CRITICAL").toString()).isEqualTo("[" + eval + "]");
            assertThat(build.at("/findings/HIGH").toString()).isEqualTo("[" + link + "]");
            assertThat(build.path("findings").has("LOW")).isFalse();
            assertThat(build.path("silenced").toString()).isEqualTo("[" + link + "]");
            assertThat(build.path("newFindings").size()).isEqualTo(2);

            List<JsonNode> verdicts = lines(files, "verdicts");
            assertThat(texts(verdicts, "when")).startsWith("build-time");
            assertThat(texts(verdicts, "verdict")).containsOnly("fail");
            JsonNode verdict = verdicts.getFirst();
            assertThat(verdict.at("/policy/text").asString()).isEqualTo(policy);
            assertThat(verdict.at("/policy/source").asString()).isEqualTo("pipeline");
            assertThat(verdict.at("/policy/commit").asString()).isEqualTo("p1");
            assertThat(verdict.at("/reasons/0/rule").asString()).isEqualTo("no critical");
            assertThat(verdict.at("/reasons/0/message").asString()).isEqualTo("Mend it.");
            assertThat(verdict.at("/reasons/0/findings").toString()).isEqualTo("[" + eval + "]");

            List<JsonNode> scans = lines(files, "scans");
            assertThat(texts(scans, "status")).containsExactly("imported", "failed");
            assertThat(scans.getFirst().path("reportSha256").asString()).isEqualTo(report.substring(8, 72));
            assertThat(scans.getFirst().path("guard").asString()).isEqualTo("lint");
            assertThat(scans.getFirst().at("/tool/version").asString()).isEqualTo("3.1");
            assertThat(scans.getFirst().at("/counts/total").asInt()).isEqualTo(2);
            assertThat(scans.getLast().at("/failure/kind").asString()).isEqualTo("MALFORMED");

            List<JsonNode> findings = lines(files, "findings");
            assertThat(texts(findings, "rule")).containsExactlyInAnyOrder("critical-eval", "high-link");
            JsonNode fixed = one(findings, "rule", "critical-eval");
            assertThat(fixed.path("status").asString()).isEqualTo("closed");
            assertThat(fixed.path("severity").asString()).isEqualTo("CRITICAL");
            assertThat(fixed.path("place").asString()).isEqualTo("src/a.js");
            assertThat(fixed.path("line").asInt()).isEqualTo(10);
            assertThat(fixed.path("guards").toString()).isEqualTo("[\"lint\"]");
            assertThat(fixed.path("keys").size()).isPositive();
            assertThat(fixed.at("/keys/0").asString()).matches("[0-9a-f]{32}");
            assertThat(fixed.at("/episodes/0/openedAt").asString()).isEqualTo("2026-02-02T06:00:00Z");
            assertThat(fixed.at("/episodes/0/closedAt").asString()).isEqualTo("2026-02-20T06:00:00Z");
            assertThat(fixed.at("/episodes/0/outcome").asString()).isEqualTo("fixed");
            JsonNode accepted = one(findings, "rule", "high-link");
            assertThat(accepted.path("triage").asString()).isEqualTo("accepted-risk");
            assertThat(accepted.path("silenced").asBoolean()).isTrue();

            List<JsonNode> decisions = lines(files, "decisions");
            assertThat(decisions).hasSize(1);
            assertThat(decisions.getFirst().path("decision").asString()).isEqualTo("accepted-risk");
            assertThat(decisions.getFirst().path("reason").asString()).isEqualTo("Behind the wall.");
            assertThat(decisions.getFirst().path("author").asString()).isEqualTo("admin");
            assertThat(decisions.getFirst().path("until").asString()).isEqualTo("2027-06-01T00:00:00Z");
            assertThat(decisions.getFirst().at("/on/0/finding").asInt()).isEqualTo(link);
            // What it silences is not in this build.
            assertThat(lines(files, "silence-rules")).isEmpty();

            List<JsonNode> deployments = lines(files, "deployments");
            assertThat(texts(deployments, "deployedAt"))
                    .containsExactly("2026-02-21T00:00:00Z", "2026-02-03T00:00:00Z");
            assertThat(deployments.getFirst().at("/replaced/build").asString()).isEqualTo("11");
            assertThat(deployments.getLast().at("/build/build").asString()).isEqualTo("11");

            JsonNode openVex = JsonMapper.shared().readTree(files.get("projects/" + project + "/vex.openvex.json"));
            assertThat(openVex.path("@context").asString()).contains("openvex");
            JsonNode cycloneDx = JsonMapper.shared().readTree(files.get("projects/" + project + "/vex.cyclonedx.json"));
            assertThat(cycloneDx.path("bomFormat").asString()).isEqualTo("CycloneDX");

            List<JsonNode> audit = Zips.lines(files.get(PacketNames.AUDIT));
            assertThat(texts(audit, "action"))
                    .contains("upload.accepted", "decision.made", "silence-rule.made", "deployment.recorded");
            assertThat(texts(audit, "subject"))
                    .filteredOn(subject -> subject.startsWith("project:"))
                    .containsOnly("project:" + project);

            JsonNode manifest = JsonMapper.shared().readTree(files.get(PacketNames.MANIFEST));
            assertThat(manifest.path("kind").asString()).isEqualTo("build");
            assertThat(manifest.at("/build/build").asString()).isEqualTo("11");
            assertThat(manifest.at("/projects/0/name").asString()).isEqualTo(project);
            assertThat(manifest.path("madeBy").asString()).isEqualTo("admin");
            assertThat(manifest.path("metricDefinitions").asInt()).isEqualTo(Definition.VERSION);
            assertThat(manifest.path("reports").asBoolean()).isTrue();
            assertThat(texts(manifest.path("files"), "name"))
                    .containsExactlyInAnyOrderElementsOf(files.keySet().stream()
                            .filter(name -> !name.equals(PacketNames.MANIFEST) && !name.startsWith(PacketNames.SUMS))
                            .toList());
            assertThat(verify(zip, true)).as(said).isZero();
            assertThat(said).contains("verified: ", "build 11 (commit c1) of " + project);
        }

        private int number(String rule) throws Exception {
            return (int) Long.parseLong(finding(rule));
        }

        private static JsonNode one(List<JsonNode> lines, String name, String value) {
            return lines.stream()
                    .filter(line -> line.path(name).asString("").equals(value))
                    .findFirst()
                    .orElseThrow();
        }

        private String said = "";

        private int verify(byte[] zip, boolean trusting) throws Exception {
            Path file = Files.write(dir.resolve("packet.zip"), zip);
            var args = new ArrayList<>(List.of(file.toString()));
            if (trusting) {
                Path key = Files.writeString(
                        dir.resolve("key.pem"), api.get("/signing-key").text());
                args.addAll(List.of("--key", key.toString()));
            }
            var bytes = new ByteArrayOutputStream();
            var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            int code = VerifyPacket.run(args, out, out);
            said = bytes.toString(StandardCharsets.UTF_8);
            return code;
        }

        @Test
        void aPeriodsPacketHasItsBuildsAndWhatRanAndWasOpenThen() throws Exception {
            live();
            Map<String, byte[]> files = Zips.files(ofFebruary(""));
            assertThat(texts(lines(files, "builds"), "build")).containsExactly("11", "12");
            // Only builds of the time, not the uploads, which came just now.
            assertThat(texts(lines(files, "scans"), "build")).containsExactly("11", "12");
            assertThat(texts(lines(files, "findings"), "rule"))
                    .containsExactlyInAnyOrder("critical-eval", "high-link", "low-style");
            assertThat(lines(files, "decisions")).as("made later").isEmpty();
            assertThat(texts(lines(files, "deployments"), "atStart")).containsExactly("false", "false");

            // In March what was deployed in February runs, and was open since then.
            Map<String, byte[]> march =
                    Zips.files(packet("/exports/audit-packet?project=" + project + "&from=2026-03-01&to=2026-04-01"));
            assertThat(texts(lines(march, "builds"), "build")).containsExactly("12", "13");
            assertThat(texts(lines(march, "deployments"), "atStart")).containsExactly("true");
            assertThat(texts(lines(march, "findings"), "rule"))
                    .as("what is open, and what the running build fixed")
                    .containsExactlyInAnyOrder("high-link", "low-style", "critical-eval");

            // Now: all that was uploaded and decided.
            Map<String, byte[]> now = Zips.files(packet("/exports/audit-packet?project=" + project + "&from="
                    + java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1)));
            assertThat(texts(lines(now, "builds"), "build")).containsExactly("c0", "11", "12", "13");
            assertThat(lines(now, "decisions")).hasSize(1);
            assertThat(lines(now, "silence-rules")).hasSize(1);
            assertThat(lines(now, "silence-rules").getFirst().path("reason").asString())
                    .isEqualTo("Style is taste.");
            assertThat(lines(now, "silence-rules").getFirst().path("findings").toString())
                    .isEqualTo("[" + number("low-style") + "]");
        }

        @Test
        void aQuarterOfSeveralProjectsIsOnePacket() throws Exception {
            live();
            String other = project + "-b";
            api.upload(other, second, "commit", "d1", "branch", "main", "committedAt", "2026-02-02T00:00:00Z")
                    .json(201);
            var answer = api.get("/exports/audit-packet?quarter=2026-Q1&project=" + project + "&project=" + other);
            assertThat(answer.response().getHeader("Content-Disposition")).contains("winnow-audit-2026-Q1.zip");
            byte[] zip = answer.response().getContentAsByteArray();
            Map<String, byte[]> files = Zips.files(zip);
            JsonNode manifest = JsonMapper.shared().readTree(files.get(PacketNames.MANIFEST));
            assertThat(manifest.path("quarter").asString()).isEqualTo("2026-Q1");
            assertThat(manifest.path("from").asString()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(texts(manifest.path("projects"), "name")).containsExactly(project, other);
            assertThat(files)
                    .containsKeys("projects/" + project + "/builds.ndjson", "projects/" + other + "/builds.ndjson");
            // The same bytes of both are there once.
            assertThat(files.keySet().stream()
                            .filter(name -> name.startsWith("reports/"))
                            .toList())
                    .hasSameSizeAs(new TreeSet<>(List.of("c0", "first", "second", "third")));
            assertThat(verify(zip, true)).as(said).isZero();
        }

        @Test
        void theSamePeriodIsTheSameBytesButForWhatTellsTheTime() throws Exception {
            live();
            Map<String, byte[]> once = Zips.files(ofFebruary(""));
            Map<String, byte[]> twice = Zips.files(ofFebruary(""));
            assertThat(twice.keySet()).isEqualTo(once.keySet());
            once.forEach((name, bytes) -> {
                boolean tells = name.equals(PacketNames.MANIFEST)
                        || name.startsWith(PacketNames.SUMS)
                        || name.equals(PacketNames.AUDIT_TO_HEAD)
                        || name.contains("/vex.");
                if (!tells) {
                    assertThat(twice.get(name)).as(name).isEqualTo(bytes);
                }
            });
        }

        @Test
        void withoutReportsNoneIsInItAndItSaysSo() throws Exception {
            live();
            byte[] zip = ofFebruary("&reports=false");
            Map<String, byte[]> files = Zips.files(zip);
            assertThat(files.keySet()).noneMatch(name -> name.startsWith("reports/"));
            assertThat(JsonMapper.shared()
                            .readTree(files.get(PacketNames.MANIFEST))
                            .path("reports")
                            .asBoolean(true))
                    .isFalse();
            assertThat(lines(files, "scans")).hasSize(2);
            assertThat(verify(zip, true)).as(said).isZero();
            assertThat(said).contains("without reports");
        }

        @Test
        void itIsForTheSecurityRoleAndIsNoted() throws Exception {
            live();
            String build = "/projects/" + project + "/builds/11/packet";
            String period = "/exports/audit-packet?quarter=2026-Q1&project=" + project;
            for (String address : List.of(build, build + "?reports=false", period, period + "&reports=false")) {
                assertThat(as(Role.VIEWER, "read")
                                .get(address)
                                .problem(403)
                                .path("detail")
                                .asString())
                        .contains("security role");
                assertThat(as(Role.DEVELOPER, "triage").get(address).status()).isEqualTo(403);
                assertThat(as(Role.SECURITY, "read").get(address).status())
                        .as("a token for reading")
                        .isEqualTo(403);
                assertThat(as(Role.SECURITY, "triage").get(address).status()).isEqualTo(200);
                assertThat(ApiClient.of(mvc, "triage", "another-" + project)
                                .get(address)
                                .status())
                        .isEqualTo(404);
            }
            assertThat(as(Role.VIEWER, "read")
                            .get("/exports/audit-packet?quarter=2026-Q1")
                            .status())
                    .isEqualTo(403);
            List<JsonNode> noted = Zips.lines(api.get("/audit?action=packet&subject=project:" + project)
                    .response()
                    .getContentAsByteArray());
            assertThat(noted).hasSize(1 + 4);
            assertThat(noted.get(1).at("/after/build").asString()).isEqualTo("11");
            assertThat(noted.get(1).at("/after/reports").asBoolean()).isTrue();
            assertThat(noted.get(4).at("/after/reports").asBoolean(true)).isFalse();
        }

        private ApiClient as(Role role, String token) throws Exception {
            String login = "p" + UUID.randomUUID();
            users.create(users.caller("admin").orElseThrow(), new NewUser(login, "P", role, "given to begin with"));
            users.changePassword(users.caller(login).orElseThrow(), "given to begin with", "a long enough one");
            return ApiClient.of(mvc, login, "a long enough one", token, null);
        }

        @Test
        void whoMayNotSeeItSeesNothingOfOthersInTheLog() throws Exception {
            live();
            String other = project + "-other";
            api.upload(other, second, "commit", "d1", "branch", "main").json(201);
            var admin = users.caller("admin").orElseThrow();
            String login = "g" + UUID.randomUUID();
            users.create(admin, new NewUser(login, "G", null, "given to begin with"));
            grants.give(admin, login, Scope.project(project), Role.SECURITY);
            users.changePassword(users.caller(login).orElseThrow(), "given to begin with", "a long enough one");
            ApiClient insider = ApiClient.of(mvc, login, "a long enough one", "triage", null);
            // About both projects, so not for who reads only one of them.
            String both = api.get("/findings?q=rule:high-link&project=" + other)
                    .json(200)
                    .at("/findings/0/id")
                    .asString();
            api.post(
                            "/decisions",
                            "{'findings':['" + finding("high-link") + "','" + both
                                    + "'],'decision':'wont-fix','reason':'No.'}")
                    .json(201);
            String address = "/exports/audit-packet?from="
                    + java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1);

            var answer = insider.get(address);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            byte[] zip = answer.response().getContentAsByteArray();
            Map<String, byte[]> files = Zips.files(zip);
            assertThat(files.keySet()).noneMatch(name -> name.contains(other));
            String audit = Zips.text(files.get(PacketNames.AUDIT));
            assertThat(audit)
                    .contains("upload.accepted")
                    .doesNotContain(other, "grant.given", "token.made", "user.created", "sign-in", "wont-fix");
            assertThat(texts(lines(files, "decisions"), "decision")).contains("wont-fix");
            assertThat(verify(zip, true)).as(said).isZero();

            String all = Zips.text(
                    Zips.files(packet(address + "&project=" + project)).get(PacketNames.AUDIT));
            assertThat(all).contains("grant.given", "wont-fix").doesNotContain("token.made");
        }

        @Test
        void noSecretIsInIt() throws Exception {
            live();
            Zips.files(ofBuild("11"))
                    .forEach((name, bytes) -> assertThat(Zips.text(bytes))
                            .as(name)
                            .doesNotContain(api.token(), "wnw_", "{bcrypt}", "PRIVATE KEY"));
        }

        @Test
        void whatCannotBeAskedForIsSaid() throws Exception {
            live();
            assertThat(api.get("/exports/audit-packet?project=" + project)
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("quarter");
            assertThat(api.get("/exports/audit-packet?quarter=summer").status()).isEqualTo(400);
            assertThat(api.get("/exports/audit-packet?from=2026-03-01&to=2026-02-01")
                            .status())
                    .isEqualTo(400);
            assertThat(api.get("/exports/audit-packet?quarter=2999-Q1&project=" + project)
                            .status())
                    .isEqualTo(400);
            assertThat(api.get("/exports/audit-packet?quarter=2026-Q1&project=nowhere")
                            .status())
                    .isEqualTo(404);
            assertThat(api.get("/projects/" + project + "/builds/nothing/packet")
                            .status())
                    .isEqualTo(404);
            assertThat(api.get("/projects/" + project + "/builds/11/packet?branch=other")
                            .status())
                    .isEqualTo(404);
            // A time in which nothing was is a packet too.
            byte[] zip = packet("/exports/audit-packet?project=" + project + "&from=2020-01-01&to=2020-02-01");
            assertThat(lines(Zips.files(zip), "builds")).isEmpty();
            assertThat(verify(zip, true)).as(said).isZero();
        }
    }
}
