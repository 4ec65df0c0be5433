package dev.winnow.demo;

import dev.winnow.importers.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what Semgrep, Gitleaks and Checkov would report, in SARIF. */
final class SarifReports {
    private SarifReports() {}

    /** Semgrep writes a placeholder for its fingerprint where nobody signed in, and so does this. */
    static byte[] semgrep(Scene scene) {
        return run(
                "Semgrep OSS",
                "1.140.0",
                scene,
                scene.of(Problem.Flaw.class),
                flaw -> rule(
                        flaw.rule().id(),
                        flaw.rule().title(),
                        flaw.severity(),
                        List.of(flaw.rule().cwe(), "security")),
                flaw -> result(
                        flaw.rule().id(),
                        flaw.rule().title() + ".",
                        place(flaw.file(), flaw.line(), flaw.code()),
                        "fingerprints",
                        Json.object("matchBasedId/v1", "requires login"),
                        "suppressions",
                        flaw.suppressed() ? List.of(Json.object("kind", "inSource")) : null));
    }

    static byte[] gitleaks(Scene scene) {
        return run(
                "gitleaks",
                "v8.28.0",
                scene,
                scene.of(Problem.Leak.class),
                leak -> Json.object("id", leak.rule(), "shortDescription", Json.text(leak.title())),
                leak -> result(
                        leak.rule(),
                        leak.rule() + " has detected secret for file " + leak.file() + ".",
                        place(leak.file(), leak.line(), leak.value())));
    }

    static byte[] checkov(Scene scene) {
        return run(
                "Checkov",
                "3.2.470",
                scene,
                scene.of(Problem.Misconfiguration.class),
                problem -> rule(problem.check().id(), problem.check().title(), problem.severity(), List.of()),
                problem -> {
                    var place = place(problem.file(), problem.line(), problem.resource());
                    place.put(
                            "logicalLocations",
                            List.of(Json.object("fullyQualifiedName", problem.resource(), "kind", "resource")));
                    return result(problem.check().id(), problem.check().title(), place);
                });
    }

    private static <P extends Problem> byte[] run(
            String tool,
            String version,
            Scene scene,
            List<P> problems,
            Function<P, Map<String, Object>> rule,
            Function<P, Map<String, Object>> result) {
        var rules = new LinkedHashMap<Object, Map<String, Object>>();
        var results = new ArrayList<Map<String, Object>>();
        for (P problem : problems) {
            Map<String, Object> described = rule.apply(problem);
            rules.putIfAbsent(described.getOrDefault("id", ""), described);
            results.add(result.apply(problem));
        }
        Object notes = scene.complete()
                ? null
                : List.of(Json.object(
                        "level",
                        "error",
                        "message",
                        Json.text("The scan ran out of time before it had seen all files.")));
        return Json.bytes(Json.object(
                "version",
                "2.1.0",
                "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json",
                "runs",
                List.of(Json.object(
                        "tool",
                        Json.object(
                                "driver",
                                Json.object(
                                        "name",
                                        tool,
                                        "semanticVersion",
                                        version,
                                        "rules",
                                        List.copyOf(rules.values()))),
                        "invocations",
                        List.of(Json.object(
                                "executionSuccessful",
                                scene.complete(),
                                "endTimeUtc",
                                scene.finished().toString(),
                                "toolExecutionNotifications",
                                notes)),
                        "results",
                        results))));
    }

    private static Map<String, Object> rule(String id, String title, Severity severity, List<String> tags) {
        String level = switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning";
            case LOW, INFO -> "note";
        };
        return Json.object(
                "id",
                id,
                "name",
                id,
                "shortDescription",
                Json.text(title),
                "defaultConfiguration",
                Json.object("level", level),
                "properties",
                Json.object("tags", tags, "security-severity", severity == Severity.CRITICAL ? "9.4" : null));
    }

    private static Map<String, Object> place(String file, int line, String code) {
        return Json.object(
                "physicalLocation",
                Json.object(
                        "artifactLocation",
                        Json.object("uri", file, "uriBaseId", "%SRCROOT%"),
                        "region",
                        Json.object("startLine", line, "endLine", line, "snippet", Json.text(code))));
    }

    private static Map<String, Object> result(
            String rule, String message, Map<String, Object> place, @Nullable Object... more) {
        Map<String, Object> result =
                Json.object("ruleId", rule, "message", Json.text(message), "locations", List.of(place));
        result.putAll(Json.object(more));
        return result;
    }
}
