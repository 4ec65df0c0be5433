package dev.winnow.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditExport;
import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditLog;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.audit.Chain;
import dev.winnow.audit.ExportLines;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

class VerifyAuditTests {
    @OnH2
    @Nested
    class Exports {
        @Autowired
        private AuditLog log;

        @Autowired
        private AuditTrail trail;

        @Autowired
        private AuditExport export;

        @Value("${winnow.data-dir}")
        private Path dataDir;

        @TempDir
        private Path dir;

        private Path file;
        private List<String> lines;

        @BeforeEach
        void anExport() throws IOException {
            for (int i = 0; i < 6; i++) {
                log.record(
                        Actor.token("ann", 7, "ci ünd \"so\""),
                        "thing.changed",
                        "thing:" + i,
                        i == 0 ? null : Map.of("n", i, "share", 1.50, "nested", List.of(Map.of("b", 1, "a", "x"))),
                        "now");
            }
            file = dir.resolve("export.ndjson");
            write(file, AuditFilter.ALL, 0, Long.MAX_VALUE);
            lines = Files.readAllLines(file);
        }

        private void write(Path to, AuditFilter filter, long after, long most) throws IOException {
            try (var out = Files.newOutputStream(to)) {
                export.write(out, filter, after, most);
            }
        }

        private Outcome verify(String... args) {
            return run(Map.of("WINNOW_DATA_DIR", dataDir.toString()), args);
        }

        private Outcome without(UnaryOperator<List<String>> tampering, String... more) throws IOException {
            List<String> changed = tampering.apply(new ArrayList<>(lines));
            Files.write(file, changed);
            var args = new ArrayList<>(List.of("--file", file.toString()));
            args.addAll(List.of(more));
            return verify(args.toArray(String[]::new));
        }

        private int last() {
            return lines.size() - 1;
        }

        @Test
        void whatWasNotTouchedIsIntact() {
            Outcome outcome = verify("--file", file.toString());

            assertThat(outcome.code()).as(outcome.text()).isZero();
            assertThat(outcome.text())
                    .contains("intact", trail.head().seq() + ":" + trail.head().hash(), "seals");
        }

        @Test
        void whatAProgramReadAndWroteAgainIsStillIntact() throws IOException {
            Outcome outcome = without(all -> {
                all.replaceAll(line ->
                        line.replace("\"share\":1.5,", " \"share\" : 1.5 , ").replace("ü", "\\u00fc"));
                return all;
            });

            assertThat(outcome.code()).as(outcome.text()).isZero();
        }

        @Test
        void everyChangedFieldIsFoundWithItsRecord() throws IOException {
            String line = lines.get(last());
            for (String[] change : new String[][] {
                {"\"ann\"", "\"bob\""},
                {"\"token\":7", "\"token\":8"},
                {"ci ünd", "ci und"},
                {"thing.changed", "thing.changes"},
                {"thing:5", "thing:4"},
                {"\"n\":5", "\"n\":6"},
                {"1.5", "1.50"},
                {"\"now\"", "\"then\""},
                {"\"after\":\"now\",", ""},
                {"20", "21"}
            }) {
                assertThat(line).contains(change[0]);
                Outcome outcome = without(all -> {
                    all.set(last(), line.replaceFirst(java.util.regex.Pattern.quote(change[0]), change[1]));
                    return all;
                });

                assertThat(outcome.code()).as(change[0]).isEqualTo(1);
                assertThat(outcome.text()).contains("TAMPERED: record ", "was changed");
            }
        }

        @Test
        void aRecordThatIsGoneIsNamed() throws IOException {
            Outcome outcome = without(all -> {
                all.remove(last() - 2);
                return all;
            });

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text()).contains("record " + (trail.head().seq() - 2) + " is missing");
        }

        @Test
        void aRecordThatStandsTwiceOrElsewhereIsFound() throws IOException {
            assertThat(without(all -> {
                                all.add(all.get(last() - 1));
                                return all;
                            })
                            .text())
                    .contains("out of its order");
            assertThat(without(all -> {
                                Collections.swap(all, last() - 1, last());
                                return all;
                            })
                            .code())
                    .isEqualTo(1);
        }

