package dev.winnow.finding;

import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Packages that findings are about. */
@Repository
public class Packages {
    /** The most findings whose packages are counted. */
    public static final int COUNTED = 2_000;

    private final JdbcClient jdbc;

    Packages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A package with findings.
     *
     * @param open how many of them are open on tracked branches
     * @param projects how many projects it has findings in
     */
    public record Counted(String name, int open, int findings, int projects) {}

    /**
     * The packages of these findings, or of {@value #COUNTED} of them, those with the most open findings first.
     *
     * @param findings numbers by project
     */
    public List<Counted> of(Map<Long, RoaringBitmap> findings) {
        List<Long> ids = ids(findings);
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select f.package_name, sum(case when x.status = 0 then 1 else 0 end) as open_findings, count(*),
                        count(distinct f.project_id)
                        from finding f join finding_state x on x.finding_id = f.id
                        where f.id in (:ids) and f.package_name is not null
                        group by f.package_name order by open_findings desc, f.package_name""")
                .param("ids", ids)
                .query((row, n) -> new Counted(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .list();
    }

    private static List<Long> ids(Map<Long, RoaringBitmap> findings) {
        return findings.entrySet().stream()
                .flatMap(project ->
                        project.getValue().stream().mapToObj(number -> FindingId.of(project.getKey(), number)))
                .limit(COUNTED)
                .toList();
    }
}
