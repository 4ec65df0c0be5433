package dev.winnow.importers.gitleaks;

import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.FilePaths;
import dev.winnow.importers.packages.LeakedSecret;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.TextLists;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes results of leaks. Keeps what neighbours share. */
final class Results {
    private final Masking masking;
    private final RulePool rules = new RulePool();

    Results(Masking masking) {
        this.masking = masking;
    }

    Result of(Leak leak) {
        var secret = new LeakedSecret(leak.secret);
        String id = Texts.line(secret.words(Objects.requireNonNull(leak.rule)));
        String description = leak.description == null ? null : Texts.line(secret.words(leak.description));
        var rule = rules.shared(new Rule(
                id,
                description,
                "",
                "",
                null,
                List.of(),
                leak.tags.stream().map(tag -> Texts.line(secret.words(tag))).toList(),
                List.of(),
                null));
        String code = leak.match == null || leak.match.isBlank() ? null : secret.code(leak.match);
        String commit = leak.commit == null ? null : Texts.line(secret.words(leak.commit));
        String link = TextLists.linkOrNull(secret.wordsOrNull(leak.link));
        return Result.of(GitleaksImporter.TOOL, Kind.SECRET, rule, Severity.HIGH)
                .title(description)
                .message(code)
                .locations(List.of(location(leak, secret, code)))
                .secretHash(secret.hash(masking))
                .fingerprints(fingerprints(leak, secret))
                .layer(commit)
                .references(link == null ? List.of() : List.of(link))
                .build();
    }

    private static List<Fingerprint> fingerprints(Leak leak, LeakedSecret secret) {
        return leak.fingerprint == null || leak.commit == null
                ? List.of()
                : List.of(new Fingerprint("Fingerprint", Texts.line(secret.words(leak.fingerprint)), false));
    }

    private static Location location(Leak leak, LeakedSecret secret, @Nullable String code) {
        return new Location(
                FilePaths.clean(secret.wordsOrNull(leak.file)),
                leak.startLine,
                leak.startColumn,
                leak.endLine,
                leak.endColumn,
                -1,
                code,
                null,
                null,
                null);
    }
}
