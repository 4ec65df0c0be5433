package dev.winnow.importers.semgrep;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SemgrepCorpusTest {
    @Test
    void everyReportGivesWhatTheManifestCounts() throws IOException {
        CorpusCounts.check(new SemgrepImporter(), "semgrep");
    }
}
