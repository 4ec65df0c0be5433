package dev.winnow.finding.identity;

import dev.winnow.importers.Component;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Tool;
import dev.winnow.importers.WebRequest;
import java.util.Arrays;
import java.util.List;

/** Results as importers make them, as short as a test wants to say them. */
public final class Sample {
    private static final Tool TOOL = new Tool("Tool", "1.0");

    private Sample() {}

    /** A weakness in code, of medium severity. */
    public static Result code(String rule, String path, int line, String snippet) {
        return codeSaying(rule, path, line, snippet, "Weak code.");
    }

    public static Result codeSaying(String rule, String path, int line, String snippet, String message) {
        return builder(Kind.CODE, rule)
                .message(message)
                .location(at(path, line, snippet))
                .build();
    }

    public static Result fingerprinted(String rule, String path, int line, String snippet, String... values) {
        return builder(Kind.CODE, rule)
                .message("Weak code.")
                .location(at(path, line, snippet))
                .fingerprints(Arrays.stream(values)
                        .map(value -> new Fingerprint("hash/v1", value, false))
                        .toList())
                .build();
    }

    /** A vulnerability of a package that has a package URL. */
    public static Result vulnerability(String purl, String name, String... ids) {
        return builder(Kind.VULNERABILITY, ids[0])
                .identifiers(List.of(ids))
                .component(new Component(purl, name, "1.0.0", null, null))
                .build();
    }

    /** A vulnerability of a package of which only the name is known. */
    public static Result bareVulnerability(String name, String... ids) {
        return vulnerability(null, name, ids);
    }

    public static Result secret(String rule, String path, int line, String hash) {
        return builder(Kind.SECRET, rule)
                .location(at(path, line, "********"))
                .secretHash(hash)
                .build();
    }

    public static Result misconfiguration(String check, String path, int line, String resource, String snippet) {
        return builder(Kind.MISCONFIGURATION, check)
                .message("Not as it should be.")
                .location(at(path, line, snippet))
                .resource(resource)
                .build();
    }

    public static Result license(String licence, String purl, String name, String version) {
        return builder(Kind.LICENSE, licence)
                .component(new Component(purl, name, version, null, null))
                .build();
    }

    public static Result web(String rule, String method, String url, String parameter) {
        return builder(Kind.WEB, rule)
                .request(new WebRequest(method, url, parameter, "attack", "evidence"))
                .build();
    }

    public static Result workload(Kind kind, String rule, String resource) {
        return builder(kind, rule).resource(resource).build();
    }

    public static Result.Builder builder(Kind kind, String rule) {
        return Result.of(TOOL, kind, Rule.of(rule), Severity.MEDIUM);
    }

    public static Location at(String path, int line, String snippet) {
        return new Location(path, line, 1, line, 9, -1, snippet, null, null, null);
    }
}
