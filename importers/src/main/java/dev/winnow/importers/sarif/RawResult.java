package dev.winnow.importers.sarif;

import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result as the report has it; its members come in any order, so that nothing is resolved before its end. */
final class RawResult {
    private static final int MOST_PLACES = 100;
    private static final int MOST_FINGERPRINTS = 50;
    private static final int MOST_REFERENCES = 50;

    @Nullable
    String ruleId;

    int ruleIndex = -1;

    @Nullable
    Reference rule;

    @Nullable
    String kind;

    @Nullable
    String level;

    @Nullable
    Message message;

    @Nullable
    String baseline;

    @Nullable
    Bag bag;

    @Nullable
    Request request;

    @Nullable
    Suppression suppression;

    int invocation = -1;
    final List<Place> places = new ArrayList<>(1);
    final List<Fingerprint> fingerprints = new ArrayList<>(2);
    List<List<Place>> flows = List.of();
    List<Reference> taxa = List.of();
    List<String> references = List.of();

    /** Reads a result object; null where the report has {@code null}. */
    static @Nullable RawResult read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        var result = new RawResult();
        while (json.member()) {
            switch (json.name()) {
                case "ruleId" -> result.ruleId = json.shared();
                case "ruleIndex" -> result.ruleIndex = json.integer(-1);
                case "rule" -> result.rule = Reference.read(json);
                case "kind" -> result.kind = json.shared();
                case "level" -> result.level = json.shared();
                case "message" -> result.message = Message.read(json);
                case "locations" -> result.places(json);
                case "fingerprints" -> result.fingerprints(json, false);
                case "partialFingerprints" -> result.fingerprints(json, true);
                case "suppressions" -> result.suppression = suppression(json);
                case "codeFlows" -> result.flows = Flows.read(json);
                case "baselineState" -> result.baseline = json.shared();
                case "webRequest" -> result.request = Request.read(json);
                case "taxa" -> result.taxa(json);
                case "provenance" -> result.provenance(json);
                case "hostedViewerUri" -> result.reference(json.textIfScalar());
                case "workItemUris" -> result.workItems(json);
                case "properties" -> result.bag = Bag.read(json);
                default -> json.skip();
            }
        }
        return result;
    }

    private void places(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (places.size() >= MOST_PLACES) {
                json.skip();
                continue;
            }
            Place place = Place.read(json);
            if (place != null) {
                places.add(place);
            }
        }
    }

    private void fingerprints(JsonCursor json, boolean partial) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            String name = json.name();
            String value = json.textIfScalar();
            if (value != null && !value.isBlank() && fingerprints.size() < MOST_FINGERPRINTS) {
                fingerprints.add(new Fingerprint(bounded(name), Masking.maskKnown(bounded(value)), partial));
            }
        }
    }

    private static String bounded(String text) {
        return text.length() <= Texts.LINE ? Texts.block(text) : Texts.line(text);
    }

    /**
     * A result with suppressions is suppressed unless one of them is under review or rejected. Some writers call the
     * status {@code state}, as drafts of the standard did.
     */
    private static @Nullable Suppression suppression(JsonCursor json) throws IOException {
        if (!json.array()) {
            return null;
        }
        Suppression first = null;
        boolean open = false;
        while (json.element()) {
            if (!json.object()) {
                continue;
            }
            String kind = "external";
            String status = null;
            String justification = null;
            while (json.member()) {
                switch (json.name()) {
                    case "kind" -> kind = json.textOrEmpty();
                    case "status", "state" -> status = json.textIfScalar();
                    case "justification" -> justification = json.textIfScalar();
                    default -> json.skip();
                }
            }
            open |= "underReview".equalsIgnoreCase(status) || "rejected".equalsIgnoreCase(status);
            if (first == null) {
                first = new Suppression(
                        kind.isBlank() ? "external" : Texts.line(kind),
                        justification == null ? null : Masking.maskKnown(Texts.block(justification)));
            }
        }
        return open ? null : first;
    }

    private void taxa(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        taxa = new ArrayList<>(2);
        while (json.element()) {
            Reference taxon = Reference.read(json);
            if (taxon != null && taxa.size() < MOST_REFERENCES) {
                taxa.add(taxon);
            }
        }
    }

    private void provenance(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("invocationIndex")) {
                invocation = json.integer(-1);
            } else {
                json.skip();
            }
        }
    }

    private void workItems(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            reference(json.textIfScalar());
        }
    }

    private void reference(@Nullable String address) {
        if (address == null || !(address.startsWith("https://") || address.startsWith("http://"))) {
            return;
        }
        if (references.isEmpty()) {
            references = new ArrayList<>(2);
        }
        if (references.size() < MOST_REFERENCES) {
            references.add(Texts.line(address));
        }
    }

    /** Whether it says that something is wrong; passed and other checks do not. */
    boolean isProblem() {
        return kind == null || kind.isBlank() || kind.equalsIgnoreCase("fail");
    }
}
