package dev.winnow.importers.semgrep;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Component;
import dev.winnow.importers.Cwes;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.Veil;
import dev.winnow.importers.packages.FilePaths;
import dev.winnow.importers.packages.Identifiers;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.Sentences;
import dev.winnow.importers.packages.TextLists;
import dev.winnow.importers.packages.Timestamps;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Makes results of matches. Keeps what neighbours share. */
final class Results {
    /** As Semgrep names it in SARIF, so that who changes from one format to the other keeps the findings. */
    static final String FINGERPRINT = "matchBasedId/v1";

    private static final Suppression IGNORED = new Suppression("inSource", null);

    private final RulePool rules = new RulePool();
    private final Identifiers identifiers = new Identifiers();

    /** The version may stand behind the results. */
    Tool tool = new Tool("Semgrep", null);

    Result of(Match match) {
        String id = Texts.line(Objects.requireNonNull(match.checkId));
        Kind kind = kind(match, id);
        Veil veil = veil(kind, match);
        String message = match.message == null ? "" : match.message;
        message = veil.words(veil == Veil.KNOWN ? message : match.withoutValues(message));
        var result = Result.of(tool, kind, rule(match, id, kind), severity(match))
                .title(Sentences.first(message))
                .message(message)
                .locations(List.of(location(match, veil)))
                .suppression(match.ignored ? IGNORED : null)
                .layer(match.commit == null ? null : Texts.line(match.commit));
        if (match.fingerprint != null) {
            result.fingerprints(
                    List.of(new Fingerprint(FINGERPRINT, Texts.atMost(match.fingerprint, Texts.LINE), false)));
        }
        if (kind == Kind.VULNERABILITY) {
            Component component = match.dependency.component(match.metadata.fixes);
            result.component(component).identifiers(identifiers(match, id));
            if (match.dependency.lockfile != null && !match.dependency.lockfile.equals(match.path)) {
                String lockfile = FilePaths.clean(match.dependency.lockfile);
                if (lockfile != null) {
                    result.location(Location.ofFile(lockfile));
                }
            }
        } else {
            result.codeFlows(match.trace.flows(veil));
        }
        return result.build();
    }

    private static Kind kind(Match match, String id) {
        if (match.dependency.present) {
            return Kind.VULNERABILITY;
        }
        boolean validated = match.validation != null && !match.validation.equals("NO_VALIDATOR");
        return validated || match.metadata.secret || id.contains(".secrets.") ? Kind.SECRET : Kind.CODE;
    }

    private static Veil veil(Kind kind, Match match) {
        if (kind == Kind.SECRET) {
            return Veil.ALL;
        }
        return Cwes.areCredentials(match.metadata.cwes) ? Veil.LITERALS : Veil.KNOWN;
    }

    private Rule rule(Match match, String id, Kind kind) {
        Metadata metadata = match.metadata;
        String link = TextLists.linkOrNull(metadata.link);
        Advisory advisory = kind == Kind.VULNERABILITY
                ? new Advisory(null, null, null, false, Timestamps.parse(metadata.published))
                : null;
        return rules.shared(new Rule(
                id,
                null,
                "",
                "",
                link == null ? TextLists.linkOrNull(metadata.source) : link,
                metadata.cwes,
                metadata.tags.stream().map(Texts::line).distinct().toList(),
                metadata.references,
                advisory));
    }

    private static Location location(Match match, Veil veil) {
        return new Location(
                FilePaths.clean(match.path),
                match.startLine,
                match.startColumn,
                match.endLine,
                match.endColumn,
                -1,
                veil.codeOrNull(match.lines),
                null,
                null,
                null);
    }

    private List<String> identifiers(Match match, String id) {
        identifiers.clear();
        match.metadata.aliases.forEach(identifiers::add);
        List<String> names = identifiers.inOrder();
        return names.isEmpty() ? List.of(id) : names;
    }

    private static Severity severity(Match match) {
        String word = match.metadata.scaSeverity == null ? match.severity : match.metadata.scaSeverity;
        return word == null ? Severity.UNKNOWN : severity(word);
    }

    static Severity severity(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ERROR" -> Severity.HIGH;
            case "WARNING" -> Severity.MEDIUM;
            case "INFO" -> Severity.LOW;
            case "EXPERIMENT", "INVENTORY" -> Severity.INFO;
            default -> Severity.ofWord(word).orElse(Severity.UNKNOWN);
        };
    }
}
