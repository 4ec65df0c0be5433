package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.importers.Corpus;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.Result;
import dev.winnow.importers.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every real SARIF report of the corpus is read with the count that is due, or refused for a reason we know. */
class SarifCorpusTest {
    private static final Masking MASKING = new Masking("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    /** @param expected a number, or {@code refused} */
    private record Difference(String file, String expected, String rule) {}

    @Test
    void everyFileGivesTheCountThatIsDue() throws IOException {
        Path corpus = corpus();
        Map<String, Difference> differences = differences();
        var wrong = new ArrayList<String>();
        int files = 0;
        for (String line : Files.readAllLines(corpus.resolve("manifest.tsv"))) {
            String[] row = line.split("\t", -1);
            if (!row[0].startsWith("sarif/")) {
                continue;
            }
            files++;
            String name = row[0].substring("sarif/".length());
            Difference difference = differences.remove(name);
            String expected = difference == null ? row[4] : difference.expected();
            String outcome = outcome(corpus.resolve(row[0]));
            if (!outcome.split(":")[0].equals(expected)) {
                wrong.add(name + "\texpected " + expected + "\tgot " + outcome);
            } else if (expected.equals(row[4])) {
                if (difference != null) {
                    wrong.add(name + "\tis listed as a difference and is none");
                }
            }
        }
        assertThat(files).isGreaterThan(200);
        assertThat(wrong).isEmpty();
        assertThat(differences.keySet()).as("listed, but not in the corpus").isEmpty();
    }

    @Test
    void everyFileReadOnceGivesWhatTwoPassesGive() throws IOException {
        int once = 0;
        for (Corpus.Entry entry : Corpus.entries("sarif")) {
            byte[] bytes = Files.readAllBytes(entry.path());
            var sink = new Restartable();
            Object one;
            Object two;
            try {
                one = new Sarif(sink.read(() -> new ByteArrayInputStream(bytes), Limits.DEFAULT), sink.results);
                once += sink.way() == Restartable.Way.ONE_PASS ? 1 : 0;
            } catch (ReportException e) {
                one = e.getMessage();
            }
            try {
                two = Sarif.read(bytes, Limits.DEFAULT);
            } catch (ReportException e) {
                two = e.getMessage();
            }
            assertThat(one).as(entry.name()).isEqualTo(two);
        }
        assertThat(once).as("read in one pass").isGreaterThan(100);
    }

    @Test
    void noSecretOfTheCorpusIsShown() throws IOException {
        Path file = corpus().resolve("sarif/gitleaks__sarif_simple.sarif");
        List<Result> results = new ArrayList<>();
        new SarifImporter().read(report(file), results::add);
        assertThat(results).hasSize(1);
        assertThat(results.getFirst().toString()).doesNotContain("a secret");
    }

    private static String outcome(Path file) throws IOException {
        var count = new int[1];
        try {
            new SarifImporter().read(report(file), result -> count[0]++);
            return Integer.toString(count[0]);
        } catch (ReportException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static Report report(Path file) {
        return new Report(() -> Files.newInputStream(file), new Shape.JsonNull(), Limits.DEFAULT, MASKING);
    }

    private static Path corpus() {
        String folder = System.getenv("WINNOW_CORPUS");
        assumeTrue(folder != null, "set WINNOW_CORPUS to the folder of real reports");
        return Path.of(folder);
    }

    private static Map<String, Difference> differences() throws IOException {
        var differences = new LinkedHashMap<String, Difference>();
        try (var table = SarifCorpusTest.class.getResourceAsStream("/corpus/sarif-differences.tsv")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).forEach(line -> {
                String[] row = line.split("\t", -1);
                assertThat(row).as(line).hasSize(3).doesNotContain("");
                differences.put(row[0], new Difference(row[0], row[1], row[2]));
            });
        }
        return differences;
    }
}
