package dev.winnow.importers.policyreport;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PolicyReportCorpusTest {
    @Test
    void everyReportGivesWhatTheManifestCounts() throws IOException {
        CorpusCounts.check(new PolicyReportImporter(), "policyreport");
    }
}
