package dev.winnow.importers.falco;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FalcoCorpusTest {
    @Test
    void everyReportGivesWhatTheManifestCounts() throws IOException {
        CorpusCounts.check(new FalcoImporter(), "falco");
    }
}
