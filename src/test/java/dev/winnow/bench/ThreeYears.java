package dev.winnow.bench;

import dev.winnow.finding.FindingId;
import dev.winnow.finding.ScanRequest;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.project.Projects;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes ten projects with three years of history for benches: a hundred findings a build. */
final class ThreeYears {
    static final int PROJECTS = 10;
    static final Instant END = Instant.now().truncatedTo(ChronoUnit.DAYS);
    static final Period YEARS = new Period(END.minus(Duration.ofDays(1_095)), END.plus(Duration.ofDays(1)));

    private static final int DAYS = 1_090;
    /** Findings a build, as many in all as there would be of their history. */
    private static final int FINDINGS = 100;

    /** Of a report, and how many of them each replaces. */
    private static final int OPEN = 200;

    private static final int REPLACED = 20;
    /** Numbers of findings that reports bring are below. */
    private static final int BEHIND = 100_000;

    private final Intake intake;
    private final Projects projects;
    private final JdbcClient jdbc;
    private final List<String> guards;

    /** @param guards what reported the findings: the history is shared out among them */
    ThreeYears(ApplicationContext context, List<String> guards) {
        intake = context.getBean(Intake.class);
        projects = context.getBean(Projects.class);
        jdbc = context.getBean(JdbcClient.class);
        this.guards = guards;
    }

    /**
     * A first build of each project comes in as reports do; the history behind it is written beside it: copies of that
     * build, and episodes of findings that little is known of. One in five is open, and half of the
     * closed ones were fixed within a month.
     */
    void fill(String set, int builds) throws Exception {
        int each = builds / PROJECTS;
        for (int project = 0; project < PROJECTS; project++) {
            scan(set, project, 0);
            for (int guard = 1; guard < guards.size(); guard++) {
                upload(set, project, 0, guards.get(guard), guard * BEHIND / 10);
            }
            long id = projects.idOf(set + "-" + project).orElseThrow();
            String columns = String.join(
                    ", ",
                    jdbc.sql("select lower(column_name) from information_schema.columns where table_name = 'BUILD'"
                                    + " and column_name not in ('ID', 'CI_ID', 'COMMIT_SHA', 'PLACED_AT', 'COMMITTED_AT',"
                                    + " 'BUILT_VERDICT')")
                            .query(String.class)
                            .list());
            jdbc.sql("insert into build (" + columns
                            + ", ci_id, commit_sha, placed_at, committed_at, built_verdict) select "
                            + columns
                            + ", 'h' || x, 'h' || x, dateadd('SECOND', cast(x * :step as integer), cast(:from as timestamp with time zone)), dateadd('SECOND', cast(x * :step as integer), cast(:from as timestamp with time zone)),"
                            + " case when mod(x, 7) = 0 then 'FAIL' else 'WARN' end"
                            + " from build, system_range(1, :each - 1) where project_id = :id and ci_id = 'b0'")
                    .param("step", DAYS * 86_400L / each)
                    .param("from", YEARS.from().atOffset(ZoneOffset.UTC))
                    .param("each", each)
                    .param("id", id)
                    .update();
            int findings = each * FINDINGS - OPEN;
            jdbc.sql(
                            "insert into finding_state (finding_id, project_id, status, severity, kind, triage, silenced, exploited)"
                                    + " select :base + x, :id, case when mod(x, 5) = 0 then 0 else 1 end, mod(x, 4), kind, triage,"
                                    + " mod(x, 50) = 0, false from system_range(1, :findings),"
                                    + " (select kind, triage from finding_state where project_id = :id fetch first row only)")
                    .param("base", FindingId.of(id, BEHIND))
                    .param("id", id)
                    .param("findings", findings)
                    .update();
            jdbc.sql("insert into finding (id, project_id, kind, rule_id, title, line, first_scan_id, first_seen_at)"
                            + " select :base + x, :id, kind, 'r' || mod(x, 50), 'A finding of the past', 1, first_scan_id, first_seen_at"
                            + " from system_range(1, :findings), (select kind, first_scan_id, first_seen_at from finding"
                            + " where project_id = :id fetch first row only)")
                    .param("base", FindingId.of(id, BEHIND))
                    .param("id", id)
                    .param("findings", findings)
                    .update();
            jdbc.sql("""
                            insert into episode (finding_id, opened_scan_id, opened_build_id, opened_at, introduced_at, backlog,
                              guards, opened_severity, opened_silenced, closed_scan_id, closed_build_id, closed_at, outcome,
                              closed_severity, closed_silenced, closed_triage)
                            select :base + x, scan, build, at, dateadd('SECOND', -600 - mod(x, 5000), at), mod(x, 50) = 0,
                              guards, mod(x, 4), false, case when open then null else scan end,
                              case when open then null else build end,
                              case when open then null else dateadd('SECOND', 3600 + mod(x * 7919, 60 * 86400), at) end,
                              case when open then null else 'FIXED' end, case when open then null else mod(x, 4) end,
                              case when open then null else mod(x, 50) = 0 end, case when open then null else 0 end
                            from (select x, mod(x, 5) = 0 as open,
                                dateadd('SECOND', cast(mod(x * 104729, :seconds) as integer), cast(:from as timestamp with time zone)) as at
                                from system_range(1, :findings)),
                              (select row_number() over (order by min(opened_scan_id)) - 1 as n, min(opened_scan_id) as scan,
                                min(opened_build_id) as build, guards from episode
                                where finding_id between :base - :behind and :base group by guards)
                            where mod(x, :guards) = n""")
                    .param("base", FindingId.of(id, BEHIND))
                    .param("behind", BEHIND)
                    .param("guards", guards.size())
                    .param("seconds", (DAYS - 70) * 86_400L)
                    .param("from", YEARS.from().atOffset(ZoneOffset.UTC))
                    .param("findings", findings)
                    .update();
        }
    }

    /** A build of one project, now. @param visit each replaces some of what the one before had */
    void scan(String set, int project, int visit) throws Exception {
        upload(set, project, visit, guards.getFirst(), visit * REPLACED);
    }

    /** @param first number of the findings that are reported */
    private void upload(String set, int project, int visit, String guard, int first) throws Exception {
        Instant at = visit == 0 ? YEARS.from() : Instant.now().minusSeconds(600);
        var request = new ScanRequest(
                set + "-" + project,
                "c" + visit,
                "main",
                at,
                "b" + visit,
                null,
                null,
                guard,
                null,
                null,
                "t",
                at.plusSeconds(300));
        byte[] report = report(first).getBytes(StandardCharsets.UTF_8);
        intake.settled(intake.accept(new ByteArrayInputStream(report), request, "bench")
                        .scanId())
                .join();
    }

    private static String report(int first) {
        String results = IntStream.range(first, first + OPEN)
                .mapToObj(i -> """
                        {"ruleId":"r%d","message":{"text":"m"},"properties":{"security-severity":"%d"},"locations":[{\
                        "physicalLocation":{"artifactLocation":{"uri":"f%d.c"},"region":{"startLine":%d,\
                        "snippet":{"text":"call(%d);"}}}}]}""".formatted(i % 50, i % 10, i % 300, i, i))
                .collect(Collectors.joining(","));
        return """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Lint","version":"1"}},"results":[%s]}]}""".formatted(results);
    }

    MetricsQuestion question(String set) {
        return new MetricsQuestion(
                IntStream.range(0, PROJECTS)
                        .mapToObj(i -> set + "-" + i)
                        .collect(Collectors.toCollection(TreeSet::new)),
                YEARS);
    }
}
