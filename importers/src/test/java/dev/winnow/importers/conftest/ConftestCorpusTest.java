package dev.winnow.importers.conftest;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConftestCorpusTest {
    @Test
    void everyReportGivesWhatTheManifestCounts() throws IOException {
        CorpusCounts.check(new ConftestImporter(), "conftest");
    }
}
