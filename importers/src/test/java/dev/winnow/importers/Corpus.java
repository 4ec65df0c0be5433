package dev.winnow.importers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real reports of public projects, outside of the repository, in the folder that {@code WINNOW_CORPUS} names. */
public final class Corpus {
    private Corpus() {}

    /**
     * A report of the corpus.
     *
     * @param name path inside the corpus, such as {@code zap/x.json}
     * @param format the folder's name
     * @param rawCount the items in the file, by the manifest; -1 for one that is broken on purpose
     */
    public record Entry(Path path, String name, String format, int rawCount) {
        public Report open() throws IOException {
            return Reports.prepare(() -> Files.newInputStream(path), Limits.DEFAULT, Sample.MASKING);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All reports by the manifest; ends the test as skipped where there is no corpus. */
    public static List<Entry> entries() throws IOException {
        String folder = System.getenv("WINNOW_CORPUS");
        assumeTrue(folder != null && !folder.isBlank(), "WINNOW_CORPUS names no folder with real reports");
        Path root = Path.of(folder);
        var entries = new ArrayList<Entry>();
        List<String> lines = Files.readAllLines(root.resolve("manifest.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            entries.add(new Entry(root.resolve(columns[0]), columns[0], columns[1], Integer.parseInt(columns[4])));
        }
        return entries;
    }

    /** The reports of one format. */
    public static List<Entry> entries(String format) throws IOException {
        return entries().stream().filter(entry -> entry.format().equals(format)).toList();
    }
}
