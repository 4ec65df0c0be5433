package dev.winnow.importers.grype;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GrypeCorpusTest {
    @Test
    void everyRealReportGivesTheCountThatTheRulesGive() throws IOException {
        CorpusCounts.check(new GrypeImporter(), "grype");
    }

    @Test
    void ofAllRealReportsItsOwnAreRecognisedAndNoOthers() throws IOException {
        CorpusCounts.checkRecognition("grype");
    }
}
