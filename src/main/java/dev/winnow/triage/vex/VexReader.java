package dev.winnow.triage.vex;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads OpenVEX (0.0.1 and 0.2.0) and CycloneDX (1.4 and newer) documents in JSON. */
final class VexReader {
    /** Larger ones are no statements any more; also bounds what is held in memory. */
    private static final int LARGEST = 20 << 20;

    private static final int MOST_STATEMENTS = 50_000;
    private static final int LONGEST_NAME = 500;

    /** Of a vulnerability with all its aliases, as the database holds it. */
    private static final int LONGEST_NAMES = 20_000;

    private static final int LONGEST_TEXT = 3_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxDocumentLength(LARGEST)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Instant received;
    private final List<VexStatement> statements = new ArrayList<>();

    private VexReader(Instant received) {
        this.received = received;
    }

    /**
     * @param received stands for times that the document leaves out, and for those in the future
     * @throws InvalidRequest where it is not a VEX document, with what is wrong and where
     */
    static VexContent read(InputStream in, Instant received) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new InvalidRequest("The VEX document is larger than 20 MB.");
        }
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new InvalidRequest(
                    "The VEX document goes beyond what is read: 64 levels of nesting, texts of a million"
                            + " characters, numbers of 100 digits.");
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
            throw new InvalidRequest("The VEX document is not readable JSON" + where + ".");
        }
        var reader = new VexReader(received);
        if (root.path("@context").asString("").startsWith("https://openvex.dev/ns")) {
            return reader.openVex(root);
        }
        if (root.path("bomFormat").asString("").equals("CycloneDX")) {
            return reader.cycloneDx(root);
        }
        throw new InvalidRequest("This is no VEX document Winnow knows: OpenVEX (with its @context) and CycloneDX"
                + " (with bomFormat) in JSON are read.");
    }

    private VexContent openVex(JsonNode root) {
        Optional<Instant> at = time(root.path("timestamp"));
        int position = 0;
        for (JsonNode statement : list(root, "statements")) {
            String where = "/statements/" + position++;
            List<String> names = vulnerability(statement.path("vulnerability"), where);
            VexStatus status = openStatus(statement.path("status").asString(""), where);
            String why = text(statement, "justification", "impact_statement", "action_statement", "status_notes");
            Instant said = time(statement.path("timestamp")).or(() -> at).orElse(received);
            for (JsonNode product : list(statement, "products", where)) {
                String name = product(product, where);
                JsonNode parts = product.path("subcomponents");
                // Until 0.0.1 subcomponents stood beside the products.
                JsonNode all = parts.isMissingNode() ? statement.path("subcomponents") : parts;
                if (all.isEmpty()) {
                    add(new VexStatement(names, name, Optional.empty(), status, why, said));
                }
                for (JsonNode part : all) {
                    add(new VexStatement(names, name, Optional.of(product(part, where)), status, why, said));
                }
            }
        }
        return content("OpenVEX", root.path("@id"), root.path("author").asString(""), at);
    }

    private static List<String> vulnerability(JsonNode node, String where) {
        var names = new LinkedHashSet<String>();
        if (node.isString()) {
            names.add(node.asString());
        } else {
            addName(names, node.path("name"));
            node.path("aliases").forEach(alias -> addName(names, alias));
            if (names.isEmpty()) {
                addName(names, node.path("@id"));
            }
        }
        return names(names, where + "/vulnerability");
    }

    private static void addName(LinkedHashSet<String> names, JsonNode node) {
        if (node.isString() && !node.asString().isBlank()) {
            // An @id may be an address whose last part is the name.
            names.add(node.asString()
                    .substring(node.asString().lastIndexOf('/') + 1)
                    .strip());
        }
    }

    private static List<String> names(LinkedHashSet<String> names, String where) {
        if (names.isEmpty()) {
            throw new InvalidRequest("The VEX document names no vulnerability at " + where + ".");
        }
        for (String name : names) {
            if (bounded(name, where).indexOf(',') >= 0) {
                throw new InvalidRequest("The VEX document has a vulnerability with a comma in its name at " + where
                        + ": each of its names stands for itself, others are aliases.");
            }
        }
        if (names.stream().mapToInt(name -> name.length() + 2).sum() > LONGEST_NAMES) {
            throw new InvalidRequest("The VEX document has a vulnerability whose names are longer than " + LONGEST_NAMES
                    + " characters together at " + where + ".");
        }
        return List.copyOf(names);
    }

    private static String product(JsonNode node, String where) {
        String purl = node.path("identifiers").path("purl").asString("");
        String name = node.isString()
                ? node.asString()
                : purl.isEmpty() ? node.path("@id").asString("") : purl;
        if (name.isBlank()) {
            throw new InvalidRequest("The VEX document names no product at " + where + "/products.");
        }
        return bounded(name.strip(), where + "/products");
    }

    private static VexStatus openStatus(String word, String where) {
        for (VexStatus status : VexStatus.values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new InvalidRequest("The VEX document has no status Winnow knows at " + where
                + "/status: not_affected, affected, fixed or under_investigation.");
    }

    private VexContent cycloneDx(JsonNode root) {
        Map<String, String> purls = new HashMap<>();
        JsonNode whole = root.path("metadata").path("component");
        note(whole, purls);
        root.path("components").forEach(component -> note(component, purls));
        Optional<Instant> at = time(root.path("metadata").path("timestamp"));
        int position = 0;
        for (JsonNode vulnerability : list(root, "vulnerabilities")) {
            String where = "/vulnerabilities/" + position++;
            JsonNode analysis = vulnerability.path("analysis");
            if (analysis.isMissingNode()) {
                // A scanner's report in CycloneDX says nothing of what it means.
                continue;
            }
            var names = new LinkedHashSet<String>();
            addName(names, vulnerability.path("id"));
            vulnerability.path("references").forEach(reference -> addName(names, reference.path("id")));
            List<String> all = names(names, where + "/id");
            String state = analysis.path("state").asString("");
            VexStatus status = cycloneStatus(state, where);
            String says = text(analysis, "justification", "detail");
            // The state says more than that it does not affect: kept in words.
            String why = state.equals("false_positive") ? cut("false positive: " + says, LONGEST_TEXT) : says;
            Instant said = time(analysis.path("lastUpdated"))
                    .or(() -> time(vulnerability.path("updated")))
                    .or(() -> at)
                    .orElse(received);
            for (JsonNode affected : list(vulnerability, "affects", where)) {
                String reference = affected.path("ref").asString("");
                String local = reference.substring(reference.indexOf('#') + 1);
                String product =
                        bounded(purls.getOrDefault(local, purls.getOrDefault(reference, local)), where + "/affects");
                if (product.isBlank()) {
                    throw new InvalidRequest("The VEX document names no component at " + where + "/affects.");
                }
                add(new VexStatement(all, product, Optional.empty(), status, why, said));
            }
        }
        String serial = root.path("serialNumber").asString("");
        return new VexContent(
                "CycloneDX",
                serial.isBlank() ? "without serial number" : bounded(serial, "/serialNumber"),
                author(root.path("metadata")),
                at,
                List.copyOf(statements));
    }

    private static String author(JsonNode metadata) {
        String name = metadata.path("authors").path(0).path("name").asString("");
        return cut(name.isEmpty() ? metadata.path("supplier").path("name").asString("") : name, 200);
    }

    private static void note(JsonNode component, Map<String, String> purls) {
        String reference = component.path("bom-ref").asString("");
        String purl = component.path("purl").asString("");
        if (!reference.isEmpty()) {
            purls.put(reference, purl.isEmpty() ? component.path("name").asString(reference) : purl);
        }
        component.path("components").forEach(part -> note(part, purls));
    }

    private static VexStatus cycloneStatus(String state, String where) {
        return switch (state) {
            case "not_affected", "false_positive" -> VexStatus.NOT_AFFECTED;
            case "exploitable" -> VexStatus.AFFECTED;
            case "resolved", "resolved_with_pedigree" -> VexStatus.FIXED;
            case "in_triage" -> VexStatus.UNDER_INVESTIGATION;
            default ->
                throw new InvalidRequest("The VEX document has no state Winnow knows at " + where
                        + "/analysis/state: not_affected, false_positive, exploitable, resolved or in_triage.");
        };
    }

    private VexContent content(String format, JsonNode id, String author, Optional<Instant> at) {
        String name = id.asString("");
        if (name.isBlank()) {
            throw new InvalidRequest("The VEX document has no @id.");
        }
        return new VexContent(format, bounded(name, "/@id"), cut(author, 200), at, List.copyOf(statements));
    }

    private void add(VexStatement statement) {
        if (statements.size() >= MOST_STATEMENTS) {
            throw new InvalidRequest("The VEX document has more than " + MOST_STATEMENTS + " statements.");
        }
        statements.add(statement);
    }

    private static JsonNode list(JsonNode node, String name) {
        return list(node, name, "");
    }

    private static JsonNode list(JsonNode node, String name, String where) {
        JsonNode list = node.path(name);
        if (!list.isArray()) {
            throw new InvalidRequest("The VEX document has no list at " + where + "/" + name + ".");
        }
        return list;
    }

    private Optional<Instant> time(JsonNode node) {
        if (!node.isString()) {
            return Optional.empty();
        }
        try {
            Instant at = OffsetDateTime.parse(node.asString()).toInstant();
            return Optional.of(at.isAfter(received) ? received : at);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String... names) {
        var parts = new ArrayList<String>();
        for (String name : names) {
            String part = node.path(name).asString("").strip();
            if (!part.isEmpty()) {
                // A justification is one word of a closed list.
                parts.add(name.equals("justification") ? part.replace('_', ' ').toLowerCase(Locale.ROOT) : part);
            }
        }
        return cut(String.join(": ", parts), LONGEST_TEXT);
    }

    private static String cut(String text, int longest) {
        String plain = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
        return plain.length() <= longest ? plain : plain.substring(0, longest - 1) + "…";
    }

    private static String bounded(String name, String where) {
        if (name.length() > LONGEST_NAME || name.indexOf('*') >= 0 || !Plain.isLine(name)) {
            throw new InvalidRequest("The VEX document has a name that cannot be one at " + where + ": up to "
                    + LONGEST_NAME + " characters, without * and control characters.");
        }
        return name;
    }
}
