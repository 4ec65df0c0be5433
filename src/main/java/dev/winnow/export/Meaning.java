package dev.winnow.export;

import dev.winnow.metrics.Definition;
import java.util.Arrays;
import java.util.List;

/** What a number of a brief means, in the words of the definitions' version it was computed by. */
public record Meaning(String title, String words) {
    /** Those of this version of Winnow. */
    static List<Meaning> all() {
        return Arrays.stream(Definition.values())
                .map(definition -> new Meaning(definition.title(), definition.words()))
                .toList();
    }
}
