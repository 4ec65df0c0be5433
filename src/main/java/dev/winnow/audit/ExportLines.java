package dev.winnow.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines of an export: how they are written, and read again by who trusts none of them. */
public final class ExportLines {
    private static final String VERSION = "winnowAudit";
    private static final Set<String> HEADER = Set.of(VERSION, "after", "to", "selection", "head");
    private static final Set<String> HEAD = Set.of("seq", "hash", "at", "seal");
    private static final Set<String> RECORD = Set.of(
            "seq",
            "at",
            "actor",
            "token",
            "tokenName",
            "action",
            "subject",
            "before",
            "after",
            "previous",
            "hash",
            "seal");

    private ExportLines() {}

    /** A line of an export. */
    public sealed interface Line {}

    /**
     * What an export is.
     *
     * @param after number of the record before its first one; 0 at the start
     * @param to number of the last record it goes to
     * @param selection whether a filter left records out
     * @param head where the log ended then
     */
    public record Header(long after, long to, boolean selection, AuditHead head) implements Line {}

    /** A record. */
    public record Entry(AuditRecord record) implements Line {}

    static byte[] header(Header header) {
        ObjectNode node = CanonicalJson.MAPPER.createObjectNode();
        node.put(VERSION, 1);
        node.put("after", header.after());
        node.put("to", header.to());
        node.put("selection", header.selection());
        ObjectNode head = node.putObject("head");
        head.put("seq", header.head().seq());
        head.put("hash", header.head().hash());
        head.put("at", header.head().at().toString());
        head.put("seal", header.head().seal());
        return bytes(node);
    }

    static byte[] line(AuditRecord record) {
        ObjectNode node = CanonicalJson.MAPPER.createObjectNode();
        node.put("seq", record.seq());
        node.put("at", record.at().toString());
        node.put("actor", record.actor().login());
        Long token = record.actor().tokenId();
        if (token != null) {
            node.put("token", token);
        }
        if (record.actor().tokenName() != null) {
            node.put("tokenName", record.actor().tokenName());
        }
        node.put("action", record.action());
        node.put("subject", record.subject());
        content(node, "before", record.before());
        content(node, "after", record.after());
        node.put("previous", record.previous());
        node.put("hash", record.hash());
        node.put("seal", record.seal());
        return bytes(node);
    }

    private static void content(ObjectNode node, String name, @Nullable String json) {
        if (json != null) {
            node.set(name, CanonicalJson.MAPPER.readTree(json));
        }
    }

    private static byte[] bytes(ObjectNode node) {
        return (CanonicalJson.MAPPER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException where it is no line of an export, with the reason */
    public static Line read(String line) {
        JsonNode node;
        try {
            node = CanonicalJson.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("it is not an object");
        }
        try {
            return node.has(VERSION) ? readHeader(node) : new Entry(readRecord(node));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its time cannot be read", e);
        }
    }

    private static Header readHeader(JsonNode node) {
        known(node, HEADER);
        if (number(node, VERSION) != 1) {
            throw new IllegalArgumentException("it is of a version that is not known here");
        }
        JsonNode head = node.path("head");
        known(head, HEAD);
        JsonNode selection = node.path("selection");
        if (!selection.isBoolean()) {
            throw new IllegalArgumentException("selection is missing");
        }
        return new Header(
                number(node, "after"),
                number(node, "to"),
                selection.booleanValue(),
                new AuditHead(
                        number(head, "seq"), text(head, "hash"), Instant.parse(text(head, "at")), text(head, "seal")));
    }

    private static AuditRecord readRecord(JsonNode node) {
        known(node, RECORD);
        return new AuditRecord(
                number(node, "seq"),
                Instant.parse(text(node, "at")),
                new Actor(
                        text(node, "actor"),
                        node.has("token") ? (Long) number(node, "token") : null,
                        node.has("tokenName") ? text(node, "tokenName") : null),
                text(node, "action"),
                text(node, "subject"),
                CanonicalJson.of(node.path("before")),
                CanonicalJson.of(node.path("after")),
                text(node, "previous"),
                text(node, "hash"),
                text(node, "seal"));
    }

    /** What the hash does not cover must not be there: somebody could read it as part of the record. */
    static void known(JsonNode node, Set<String> names) {
        for (String name : node.propertyNames()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("it has a field that does not belong there");
            }
        }
    }

    static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is missing or no number");
        }
        return value.longValue();
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is missing or no text");
        }
        return value.stringValue();
    }
}
