package dev.winnow.importers.zap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Corpus;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each real report gives the manifest's count, or what the table of differences says and explains. */
class ZapCorpusTest {
    private static final String TABLE = "/corpus/zap-differences.tsv";

    @Test
    void everyReportGivesItsCount() throws IOException {
        Map<String, String> differences = differences();
        var softly = new SoftAssertions();
        int files = 0;
        for (Corpus.Entry entry : Corpus.entries("zap")) {
            files++;
            String raw = Integer.toString(entry.rawCount());
            String listed = differences.remove(entry.name());
            softly.assertThat(listed).as("%s needs no line in the table", entry).isNotEqualTo(raw);
            softly.assertThat(outcome(entry)).as(entry.name()).isEqualTo(listed == null ? raw : listed);
        }
        softly.assertThat(differences).as("lines for files that are not there").isEmpty();
        softly.assertAll();
        assertThat(files).isPositive();
    }

    private static String outcome(Corpus.Entry entry) throws IOException {
        try {
            return Integer.toString(Sample.read(entry.open()).results().size());
        } catch (ReportException e) {
            return "refused";
        }
    }

    private static Map<String, String> differences() throws IOException {
        var differences = new HashMap<String, String>();
        try (var in = ZapCorpusTest.class.getResourceAsStream(TABLE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).map(line -> line.split("\t", -1)).forEach(columns -> {
                assertThat(columns).as("file, expected, rule").hasSize(3).doesNotContain("");
                differences.put(columns[0], columns[1]);
            });
        }
        return differences;
    }
}
