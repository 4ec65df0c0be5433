package dev.winnow.policy.language;

import dev.winnow.text.YamlTree;
import dev.winnow.text.YamlTree.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where in a file a place of a condition is. Exact for conditions on one line and for literal blocks ({@code when: |});
 * elsewhere the beginning of the condition.
 */
final class ConditionPlaces {
    private final List<String> lines;
    private final @Nullable Node node;

    ConditionPlaces(String text, @Nullable Node node) {
        this.lines = text.lines().toList();
        this.node = node;
    }

    /** @param line from 1, of the condition @param column from 1 */
    Place of(int line, int column) {
        Place start = node == null ? null : YamlTree.place(node);
        if (start == null || !(node instanceof ScalarNode scalar)) {
            return new Place(1, 1);
        }
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
            int first = start.line();
            while (first < lines.size() && lines.get(first).isBlank()) {
                first++;
            }
            int indent = first < lines.size()
                    ? lines.get(first).length()
                            - lines.get(first).stripLeading().length()
                    : 0;
            return new Place(start.line() + line, indent + column);
        }
        boolean oneLine = node.getEndMark() != null && node.getEndMark().getLine() == start.line() - 1;
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        return oneLine && line == 1 ? new Place(start.line(), start.column() + column - (plain ? 1 : 0)) : start;
    }
}
