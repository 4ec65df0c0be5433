package dev.winnow.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.winnow.Winnow;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.search.FindingIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Imports a report of 100,000 results (or as many as the first argument says), then the next builds' reports, and
 * compares the first with the sum of its raw parts: tokenising the bytes, and a plain JDBC batch insert of as many rows of
 * the same columns and indexes. Figures are CPU of the whole process and wall time; smaller imports, first ones and next
 * ones, warm up.
 *
 * <pre>{@code
 * ./mvnw -q test-compile && java -Xmx512m -cp … dev.winnow.bench.ImportBench 100000 [jdbc url, user, password]
 * }</pre>
 */
public final class ImportBench {
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Intake intake;
    private final Scans scans;
    private final FindingIndex index;
    private final DataSource database;
    private final Path dataDir;
    private int build;

    private ImportBench(ConfigurableApplicationContext context, Path dataDir) {
        this.intake = context.getBean(Intake.class);
        this.scans = context.getBean(Scans.class);
        this.index = context.getBean(FindingIndex.class);
        this.database = context.getBean(DataSource.class);
        this.dataDir = dataDir;
    }

    public static void main(String[] args) throws Exception {
        int results = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path dataDir = Files.createTempDirectory("winnow-bench");
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--winnow.data-dir=" + dataDir,
                "--winnow.admin-password=bench-bench-bench",
                "--logging.level.root=warn"));
        if (args.length > 1) {
            settings.add("--spring.datasource.url=" + args[1]);
            settings.add("--spring.datasource.username=" + args[2]);
            settings.add("--spring.datasource.password=" + args[3]);
        } else {
            settings.add("--spring.datasource.url=jdbc:h2:file:" + dataDir
                    + "/db/winnow;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0");
        }
        try (var context = SpringApplication.run(Winnow.class, settings.toArray(String[]::new))) {
            new ImportBench(context, dataDir).run(results);
        } finally {
            try (var files = Files.walk(dataDir)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void run(int results) throws Exception {
        Path report = dataDir.resolve("report.sarif");
        for (int round = 0; round < 3; round++) {
            SarifReports.write(report, results / 3, round, 0, "warm-up");
            upload("warm" + round, report);
            tokenise(report);
            insertAgain("warm" + round);
            for (int next = 1; next <= 3; next++) {
                SarifReports.write(report, results / 3, round, next, "warm-up, next build");
                upload("warm" + round, report);
            }
        }
        SarifReports.write(report, results, 7, 0, "first");
        System.out.printf("report: %,d results, %,d bytes%n", results, Files.size(report));
        Figures first = upload("shop", report);
        long size = databaseSize();
        Figures tokens = Figures.of(() -> tokenise(report));
        Figures rows = insertAgain("shop");
        long grownByCopies = databaseSize();
        Figures raw = tokens.plus(rows);
        print("first import", first, raw, "raw parts");
        print("  tokenising alone", tokens, first, "first");
        print("  rows alone", rows, first, "first");
        System.out.printf("database after the first import: %,d bytes%n", size);

        long before = grownByCopies;
        for (String change :
                List.of("unchanged", "identical", "3 % changed", "unchanged", "identical", "3 % changed")) {
            if (change.equals("unchanged")) {
                SarifReports.write(report, results, 7, shift(build), "at " + Instant.now());
            } else if (change.startsWith("3")) {
                SarifReports.write(report, results, 7, ++changes, "changed " + Instant.now());
            }
            Figures next = upload("shop", report);
            long now = databaseSize();
            print("next build, " + change, next, first, "first");
            System.out.printf("  database grew by %.1f %% of the first%n", 100.0 * (now - before) / size);
            before = now;
        }
        System.out.printf("heap used after all: %,d MB%n", usedHeap() >> 20);
    }

    private int changes;

    private int shift(int ignored) {
        return changes;
    }

    private static void print(String what, Figures figures, Figures base, String name) {
        System.out.printf(
                "%-24s cpu %6.2f s  wall %6.2f s   of %s: cpu %.3f wall %.3f%n",
                what, figures.cpu(), figures.wall(), name, figures.cpu() / base.cpu(), figures.wall() / base.wall());
    }

    private Figures upload(String project, Path report) throws Exception {
        build++;
        String commit = "c" + build;
        var request = new ScanRequest(project, commit, "main", null, commit, null, null, null, null, null, null, null);
        long[] id = new long[1];
        Figures figures = Figures.of(() -> {
            try (var in = Files.newInputStream(report)) {
                id[0] = intake.accept(in, request, "bench").scanId();
            }
            intake.settled(id[0]).join();
        });
        // The index is written behind the import's back, and not part of what it costs.
        Figures indexing = Figures.of(() -> {
            if (!index.awaitFresh(Duration.ofMinutes(10))) {
                throw new IllegalStateException("not indexed: " + index.status());
            }
        });
        System.out.printf("  indexing behind it: cpu %.2f s  wall %.2f s%n", indexing.cpu(), indexing.wall());
        Scan scan = scans.findById(id[0]).orElseThrow();
        System.out.printf(
                "  %s: %s %s%n",
                scan.status(),
                scan.counts(),
                scan.failure().map(Object::toString).orElse(""));
        return figures;
    }

    private static void tokenise(Path report) throws IOException {
        long characters = 0;
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), Files.newInputStream(report))) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.VALUE_STRING) {
                    characters += parser.getString().length();
                }
            }
        }
        if (characters == 0) {
            throw new IOException("nothing read");
        }
    }

    /** The rows of the import once more, into tables of the same columns and indexes. */
    private Figures insertAgain(String project) throws Exception {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        indexes.put(
                "finding",
                List.of(
                        "alter table finding_copy add primary key (id)",
                        "create index copy_3 on finding_copy (identifier)"));
        indexes.put(
                "finding_state",
                List.of(
                        "alter table finding_state_copy add primary key (finding_id)",
                        "create index copy_1 on finding_state_copy (project_id, status, severity, kind, silenced, finding_id)",
                        "create index copy_2 on finding_state_copy (status, severity, kind, silenced, finding_id)"));
        indexes.put("finding_key", List.of("alter table finding_key_copy add primary key (finding_id)"));
        indexes.put("sighting", List.of("alter table sighting_copy add primary key (finding_id, stream_id)"));
        indexes.put(
                "episode",
                List.of(
                        "alter table episode_copy add primary key (id)",
                        "create index copy_4 on episode_copy (finding_id)"));
        Figures sum = new Figures(0, 0);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (var table : indexes.entrySet()) {
                String name = table.getKey();
                statement.execute("create table " + name + "_copy as select * from " + name + " where 1 = 0");
                for (String column : List.of("id", "finding_id", "stream_id")) {
                    try {
                        statement.execute("alter table " + name + "_copy alter column " + column + " set not null");
                    } catch (java.sql.SQLException e) {
                        // Not every table has each of them.
                    }
                }
                for (String index : table.getValue()) {
                    statement.execute(index);
                }
            }
            for (String name : indexes.keySet()) {
                sum = sum.plus(copy(connection, name, project));
            }
            for (String name : indexes.keySet()) {
                statement.execute("drop table " + name + "_copy");
            }
        }
        return sum;
    }

    private Figures copy(Connection connection, String name, String project) throws Exception {
        List<Object[]> rows = new ArrayList<>();
        int columns;
        String id = "(select id from project where name = '" + project + "')";
        String filter = name.equals("finding")
                ? "project_id = " + id
                : "finding_id between " + id + " * 4294967296 and (" + id + " + 1) * 4294967296";
        try (Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery("select * from " + name + " where " + filter)) {
            columns = all.getMetaData().getColumnCount();
            while (all.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = all.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        String sql = "insert into " + name + "_copy values (" + "?, ".repeat(columns - 1) + "?)";
        System.out.printf("  %s: %,d rows%n", name, rows.size());
        return Figures.of(() -> {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                int n = 0;
                for (Object[] row : rows) {
                    for (int i = 0; i < row.length; i++) {
                        insert.setObject(i + 1, row[i]);
                    }
                    insert.addBatch();
                    if (++n % 1_000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
        });
    }

    private long databaseSize() throws IOException, java.sql.SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
                try (ResultSet size = statement.executeQuery("select pg_database_size(current_database())")) {
                    size.next();
                    return size.getLong(1);
                }
            }
            statement.execute("checkpoint sync");
        }
        try (var files = Files.walk(dataDir.resolve("db"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private record Figures(double cpu, double wall) {
        static Figures of(Work work) throws Exception {
            long cpu = OS.getProcessCpuTime();
            long wall = System.nanoTime();
            work.run();
            return new Figures((OS.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
        }

        Figures plus(Figures other) {
            return new Figures(cpu + other.cpu, wall + other.wall);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
