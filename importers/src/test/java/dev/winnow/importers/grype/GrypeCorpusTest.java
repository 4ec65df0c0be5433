package dev.winnow.importers.grype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.packages.CorpusCounts;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GrypeCorpusTest {
    private final GrypeImporter importer = new GrypeImporter();

    @Test
    void everyRealReportGivesTheCountThatTheRulesGive() throws IOException {
        CorpusCounts.check(importer, "grype");
    }

    @Test
    void ofAllRealReportsItsOwnAreRecognisedAndNoOthers() throws IOException {
        Path corpus = CorpusCounts.corpus();
        for (Path file : CorpusCounts.files(corpus)) {
            byte[] bytes = Files.readAllBytes(file);
            int at = 0;
            while (at < bytes.length && bytes[at] <= ' ') {
                at++;
            }
            boolean json = at < bytes.length && (bytes[at] == '{' || bytes[at] == '[' || bytes[at] == 'n');
            if (json) {
                boolean own = corpus.relativize(file).startsWith("grype");
                try {
                    assertThat(importer.recognises(Reports.shape(bytes)))
                            .as("%s", file)
                            .isEqualTo(own);
                } catch (dev.winnow.importers.ReportException e) {
                    // Broken on purpose: there is no shape to recognise.
                    assertThat(own).as("%s", file).isFalse();
                }
            }
        }
    }
}