        @Test
        void recordsTakenOffTheEndAreFound() throws IOException {
            Outcome outcome = without(all -> all.subList(0, last() - 1));

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text())
                    .contains("records " + (trail.head().seq() - 1) + " to "
                            + trail.head().seq() + " are missing at the end");
        }

        @Test
        void recordsTakenOffTheStartAreFound() throws IOException {
            Outcome outcome = without(all -> {
                all.subList(1, 3).clear();
                return all;
            });

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text()).contains("records 1 to 2 are missing");
        }

        @Test
        void anEndThatWasNotedFindsWhatAnOlderExportHides() throws IOException {
            Path older = dir.resolve("older.ndjson");
            Files.copy(file, older);
            log.record(Actor.SYSTEM, "thing.later", "thing", null, null);
            String noted = trail.head().seq() + ":" + trail.head().hash();

            assertThat(verify("--file", older.toString()).code()).isZero();
            Outcome outcome = verify("--file", older.toString(), "--head", noted);

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text()).contains("which was noted as the end once, is not there");
            assertThat(verify("--file", older.toString(), "--head", noted.replaceAll(":.", ":x"))
                            .code())
                    .isEqualTo(2);
            write(older, AuditFilter.ALL, 0, Long.MAX_VALUE);
            assertThat(verify("--file", older.toString(), "--head", noted).code())
                    .isZero();
            assertThat(verify("--file", older.toString(), "--head", trail.head().seq() + ":" + "0".repeat(64))
                            .text())
                    .contains("another hash than the one that was noted");
        }

        @Test
        void aChainThatWasComputedAnewIsFoundByItsSeals() throws IOException {
            // Who may write everywhere but has no key: takes the last record's content and chains it as it should be.
            Outcome outcome = without(all -> {
                String header = all.getFirst();
                var rewritten = ((ExportLines.Entry) ExportLines.read(all.get(last()))).record();
                var forged = new AuditRecord(
                        rewritten.seq(),
                        rewritten.at(),
                        Actor.user("eve"),
                        rewritten.action(),
                        rewritten.subject(),
                        rewritten.before(),
                        rewritten.after(),
                        rewritten.previous(),
                        "",
                        rewritten.seal());
                String hash = Chain.hash(forged);
                all.set(
                        last(),
                        all.get(last())
                                .replace("\"actor\":\"ann\",", "\"actor\":\"eve\",")
                                .replaceAll("\"token\":7,|\"tokenName\":\"(?:[^\"\\\\]|\\\\.)*\",", "")
                                .replaceAll("\"token\":7|,\"tokenName\":\"(?:[^\"\\\\]|\\\\.)*\"", "")
                                .replace(rewritten.hash(), hash));
                all.set(0, header.replace(rewritten.hash(), hash));
                return all;
            });

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text())
                    .contains("was not sealed with this installation's key")
                    .doesNotContain("was changed");
            // Nobody can tell without the key.
            assertThat(run(Map.of("WINNOW_DATA_DIR", dir.toString()), "--file", file.toString())
                            .code())
                    .isZero();
        }

        @Test
        void pagesThatGoOnFromEachOtherAreOneLog() throws IOException {
            Path first = dir.resolve("1.ndjson");
            Path second = dir.resolve("2.ndjson");
            long half = trail.head().seq() / 2;
            write(first, AuditFilter.ALL, 0, half);
            write(second, AuditFilter.ALL, half, Long.MAX_VALUE);

            assertThat(verify("--file", first.toString(), "--file", second.toString())
                            .text())
                    .contains("intact: 2 exports, " + trail.head().seq() + " records");
            assertThat(verify("--file", first.toString()).text()).contains("were not looked at", "intact");
            assertThat(verify("--file", second.toString()).code()).isZero();
            assertThat(verify("--file", second.toString(), "--file", first.toString())
                            .code())
                    .isEqualTo(2);
        }

        @Test
        void ofASelectionEachRecordIsLookedAtByItself() throws IOException {
            write(file, new AuditFilter(null, null, "thing:", null, null), 0, Long.MAX_VALUE);
            assertThat(verify("--file", file.toString()).text()).contains("It is a selection", "intact");

            lines = Files.readAllLines(file);
            Outcome outcome = without(all -> {
                all.set(2, all.get(2).replace("\"now\"", "\"then\""));
                return all;
            });
            assertThat(outcome.code()).isEqualTo(1);
        }

        @Test
        void noBytesOfAnyLineCanBeChangedUnseen() throws IOException {
            long seed = System.nanoTime();
            var random = new Random(seed);
            // The log is that of all tests of this database: a piece of it is as good.
            write(file, AuditFilter.ALL, trail.head().seq() - 40, Long.MAX_VALUE);
            String whole = Files.readString(file);
            String header = whole.substring(0, whole.indexOf('\n') + 1);
            assertThat(verify("--file", file.toString()).code()).isZero();
            for (int i = 0; i < 300; i++) {
                // In the records: the header's numbers say only what is to be expected.
                int at = header.length() + random.nextInt(whole.length() - header.length());
                char before = whole.charAt(at);
                char after = (char) (' ' + 1 + random.nextInt(94));
                if (before == after || Character.toLowerCase(before) == Character.toLowerCase(after)) {
                    continue;
                }
                Files.writeString(file, whole.substring(0, at) + after + whole.substring(at + 1));
                assertThat(verify("--file", file.toString()).code())
                        .as("seed %s: %s for %s at %s", seed, after, before, at)
                        .isNotZero();
            }
        }

        @Test
        void whatIsNoExportIsRefusedWithAReason() throws IOException {
            Files.writeString(file, "{\"seq\":1}\n");
            assertThat(verify("--file", file.toString()).code()).isEqualTo(2);
            assertThat(verify("--file", dir.resolve("none").toString()).errors())
                    .contains("there is no file");
            assertThat(verify("--wrong", "x").errors()).contains("usage");
            Files.write(file, new byte[] {(byte) 0xff, 0, 1});
            assertThat(verify("--file", file.toString()).errors()).contains("UTF-8");
        }

        @Test
        void theH2DatabaseOfAServerThatIsStoppedIsRead() throws Exception {
            String database = "jdbc:h2:file:" + dir.resolve("db/winnow");
            Flyway.configure().dataSource(database, "", "").load().migrate();
            Map<String, String> there = Map.of("WINNOW_DATA_DIR", dir.toString());
            assertThat(run(there).text()).contains("intact: the database, 0 records");

            try (var connection = DriverManager.getConnection(database, "", "");
                    var statement = connection.createStatement()) {
                statement.execute("update audit_head set seq = 3");
            }
            assertThat(run(there).text()).contains("TAMPERED: records 1 to 3 are missing at the end");
        }

        @Test
        void aFolderWithoutADatabaseIsNoTampering() {
            Outcome outcome = run(Map.of("WINNOW_DATA_DIR", dir.toString()));

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.errors()).contains("there is no database in");
        }
    }

    /** Nobody else can use the log after this. */
    @DirtiesContext
    @OnPostgres
    @Nested
    class Database {
        @Autowired
        private AuditLog log;

        @Autowired
        private AuditTrail trail;

        @Autowired
        private JdbcClient jdbc;

        @Value("${winnow.data-dir}")
        private Path dataDir;

        @Value("${spring.datasource.url}")
        private String url;

        private Outcome verify(String... args) {
            return run(
                    Map.of(
                            "WINNOW_DATA_DIR",
                            dataDir.toString(),
                            "SPRING_DATASOURCE_URL",
                            url,
                            "SPRING_DATASOURCE_USERNAME",
                            "postgres",
                            "SPRING_DATASOURCE_PASSWORD",
                            "postgres"),
                    args);
        }

        @Test
        void theDatabaseIsReadWhileItIsInUseAndTamperingWithItFound() {
            for (int i = 0; i < 4; i++) {
                log.record(Actor.user("ann"), "thing.changed", "thing:" + i, null, Map.of("n", i));
            }
            String head = trail.head().seq() + ":" + trail.head().hash();
            assertThat(verify("--head", head).text()).contains("intact: the database", head);

            long seq = trail.head().seq() - 1;
            jdbc.sql("delete from audit_record where seq = ?").param(seq).update();
            assertThat(verify().text()).contains("TAMPERED: record " + seq + " is missing");

            jdbc.sql("delete from audit_record where seq > ?").param(seq).update();
            assertThat(verify().text()).contains("records " + seq + " to " + (seq + 1) + " are missing at the end");

            // Who takes the end back too has no seal for it.
            jdbc.sql("update audit_head set seq = ?, hash = (select hash from audit_record where seq = ?),"
                            + " seal = (select seal from audit_record where seq = ?)")
                    .params(seq - 1, seq - 1, seq - 1)
                    .update();
            Outcome outcome = verify();
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text()).contains("the end of the log was not sealed with this installation's key");
        }

        @Test
        void aWrongAddressIsNoTampering() {
            assertThat(verify("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none")
                            .code())
                    .isEqualTo(2);
        }
    }

    private record Outcome(int code, String text, String errors) {}

    private static Outcome run(Map<String, String> environment, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = VerifyAudit.run(
                List.of(args),
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
