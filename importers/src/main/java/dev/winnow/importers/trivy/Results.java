package dev.winnow.importers.trivy;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.Identifiers;
import dev.winnow.importers.packages.PackageUrls;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.Sentences;
import dev.winnow.importers.packages.TextLists;
import dev.winnow.importers.packages.Timestamps;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes results of findings, one kind at a time. Keeps what neighbours share. */
final class Results {
    private final RulePool rules = new RulePool();
    private final Identifiers identifiers = new Identifiers();
    private Tool tool = new Tool("Trivy", null);
    private @Nullable Component lastComponent;
    private @Nullable String lastLayer;

    Tool tool() {
        return tool;
    }

    void tool(Tool tool) {
        this.tool = tool;
    }

    Result of(Part part, Finding finding, Kind kind, @Nullable Suppression suppression) {
        Result.Builder result = switch (kind) {
            case VULNERABILITY -> vulnerability(part, finding);
            case MISCONFIGURATION -> misconfiguration(part, finding);
            case SECRET -> secret(part, finding);
            default -> licence(part, finding);
        };
        return result.layer(layer(finding.layer)).suppression(suppression).build();
    }

    /** What a modified finding's status, statement and source say together. */
    static Suppression suppression(@Nullable String status, @Nullable String statement, @Nullable String source) {
        var why = new StringBuilder();
        if (status != null) {
            why.append(status);
        }
        if (statement != null) {
            why.append(why.isEmpty() ? "" : ": ").append(statement);
        }
        if (source != null) {
            why.append(why.isEmpty() ? "" : " ").append('(').append(source).append(')');
        }
        boolean ignored = status == null || status.equals("ignored") || status.equals("unknown");
        return new Suppression(ignored ? "ignored" : "vex", why.isEmpty() ? null : Texts.block(why.toString()));
    }

    private Result.Builder vulnerability(Part part, Finding finding) {
        // The first versions listed some packages as vulnerable without saying by what.
        String known = lineOrNull(finding.vulnerabilityId);
        String id = known == null ? "unidentified vulnerability" : known;
        identifiers.clear();
        if (known != null) {
            identifiers.add(known);
        }
        boolean catalogued = id.startsWith("CVE-") || id.startsWith("GHSA-");
        for (String vendorId : finding.vendorIds) {
            // A vendor's advisory (DSA, RHSA) covers several vulnerabilities: it must not name the one that has a name.
            if (!catalogued || vendorId.startsWith("CVE-") || vendorId.startsWith("GHSA-")) {
                identifiers.add(vendorId);
            }
        }
        Scores.Score score = finding.scores.of(finding.severitySource);
        var advisory = new Advisory(
                score == null ? null : score.base(),
                score == null ? null : score.vector(),
                null,
                false,
                Timestamps.parse(finding.published));
        String title = finding.title;
        var rule = rules.shared(new Rule(
                id,
                lineOrNull(title),
                block(finding.description),
                "",
                TextLists.linkOrNull(finding.primaryUrl),
                finding.cwes,
                finding.vendorIds,
                finding.references,
                advisory));
        return Result.of(tool, Kind.VULNERABILITY, rule, severity(finding.severity))
                .title(title == null ? Sentences.first(finding.description) : title)
                .identifiers(identifiers.inOrder())
                .locations(part.locationsOf(finding.packagePath))
                .resource(part.workload())
                .component(component(part, finding));
    }

    private Result.Builder misconfiguration(Part part, Finding finding) {
        CheckName check = CheckName.of(finding.checkId, finding.avdId, finding.namespace);
        String title = finding.title;
        var rule = rules.shared(new Rule(
                check.id(),
                lineOrNull(title),
                block(finding.description),
                block(finding.resolution),
                TextLists.linkOrNull(finding.primaryUrl),
                finding.cwes,
                check.others(),
                finding.references,
                null));
        String resource = finding.cause.resource;
        String file = part.file();
        if (resource == null) {
            String workload = part.workload();
            resource = workload == null && file == null ? part.target : workload;
        }
        String message = block(finding.message);
        boolean aboutSecrets = SecretTexts.mayShow(finding.title, finding.message);
        Location location = aboutSecrets
                ? location(file, finding.cause, part.workload(), null)
                : location(file, finding.cause, part.workload(), Masking::maskKnown);
        return Result.of(tool, Kind.MISCONFIGURATION, rule, severity(finding.severity))
                .identifiers(check.catalogued())
                .message(aboutSecrets ? Masking.maskLiterals(message) : Masking.maskKnown(message))
                .locations(List.of(location))
                .resource(lineOrNull(resource));
    }

