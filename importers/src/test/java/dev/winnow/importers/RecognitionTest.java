package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Formats are told apart by content, with whatever importers are registered. */
class RecognitionTest {
    @Test
    void everyRealReportIsRecognisedByItsOwnImporterOnly() throws IOException {
        Set<String> formats = Formats.all().stream().map(Importer::format).collect(Collectors.toSet());
        var softly = new SoftAssertions();
        for (Corpus.Entry entry : Corpus.entries()) {
            softly.assertThat(recognisers(entry))
                    .as(entry.name())
                    .isEqualTo(formats.contains(entry.format()) ? List.of(entry.format()) : List.of());
        }
        softly.assertAll();
    }

    private static List<String> recognisers(Corpus.Entry entry) throws IOException {
        Shape shape;
        try {
            shape = entry.open().shape();
        } catch (MalformedReport e) {
            // Broken before anything recognisable; that is no format's.
            return List.of();
        }
        return Formats.all().stream()
                .filter(importer -> importer.recognises(shape))
                .map(Importer::format)
                .toList();
    }

    @Test
    void importersAreListedByNameAndFoundByIt() {
        List<String> names = Formats.all().stream().map(Importer::format).toList();
        assertThat(names).contains("zap").isSorted().doesNotHaveDuplicates();
        for (Importer importer : Formats.all()) {
            assertThat(Formats.named(importer.format())).containsSame(importer);
            assertThat(Formats.titles()).contains(importer.title());
        }
        assertThat(Formats.named("unheard-of")).isEmpty();
    }
}
