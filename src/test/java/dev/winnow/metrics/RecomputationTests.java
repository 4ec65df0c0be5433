package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.finding.FindingId;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What is kept is held against what there is. */
class RecomputationTests {
    @OnH2
    @Nested
    @TestPropertySource(properties = "winnow.test.world=recomputation")
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    @TestPropertySource(properties = "winnow.test.world=recomputation")
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private Projects projects;

        private String metrics(String statistic) throws Exception {
            return api.get("/metrics?quarter=2026-Q1&project=" + project)
                    .json(200)
                    .path("mttd")
                    .path(statistic)
                    .asString();
        }

        private JsonNode recompute() throws Exception {
            return api.post("/metrics/recompute", "").json(200);
        }

        @Test
        void whatWasChangedBehindWinnowsBackIsToldAndCountsFromThenOn() throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of()),
                            "commit",
                            "a",
                            "committedAt",
                            "2026-02-01T00:00:00Z",
                            "scannedAt",
                            "2026-02-01T01:00:00Z")
                    .json(201);
            api.upload(
                            project,
                            TestReports.sarif(List.of(new Weak("high-eval", "a.js", 1))),
                            "commit",
                            "b",
                            "committedAt",
                            "2026-02-02T00:00:00Z",
                            "scannedAt",
                            "2026-02-02T01:00:00Z")
                    .json(201);
            assertThat(metrics("mean")).isEqualTo("3600");
            JsonNode first = recompute();
            assertThat(first.path("same").asBoolean()).as(first.toString()).isTrue();
            assertThat(first.path("episodes").asInt()).isPositive();
            assertThat(first.path("quarters").asInt()).isPositive();

            long finding = FindingId.of(projects.idOf(project).orElseThrow(), 1);
            jdbc.sql("update episode set introduced_at = opened_at where finding_id = ?")
                    .param(finding)
                    .update();
            assertThat(metrics("mean")).as("nobody told of it").isEqualTo("3600");

            JsonNode second = recompute();
            assertThat(second.path("same").asBoolean(true)).isFalse();
            assertThat(second.path("findingsThatDiffer").get(0).asString()).isEqualTo(Long.toString(finding));
            assertThat(second.path("quartersThatDiffer").toString()).isEqualTo("[\"2026-Q1\"]");
            assertThat(metrics("mean")).isEqualTo("0");
            assertThat(recompute().path("same").asBoolean()).isTrue();
        }
    }
}
