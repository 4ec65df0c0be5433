package dev.winnow.importers.checkov;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.FilePaths;
import dev.winnow.importers.packages.Identifiers;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.Sentences;
import dev.winnow.importers.packages.TextLists;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes results of checks. Keeps what neighbours share. */
final class Results {
    private static final Tool TOOL = new Tool("Checkov", null);

    private final Masking masking;
    private final RulePool rules = new RulePool();
    private final Identifiers identifiers = new Identifiers();

    Results(Masking masking) {
        this.masking = masking;
    }

    Result of(Check check, CheckType type, boolean skipped) {
        Result.Builder result = switch (kind(check, type)) {
            case VULNERABILITY -> vulnerability(check);
            case LICENSE -> licence(check);
            case SECRET -> secret(check);
            case CODE -> code(check, Kind.CODE);
            default -> code(check, Kind.MISCONFIGURATION).resource(lineOrNull(check.resource));
        };
        String comment = check.comment;
        if (skipped) {
            result.suppression(
                    new Suppression("inSource", comment == null ? null : Texts.block(Masking.maskKnown(comment))));
        }
        return result.build();
    }

    private static Kind kind(Check check, CheckType type) {
        return switch (type) {
            case SECRETS -> Kind.SECRET;
            case PACKAGES ->
                check.details.licence != null && check.details.id == null ? Kind.LICENSE : Kind.VULNERABILITY;
            case CODE -> Kind.CODE;
            case SETTINGS -> id(check).startsWith("CKV_SECRET_") ? Kind.SECRET : Kind.MISCONFIGURATION;
        };
    }

    private Result.Builder code(Check check, Kind kind) {
        boolean aboutSecrets = CodeBlock.isAboutSecrets(check.name);
        String remarks = String.join("\n", check.remarks);
        String words = check.name == null ? remarks : remarks.isEmpty() ? check.name : check.name + "\n" + remarks;
        return Result.of(TOOL, kind, rule(check, id(check), null), severity(check.severity, Severity.MEDIUM))
                .message(Texts.block(aboutSecrets ? Masking.maskLiterals(words) : Masking.maskKnown(words)))
                .locations(locations(check, check.code.shown(false, aboutSecrets)));
    }

    /** Checkov names a secret by its SHA-1, from which a weak one can be guessed: it is hashed again, with the key. */
    private Result.Builder secret(Check check) {
        return Result.of(TOOL, Kind.SECRET, rule(check, id(check), null), severity(check.severity, Severity.HIGH))
                .message(check.name == null ? "" : Texts.block(Masking.maskKnown(check.name)))
                .secretHash(check.resource == null ? null : masking.hash(check.resource))
                .locations(locations(check, check.code.shown(true, true)));
    }

    private Result.Builder vulnerability(Check check) {
        PackageDetails details = check.details;
        String name = details.id == null ? id(check) : Texts.line(details.id);
        identifiers.clear();
        identifiers.add(name);
        String word = details.severity == null ? check.severity : details.severity;
        String description = details.description == null ? check.description : details.description;
        return Result.of(
                        TOOL,
                        Kind.VULNERABILITY,
                        rule(check, name, details.advisory()),
                        severity(word, Severity.UNKNOWN))
                .title(description == null ? check.name : Sentences.first(description))
                .identifiers(identifiers.inOrder())
                .component(details.component(check.file))
                .locations(locations(check, null));
    }

    private Result.Builder licence(Check check) {
        String licence = Texts.line(Objects.requireNonNull(check.details.licence));
        return Result.of(TOOL, Kind.LICENSE, rule(check, licence, null), severity(check.severity, Severity.MEDIUM))
                .message(check.name == null ? "" : Texts.block(check.name))
                .component(check.details.component(check.file))
                .resource(licence)
                .locations(locations(check, null));
    }

    private Rule rule(Check check, String id, @Nullable Advisory advisory) {
        boolean named = id.equals(check.id);
        String link = advisory == null ? check.guideline : check.details.link;
        String description = advisory == null ? check.description : check.details.description;
        return rules.shared(new Rule(
                id,
                named ? lineOrNull(check.name) : null,
                description == null ? "" : Texts.block(description),
                "",
                TextLists.linkOrNull(link),
                check.cwes,
                check.platformId == null ? List.of() : List.of(Texts.line(check.platformId)),
                List.of(),
                advisory));
    }

    private static List<Location> locations(Check check, @Nullable String code) {
        String path = FilePaths.clean(check.file);
        if (path == null) {
            return List.of();
        }
        // Checkov writes paths below the scanned folder with a slash in front.
        String relative = path.startsWith("/") && path.length() > 1 ? path.substring(1) : path;
        return List.of(new Location(relative, check.startLine, 0, check.endLine, 0, -1, code, null, null, null));
    }

    private static Severity severity(@Nullable String word, Severity unknown) {
        return word == null ? unknown : Severity.ofWord(word).orElse(unknown);
    }

    private static String id(Check check) {
        return Texts.line(Objects.requireNonNull(check.id));
    }

    private static @Nullable String lineOrNull(@Nullable String text) {
        return text == null ? null : Texts.line(text);
    }
}
