package dev.winnow.demo;

import dev.winnow.importers.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may go wrong in the demo's projects: the tables in {@code sample-data/scenario}. */
final class Catalogue {
    /** A rule of the static scan. @param code with {@code {Name}} and {@code {name}} for the class it is in */
    record CodeRule(String language, String id, Severity severity, String cwe, String title, String code) {}

    /**
     * A known vulnerability of a package.
     *
     * @param ecosystem {@code maven}, {@code npm} or {@code deb}
     * @param marks {@code t} and {@code g} where Trivy and Grype see it, {@code +} where it is known to be exploited,
     *     {@code x} where a VEX document rules it out
     */
    record Advisory(
            String cve,
            @Nullable String ghsa,
            String ecosystem,
            String pack,
            String version,
            @Nullable String fixed,
            Severity severity,
            double score,
            String marks,
            String published,
            String title) {
        boolean has(char mark) {
            return marks.indexOf(mark) >= 0;
        }

        /** The package URL, with the version. */
        String purl() {
            return switch (ecosystem) {
                case "maven" -> "pkg:maven/" + pack.replace(':', '/') + "@" + version;
                case "deb" ->
                    "pkg:deb/debian/" + pack + "@" + version.replace(":", "%3A").replace("+", "%2B")
                            + "?arch=amd64&distro=debian-12.2";
                default -> "pkg:" + ecosystem + "/" + pack + "@" + version;
            };
        }

        /** Where the package lies in an image. */
        String path() {
            return switch (ecosystem) {
                case "maven" -> "app/lib/" + pack.substring(pack.indexOf(':') + 1) + "-" + version + ".jar";
                case "npm" -> "app/node_modules/" + pack + "/package.json";
                default -> "var/lib/dpkg/status";
            };
        }
    }

    /** A check of infrastructure as code; {@code {project}} stands for the project's name. */
    record Check(String id, Severity severity, String file, String resource, String title) {}

    /** An alert of the dynamic scan. @param confidence 0 is a false positive */
    record AlertRule(
            String plugin,
            Severity severity,
            int confidence,
            String cwe,
            String method,
            @Nullable String parameter,
            String title,
            String solution) {}

    private static final String FOLDER = "/sample-data/scenario/";

    final List<CodeRule> codeRules = table(
            "code-rules.txt", 6, row -> new CodeRule(row[0], row[1], Severity.valueOf(row[2]), row[3], row[4], row[5]));

    final List<Advisory> advisories = table(
            "advisories.txt",
            11,
            row -> new Advisory(
                    row[0],
                    orNull(row[1]),
                    row[2],
                    row[3],
                    row[4],
                    orNull(row[5]),
                    Severity.valueOf(row[6]),
                    Double.parseDouble(row[7]),
                    row[8],
                    row[9],
                    row[10]));

    final List<Check> checks =
            table("checks.txt", 5, row -> new Check(row[0], Severity.valueOf(row[1]), row[2], row[3], row[4]));

    final List<AlertRule> alertRules = table(
            "alerts.txt",
            8,
            row -> new AlertRule(
                    row[0],
                    Severity.valueOf(row[1]),
                    Integer.parseInt(row[2]),
                    row[3],
                    row[4],
                    orNull(row[5]),
                    row[6],
                    row[7]));

    private static @Nullable String orNull(String cell) {
        return cell.equals("-") ? null : cell;
    }

    /** Reads a table: a row a line, cells between bars, remarks behind {@code #} at the start of a line. */
    private static <T> List<T> table(String file, int columns, Function<String[], T> row) {
        try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the application lacks " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row.apply(Arrays.stream(line.split("\\|", columns))
                            .map(String::strip)
                            .toArray(String[]::new)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
