package dev.winnow.importers.checkov;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CheckovCorpusTest {
    @Test
    void everyReportGivesWhatTheManifestCounts() throws IOException {
        CorpusCounts.check(new CheckovImporter(), "checkov");
    }
}
