package dev.winnow.audit;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of an extract: some records as an export has them, and of the others, which the reader may not see or has no
 * use for, only the hash of their content; so the chain can be followed from the first to the last.
 */
public final class ExtractLines {
    private static final String VERSION = "winnowAuditExtract";
    private static final Set<String> START = Set.of(VERSION, "after", "hash", "to");
    private static final Set<String> LEFT_OUT = Set.of("seq", "content");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private ExtractLines() {}

    /** A line of an extract. */
    public sealed interface Line {}

    /**
     * The first line.
     *
     * @param after number of the record before the first one; 0 at the start of the log
     * @param hash of that record
     * @param to number of the last record
     */
    public record Start(long after, String hash, long to) implements Line {}

    /** A record that is shown. */
    public record Shown(AuditRecord record) implements Line {}

    /**
     * A record that is not.
     *
     * @param content as of {@link Chain#content}
     */
    public record LeftOut(long seq, String content) implements Line {}

    static byte[] of(Start start) {
        ObjectNode node = CanonicalJson.MAPPER.createObjectNode();
        node.put(VERSION, 1);
        node.put("after", start.after());
        node.put("hash", start.hash());
        node.put("to", start.to());
        return bytes(node);
    }

    static byte[] of(LeftOut leftOut) {
        ObjectNode node = CanonicalJson.MAPPER.createObjectNode();
        node.put("seq", leftOut.seq());
        node.put("content", leftOut.content());
        return bytes(node);
    }

    private static byte[] bytes(ObjectNode node) {
        return (CanonicalJson.MAPPER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException where it is no line of an extract, with the reason */
    public static Line read(String line) {
        JsonNode node;
        try {
            node = CanonicalJson.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
        if (node.has(VERSION)) {
            ExportLines.known(node, START);
            if (ExportLines.number(node, VERSION) != 1) {
                throw new IllegalArgumentException("it is of a version that is not known here");
            }
            return new Start(ExportLines.number(node, "after"), hash(node, "hash"), ExportLines.number(node, "to"));
        }
        if (node.has("content")) {
            ExportLines.known(node, LEFT_OUT);
            return new LeftOut(ExportLines.number(node, "seq"), hash(node, "content"));
        }
        if (ExportLines.read(line) instanceof ExportLines.Entry(AuditRecord record)) {
            return new Shown(record);
        }
        throw new IllegalArgumentException("it is no line of an extract");
    }

    private static String hash(JsonNode node, String name) {
        String hash = ExportLines.text(node, name);
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException(name + " is no hash");
        }
        return hash;
    }
}
