package dev.winnow.finding;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The digests of the images that scans looked at: by them a build is known where only its image is. */
@Repository
public class ScannedImages {
    private final JdbcClient jdbc;

    ScannedImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the digests that the report of a scan names. @param scan placed, and saved */
    public void keep(Scan scan, List<String> digests) {
        for (String digest : digests.stream().distinct().toList()) {
            jdbc.sql("insert into scan_digest (project_id, digest, scan_id, build_id) values (?, ?, ?, ?)")
                    .params(
                            scan.projectId().orElseThrow(),
                            digest,
                            scan.id(),
                            scan.buildId().orElseThrow())
                    .update();
        }
    }

    /** The digests that the scan's report names. */
    public List<String> of(Scan scan) {
        return jdbc.sql("select digest from scan_digest where scan_id = ? order by digest")
                .param(scan.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    /**
     * The id of the newest build of the project that has a scan of this image.
     *
     * @param branch null: of any branch
     */
    public Optional<Long> newestBuild(long projectId, String digest, @Nullable String branch) {
        var newest = jdbc.sql("""
                        select b.id from scan_digest d join build b on b.id = d.build_id
                        where d.project_id = :project and d.digest = :digest %s
                        order by b.placed_at desc, b.id desc fetch first 1 rows only""".formatted(branch == null ? "" : "and b.branch = :branch"))
                .param("project", projectId)
                .param("digest", digest);
        return (branch == null ? newest : newest.param("branch", branch))
                .query(Long.class)
                .optional();
    }
}
