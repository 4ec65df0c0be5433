package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.winnow.finding.ScanRequest;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No stored report without a scan stays, and no scan loses its report. */
class ReportSweepTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        @Autowired
        private ReportStore store;

        @Autowired
        private ReportSweep sweep;

        @Autowired
        private Intake intake;

        @Autowired
        private IntakeSettings settings;

        private static ByteArrayInputStream report() {
            String rule = "medium-" + UUID.randomUUID();
            return new ByteArrayInputStream(
                    TestReports.sarif(List.of(new Weak(rule, "a.js", 1))).getBytes(StandardCharsets.UTF_8));
        }

        private static ScanRequest request(String commit) {
            return new ScanRequest("sweep", commit, null, null, commit, null, null, null, null, null, null, null);
        }

        private Set<Path> files() throws IOException {
            try (var files = Files.walk(settings.dataDir().resolve("reports"))) {
                return files.filter(Files::isRegularFile).collect(Collectors.toSet());
            }
        }

        @Test
        void aReportThatNoScanHasGoesAndTheOthersStay() throws Exception {
            long scan = intake.accept(report(), request("a"), "test").scanId();
            intake.settled(scan).join();
            Set<Path> wanted = files();
            // As a process leaves it that is killed before the scan is noted.
            StoredReport orphan = store.store(report());
            store.release(orphan.hash(), hash -> true);
            Instant future = Instant.now().plus(Duration.ofMinutes(5));

            assertThat(sweep.sweep(Instant.now().minus(Duration.ofMinutes(5))))
                    .as("what is newer than the start may belong to an upload at work")
                    .isZero();
            assertThat(files()).hasSize(wanted.size() + 1);

            assertThat(sweep.sweep(future)).isEqualTo(1);
            assertThat(files()).isEqualTo(wanted);
        }

        @Test
        void theReportOfAnUploadAtWorkStays() throws Exception {
            StoredReport atWork = store.store(report());
            Set<Path> before = files();
            for (Path file : before) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
            }

            sweep.sweep(Instant.now());

            assertThat(files()).isEqualTo(before);
            store.release(atWork.hash(), hash -> false);
            assertThat(files()).hasSize(before.size() - 1);
        }

        @Test
        void anUploadThatCannotBeNotedLeavesNoReport() throws Exception {
            Set<Path> before = files();

            assertThatException().isThrownBy(() -> intake.accept(report(), request("c".repeat(101)), "test"));

            assertThat(files()).isEqualTo(before);
        }
    }
}
