package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What Winnow knows to use of a property bag. Bags are free form: whatever has another type than expected is passed over. */
final class Bag {
    private static final int MOST_VALUES = 100;

    final List<String> tags = new ArrayList<>(0);
    final List<String> cwes = new ArrayList<>(0);
    final List<String> purls = new ArrayList<>(0);
    final List<String> aliases = new ArrayList<>(0);
    final List<String> imageTags = new ArrayList<>(0);
    final List<String> imageDigests = new ArrayList<>(0);

    @Nullable
    Double securitySeverity;

    @Nullable
    Double cvss;

    @Nullable
    Double epss;

    @Nullable
    String cvssVector;

    @Nullable
    String packageName;

    @Nullable
    String packageGroup;

    @Nullable
    String packageVersion;

    @Nullable
    String fixedVersion;

    @Nullable
    String resource;

    @Nullable
    String licence;

    @Nullable
    String parameter;

    @Nullable
    String attack;

    @Nullable
    String evidence;

    @Nullable
    String imageName;

    /** Reads a bag; null where there is none of use. */
    static @Nullable Bag read(JsonCursor json) throws IOException {
        if (json.peek() != JsonToken.START_OBJECT) {
            json.skip();
            return null;
        }
        Bag bag = null;
        json.object();
        while (json.member()) {
            String name = json.name();
            if (!isKnown(name)) {
                json.skip();
                continue;
            }
            if (bag == null) {
                bag = new Bag();
            }
            bag.member(name, json);
        }
        return bag;
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case "tags", "cwe", "cwes", "CWE", "cwe_ids", "cweIds", "cwe-id", "purl", "purls", "package_url" -> true;
            case "security-severity", "cvssv3_baseScore", "cvssV3BaseScore", "cvssScore", "cvss_score" -> true;
            case "cvssv3_vector", "cvssVector", "epssScore", "epss", "cve", "cves", "aliases", "identifiers" -> true;
            case "name", "packageName", "package_name", "pkgName", "package" -> true;
            case "group", "version", "packageVersion", "package_version", "installedVersion" -> true;
            case "fixedVersion", "fixed_version", "fixVersion", "fixedIn" -> true;
            case "resource", "resourceName", "license", "licence", "imageName", "repoTags", "repoDigests", "imageID" ->
                true;
            case "param", "parameter", "attack", "evidence" -> true;
            default -> false;
        };
    }

    private void member(String name, JsonCursor json) throws IOException {
        switch (name) {
            case "tags" -> strings(json, tags);
            case "cwe", "cwes", "CWE", "cwe_ids", "cweIds", "cwe-id" -> strings(json, cwes);
            case "purl", "purls", "package_url" -> strings(json, purls);
            case "cve", "cves", "aliases", "identifiers" -> strings(json, aliases);
            case "security-severity" -> securitySeverity = number(json);
            case "cvssv3_baseScore", "cvssV3BaseScore", "cvssScore", "cvss_score" -> cvss = number(json);
            case "epssScore", "epss" -> epss = number(json);
            case "cvssv3_vector", "cvssVector" -> cvssVector = line(json);
            case "name", "packageName", "package_name", "pkgName", "package" -> packageName = line(json);
            case "group" -> packageGroup = line(json);
            case "version", "packageVersion", "package_version", "installedVersion" -> packageVersion = line(json);
            case "fixedVersion", "fixed_version", "fixVersion", "fixedIn" -> fixedVersion = line(json);
            case "resource", "resourceName" -> resource = line(json);
            case "license", "licence" -> licence = line(json);
            case "param", "parameter" -> parameter = line(json);
            case "attack" -> attack = line(json);
            case "evidence" -> evidence = line(json);
            case "imageName" -> imageName = line(json);
            case "repoTags" -> strings(json, imageTags);
            case "repoDigests", "imageID" -> strings(json, imageDigests);
            default -> json.skip();
        }
    }

    private static @Nullable Double number(JsonCursor json) throws IOException {
        if (json.peek().isScalarValue()) {
            return json.number();
        }
        json.skip();
        return null;
    }

    private static @Nullable String line(JsonCursor json) throws IOException {
        String text = json.textIfScalar();
        return text == null || text.isBlank() ? null : Texts.line(text);
    }

    /** A string, or an array of strings or of objects with an id, or an object with such arrays (Snyk's identifiers). */
    private static void strings(JsonCursor json, List<String> into) throws IOException {
        switch (json.peek()) {
            case START_ARRAY -> {
                json.array();
                while (json.element()) {
                    strings(json, into);
                }
            }
            case START_OBJECT -> {
                json.object();
                while (json.member()) {
                    switch (json.name()) {
                        case "id", "cweId", "value", "CVE", "CWE", "GHSA" -> strings(json, into);
                        default -> json.skip();
                    }
                }
            }
            default -> {
                String text = json.shared();
                if (text != null && !text.isBlank() && into.size() < MOST_VALUES) {
                    into.add(Texts.line(text));
                }
            }
        }
    }

    int size() {
        int size = 200;
        for (String tag : tags) {
            size += tag.length();
        }
        return size;
    }
}
