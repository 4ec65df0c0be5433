package dev.winnow.importers.trivy;

import dev.winnow.importers.packages.CorpusCounts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrivyCorpusTest {
    @Test
    void everyRealReportGivesTheCountThatTheRulesGive() throws IOException {
        CorpusCounts.check(new TrivyImporter(), "trivy");
    }

    @Test
    void ofAllRealReportsItsOwnAreRecognisedAndNoOthers() throws IOException {
        CorpusCounts.checkRecognition("trivy");
    }
}
