package dev.winnow.importers.trivy;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Kind;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * One finding of any kind as the report writes it. The kinds' members do not clash, and of a modified finding the kind may
 * only be known behind it, so one reader does for all. Reused from finding to finding.
 */
final class Finding {
    private static final int MOST_WORDS = 30;

    private final TextLists lists = new TextLists();
    final Scores scores = new Scores();
    final Cause cause = new Cause();

    @Nullable
    String vulnerabilityId;

    @Nullable
    String packageName;

    @Nullable
    String packagePath;

    @Nullable
    String purl;

    @Nullable
    String installedVersion;

    @Nullable
    String fixedVersion;

    @Nullable
    String status;

    @Nullable
    String severitySource;

    @Nullable
    String severity;

    @Nullable
    String title;

    @Nullable
    String description;

    @Nullable
    String message;

    @Nullable
    String resolution;

    @Nullable
    String primaryUrl;

    @Nullable
    String published;

    @Nullable
    String layer;

    @Nullable
    String checkId;

    @Nullable
    String avdId;

    @Nullable
    String namespace;

    @Nullable
    String ruleId;

    @Nullable
    String category;

    @Nullable
    String match;

    @Nullable
    String licence;

    @Nullable
    String filePath;

    List<String> vendorIds = List.of();
    List<String> cwes = List.of();
    List<String> references = List.of();

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            member(json, json.name());
        }
        return true;
    }

    /** What of the kind is missing that a finding cannot do without; null where nothing is. */
    @Nullable
    String flaw(Kind kind) {
        return switch (kind) {
            case VULNERABILITY ->
                vulnerabilityId == null && packageName == null
                        ? "a vulnerability without VulnerabilityID and PkgName"
                        : null;
            case MISCONFIGURATION ->
                checkId == null && avdId == null ? "a misconfiguration without ID and AVDID" : null;
            default -> null;
        };
    }

    /** Whether a check's finding is a failure: passed and excepted checks may be listed too. */
    boolean failed() {
        return status == null || status.equalsIgnoreCase("FAIL") || status.equalsIgnoreCase("FAILURE");
    }

    /** The kind by the report's word for it, else by what the finding has; null for what is none of them. */
    @Nullable
    Kind kind(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "vulnerability" -> Kind.VULNERABILITY;
            case "misconfiguration" -> Kind.MISCONFIGURATION;
            case "secret" -> Kind.SECRET;
            case "license" -> Kind.LICENSE;
            default ->
                vulnerabilityId != null
                        ? Kind.VULNERABILITY
                        : checkId != null || avdId != null
                                ? Kind.MISCONFIGURATION
                                : ruleId != null ? Kind.SECRET : licence != null ? Kind.LICENSE : null;
        };
    }

    /** The text, or null where there is none to speak of. */
    static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String text(JsonCursor json) throws IOException {
        return present(json.textIfScalar());
    }

    private void member(JsonCursor json, String name) throws IOException {
        switch (name) {
            case "VulnerabilityID" -> vulnerabilityId = present(json.text());
            case "PkgName" -> packageName = present(json.text());
            case "PkgPath" -> packagePath = text(json);
            case "PkgIdentifier" -> purl = inner(json, "PURL", "PURL");
            case "InstalledVersion" -> installedVersion = text(json);
            case "FixedVersion" -> fixedVersion = text(json);
            case "Status" -> status = text(json);
            case "SeveritySource" -> severitySource = text(json);
            case "Severity" -> severity = json.text();
            case "Title" -> title = text(json);
            case "Description" -> description = text(json);
            case "Message" -> message = text(json);
            case "Resolution" -> resolution = text(json);
            case "PrimaryURL", "Link" -> primaryUrl = text(json);
            case "PublishedDate" -> published = text(json);
            case "Layer" -> layer = inner(json, "Digest", "DiffID");
            case "ID" -> checkId = text(json);
            case "AVDID" -> avdId = text(json);
            case "Namespace" -> namespace = text(json);
            case "RuleID" -> ruleId = text(json);
            case "Category" -> category = text(json);
            case "Match" -> match = text(json);
            case "Name" -> licence = text(json);
            case "FilePath" -> filePath = text(json);
            case "VendorIDs" -> vendorIds = words(json);
            case "CweIDs" -> cwes = words(json);
            case "References" -> references = json.peek() == JsonToken.START_ARRAY ? lists.links(json) : none(json);
            case "CVSS" -> scores.read(json);
            case "CauseMetadata", "IacMetadata" -> cause.read(json);
            case "StartLine" -> cause.startLine = json.integer(0);
            case "EndLine" -> cause.endLine = json.integer(0);
            case "Code" -> cause.code(json);
            default -> json.skip();
        }
    }

    private List<String> words(JsonCursor json) throws IOException {
        return json.peek() == JsonToken.START_ARRAY ? lists.words(json, MOST_WORDS) : none(json);
    }

    private static List<String> none(JsonCursor json) throws IOException {
        json.skip();
        return List.of();
    }

    /** The text of the preferred member of the object that comes next, else of the other one. */
    private static @Nullable String inner(JsonCursor json, String preferred, String other) throws IOException {
        if (!json.objectOrSkip()) {
            return null;
        }
        String best = null;
        String second = null;
        while (json.member()) {
            if (json.name().equals(preferred)) {
                best = text(json);
            } else if (json.name().equals(other) && best == null) {
                second = text(json);
            } else {
                json.skip();
            }
        }
        return best == null ? second : best;
    }

    private void clear() {
        vulnerabilityId = null;
        packageName = null;
        packagePath = null;
        purl = null;
        installedVersion = null;
        fixedVersion = null;
        status = null;
        severitySource = null;
        severity = null;
        title = null;
        description = null;
        message = null;
        resolution = null;
        primaryUrl = null;
        published = null;
        layer = null;
        checkId = null;
        avdId = null;
        namespace = null;
        ruleId = null;
        category = null;
        match = null;
        licence = null;
        filePath = null;
        vendorIds = List.of();
        cwes = List.of();
        references = List.of();
        scores.clear();
        cause.clear();
    }
}
