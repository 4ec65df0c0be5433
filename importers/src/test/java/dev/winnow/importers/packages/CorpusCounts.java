package dev.winnow.importers.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.ReportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Checks an importer against a folder of the corpus that {@code WINNOW_CORPUS} names: each file gives as many results as
 * its row in {@code manifest.tsv} counts, but for those that a table in the test resources lists with the rule that
 * explains the difference. A row that explains nothing is an error too.
 */
public final class CorpusCounts {
    private CorpusCounts() {}

    /** The corpus; without one the test is skipped. */
    public static Path corpus() {
        String folder = System.getenv("WINNOW_CORPUS");
        assumeTrue(folder != null && !folder.isBlank(), "WINNOW_CORPUS does not name a folder of reports");
        return Path.of(folder);
    }

    public static void check(Importer importer, String folder) throws IOException {
        Path corpus = corpus();
        Map<String, String> counted = counts(corpus, folder);
        Map<String, String> differences = differences(folder);
        var expected = new TreeMap<>(counted);
        differences.forEach((file, outcome) -> assertThat(expected.replace(file, outcome))
                .as("%s is listed with a difference, so the corpus has it and counts otherwise", file)
                .isNotNull()
                .isNotEqualTo(outcome));
        var actual = new TreeMap<String, String>();
        for (String file : counted.keySet()) {
            actual.put(file, outcome(importer, corpus.resolve(file)));
        }
        assertThat(actual).isNotEmpty();
        var wrong = new TreeMap<>(actual);
        wrong.entrySet().removeAll(expected.entrySet());
        assertThat(wrong)
                .as("outcomes that neither the manifest nor the table gives")
                .isEmpty();
    }

    /** Sees that of all files, whatever their format, the importer is found for those of its folder and no others. */
    public static void checkRecognition(String format) throws IOException {
        Path corpus = corpus();
        for (Path file : files(corpus)) {
            boolean own = corpus.relativize(file).startsWith(format);
            assertThat(formatOf(file).equals(format)).as("%s", file).isEqualTo(own);
        }
    }

    private static String formatOf(Path file) throws IOException {
        try {
            var report = dev.winnow.importers.Reports.prepare(
                    () -> Files.newInputStream(file), Limits.DEFAULT, new Masking(new byte[32]));
            return Formats.recognise(report).map(Importer::format).orElse("none");
        } catch (ReportException e) {
            return "broken";
        }
    }

    private static List<Path> files(Path corpus) throws IOException {
        try (Stream<String> lines = Files.lines(corpus.resolve("manifest.tsv"))) {
            return lines.skip(1)
                    .map(line -> corpus.resolve(line.split("\t")[0]))
                    .toList();
        }
    }

    private static String outcome(Importer importer, Path file) throws IOException {
        try {
            return Integer.toString(Reports.read(importer, file).results().size());
        } catch (ReportException e) {
            return "refused";
        }
    }

    private static Map<String, String> counts(Path corpus, String folder) throws IOException {
        var counts = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(corpus.resolve("manifest.tsv"))) {
            String[] fields = line.split("\t", -1);
            if (fields[0].startsWith(folder + "/")) {
                counts.put(fields[0], fields[4]);
            }
        }
        return counts;
    }

    private static Map<String, String> differences(String folder) {
        var differences = new LinkedHashMap<String, String>();
        try (var table = CorpusCounts.class.getResourceAsStream("/corpus/" + folder + "-differences.tsv")) {
            List<String> lines = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines.getFirst()).isEqualTo("file\texpected\trule");
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split("\t", -1);
                assertThat(fields).as(line).hasSize(3);
                assertThat(fields[2]).as(line).isNotBlank();
                differences.put(fields[0], fields[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return differences;
    }
}