    private Result.Builder secret(Part part, Finding finding) {
        String id = finding.ruleId;
        if (id == null) {
            id = finding.vulnerabilityId == null ? "secret" : finding.vulnerabilityId;
        }
        String title = finding.title;
        String category = finding.category;
        var rule = rules.shared(new Rule(
                line(id),
                lineOrNull(title),
                "",
                "",
                null,
                List.of(),
                category == null ? List.of() : List.of(line(category)),
                List.of(),
                null));
        return Result.of(tool, Kind.SECRET, rule, severity(finding.severity))
                .message(finding.match == null ? "" : block(SecretTexts.masked(finding.match)))
                .locations(List.of(location(part.file(), finding.cause, part.workload(), SecretTexts::masked)))
                .resource(part.workload());
    }

    private Result.Builder licence(Part part, Finding finding) {
        String name = finding.licence == null ? "unknown licence" : line(finding.licence);
        String category = finding.category;
        var rule = rules.shared(new Rule(
                name,
                null,
                "",
                "",
                TextLists.linkOrNull(finding.primaryUrl),
                List.of(),
                category == null ? List.of() : List.of(line(category)),
                List.of(),
                null));
        String path = finding.filePath == null ? finding.packagePath : finding.filePath;
        boolean loose = part.target != null && part.target.startsWith("Loose File");
        return Result.of(tool, Kind.LICENSE, rule, severity(finding.severity))
                .message(category == null ? "" : "Category: " + line(category))
                .locations(loose && path == null ? List.of() : part.locationsOf(path))
                .component(finding.packageName == null ? null : component(part, finding))
                .resource(name);
    }

    /** @param masking what to hide in the code; null for leaving the code out */
    private static Location location(
            @Nullable String file, Cause cause, @Nullable String workload, @Nullable UnaryOperator<String> masking) {
        int start = Math.max(0, cause.startLine);
        return new Location(
                file,
                start,
                0,
                start == 0 ? 0 : Math.max(start, cause.endLine),
                0,
                -1,
                masking == null ? null : cause.snippet(masking),
                masking == null ? null : cause.context(masking),
                workload,
                null);
    }

    private Component component(Part part, Finding finding) {
        String name = finding.packageName == null ? "" : line(finding.packageName);
        String purl = PackageUrls.canonical(finding.purl);
        if (purl == null) {
            purl = Packages.purl(part.ecosystem(), name, finding.installedVersion);
        }
        String version = lineOrNull(finding.installedVersion);
        String fixed = lineOrNull(finding.fixedVersion);
        String state = lineOrNull(finding.status);
        Component last = lastComponent;
        if (last != null
                && last.name().equals(name)
                && Objects.equals(last.version(), version)
                && Objects.equals(last.purl(), purl)
                && Objects.equals(last.fixedVersion(), fixed)
                && Objects.equals(last.fixState(), state)) {
            return last;
        }
        var component = new Component(purl, name, version, fixed, state);
        lastComponent = component;
        return component;
    }

    private @Nullable String layer(@Nullable String layer) {
        if (layer == null) {
            return null;
        }
        if (!layer.equals(lastLayer)) {
            lastLayer = line(layer);
        }
        return lastLayer;
    }

    private static Severity severity(@Nullable String word) {
        return word == null
                ? Severity.UNKNOWN
                : switch (word) {
                    case "CRITICAL" -> Severity.CRITICAL;
                    case "HIGH" -> Severity.HIGH;
                    case "MEDIUM" -> Severity.MEDIUM;
                    case "LOW" -> Severity.LOW;
                    default -> Severity.ofWord(word).orElse(Severity.UNKNOWN);
                };
    }

    private static String line(String text) {
        return Texts.line(text);
    }

    private static String block(@Nullable String text) {
        return text == null ? "" : Texts.block(text);
    }

    private static @Nullable String lineOrNull(@Nullable String text) {
        return text == null ? null : line(text);
    }
}
