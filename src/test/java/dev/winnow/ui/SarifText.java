package dev.winnow.ui;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Small SARIF reports for tests. */
final class SarifText {
    private SarifText() {}

    static String report(String tool, String... results) {
        return """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"%s","version":"1.0"}},"results":[%s]}]}""".formatted(tool, String.join(",", results));
    }

    /** @param securitySeverity 0 to 10 */
    static String result(String rule, double securitySeverity, String path, int line) {
        return """
                {"ruleId":"%s","message":{"text":"%s at work"},"properties":{"security-severity":"%s"},
                 "locations":[{"physicalLocation":{"artifactLocation":{"uri":"%s"},
                  "region":{"startLine":%d,"snippet":{"text":"call(%d);"}}}}]}""".formatted(rule, rule, securitySeverity, path, line, line);
    }

    static String suppressed(String result) {
        return result.replaceFirst("\\{", "{\"suppressions\":[{\"kind\":\"inSource\"}],");
    }

    /** @param count how many results of different files */
    static String[] many(int count, String rule, double securitySeverity) {
        var results = new String[count];
        Arrays.setAll(results, i -> result(rule, securitySeverity, "src/file" + i + ".c", i + 1));
        return results;
    }

    static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\' ? "\\" + (char) c : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
