package dev.winnow.text;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads YAML that people keep in files. No object is ever made of what a file says: the tree of its nodes is walked, so
 * that a version {@code 1.10} stays text and every mistake has its line and column.
 */
public final class YamlTree {
    private static final int DEEPEST = 10;
    private static final int MOST_ALIASES = 20;
    private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    private YamlTree() {}

    /** Where something stands in a text. @param line from 1 @param column from 1 */
    public record Place(int line, int column) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /** The text is not what is wanted; the message says what is wrong, without the place. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        private final transient @Nullable Place place;

        public Wrong(@Nullable Place place, String what) {
            super(what);
            this.place = place;
        }

        /** Null where the text as a whole is wrong. */
        public @Nullable Place place() {
            return place;
        }

        /** The message with its place, as people read it. */
        public String said() {
            return place == null ? String.valueOf(getMessage()) : place + ": " + getMessage();
        }
    }

    /** The text of the bytes, which are UTF-8, without a byte order mark. */
    public static String text(byte[] bytes) throws Wrong {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Wrong(null, "The file is not written in UTF-8.");
        }
    }

    /**
     * The tree of a text with one document; null where it says nothing.
     *
     * @param largest in characters
     */
    public static @Nullable Node read(String text, int largest) throws Wrong {
        var options = new LoaderOptions();
        options.setCodePointLimit(largest);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        var writing = new DumperOptions();
        try {
            return new Yaml(new SafeConstructor(options), new Representer(writing), writing, options)
                    .compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw new Wrong(place(e.getProblemMark()), problem(e));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(e.getPosition(), text.length()));
            var place = new Place(
                    (int) before.chars().filter(c -> c == '\n').count() + 1,
                    before.length() - before.lastIndexOf('\n'));
            throw new Wrong(place, "a character that YAML does not allow.");
        } catch (YAMLException e) {
            throw new Wrong(null, "The file is no YAML that is read here: " + e.getMessage());
        }
    }

    /** Some problems are the second half of a sentence. */
    private static String problem(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.startsWith("but ") && e.getContext() != null ? e.getContext() + " " + problem : problem;
    }

    /** What a node says under a name, where it is a map and that is a text: for messages about the rest of it. */
    public static Optional<String> named(Node node, String name) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(name))
                        .flatMap(tuple -> tuple.getValueNode() instanceof ScalarNode said
                                ? Stream.of(said.getValue())
                                : Stream.empty())
                        .findFirst()
                : Optional.empty();
    }

    /**
     * What a map says, by its keys, which must be among the known ones.
     *
     * @param what the map is, for messages: {@code a rule}
     */
    public static Map<String, Node> parts(Node node, List<String> known, String what) throws Wrong {
        if (!(node instanceof MappingNode map) || !node.getTag().equals(Tag.MAP)) {
            throw wrong(node, what + " is said by names and values: " + String.join(", ", known) + ".");
        }
        var parts = new LinkedHashMap<String, Node>();
        for (NodeTuple tuple : map.getValue()) {
            Node key = tuple.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(name)) {
                String said = name.matches("[\\w.-]{1,60}") ? name + " is " : "";
                throw wrong(key, said + "no known part of " + what + "; known: " + String.join(", ", known) + ".");
            }
            if (parts.put(name, tuple.getValueNode()) != null) {
                throw wrong(key, name + " is said twice.");
            }
        }
        return parts;
    }

    /** Numbers, dates and words for yes and no are texts here, as they are written; null where nothing is said. */
    public static @Nullable String text(@Nullable Node node) throws Wrong {
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !TEXTS.contains(node.getTag())) {
            throw wrong(node, "a text is wanted here.");
        }
        return scalar.getValue();
    }

    /** The elements of a list; none where nothing is said. */
    public static List<Node> list(@Nullable Node node, int most) throws Wrong {
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw wrong(node, "a list is wanted here.");
        }
        if (list.getValue().size() > most) {
            throw wrong(node, "at most " + most + " are taken.");
        }
        return list.getValue();
    }

    /** An error at this node. */
    public static Wrong wrong(Node node, String what) {
        return new Wrong(place(node), what);
    }

    public static @Nullable Place place(Node node) {
        return place(node.getStartMark());
    }

    private static @Nullable Place place(@Nullable Mark mark) {
        return mark == null ? null : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
