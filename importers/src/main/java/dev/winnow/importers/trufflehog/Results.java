package dev.winnow.importers.trufflehog;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.FilePaths;
import dev.winnow.importers.packages.LeakedSecret;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.ScanTargets;
import dev.winnow.importers.packages.TextLists;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes results of secrets. Keeps what neighbours share. */
final class Results {
    private static final Tool TOOL = new Tool("TruffleHog", null);

    private final Masking masking;
    private final RulePool rules = new RulePool();

    Results(Masking masking) {
        this.masking = masking;
    }

    Result of(Secret found) {
        var secret = new LeakedSecret(found.plain());
        String id = Texts.line(secret.words(Objects.requireNonNull(found.rule())));
        var rule = rules.shared(new Rule(
                id,
                null,
                found.description == null ? "" : Texts.block(found.description),
                "",
                TextLists.linkOrNull(found.guide),
                List.of(),
                List.of(),
                List.of(),
                null));
        Origin origin = found.origin;
        String link = TextLists.linkOrNull(secret.wordsOrNull(origin.link));
        String version = origin.version();
        return Result.of(TOOL, Kind.SECRET, rule, severity(found, id))
                .title(found.isVersion2() ? id : id + " credential")
                .message(said(found))
                .locations(locations(origin, secret, link))
                .resource(ScanTargets.repository(secret.wordsOrNull(origin.repository)))
                .secretHash(secret.hash(masking))
                .layer(version == null ? null : Texts.line(secret.words(version)))
                .references(link == null ? List.of() : List.of(link))
                .build();
    }

    private static Severity severity(Secret found, String id) {
        if (found.isVersion2()) {
            return id.equalsIgnoreCase("High Entropy") ? Severity.LOW : Severity.HIGH;
        }
        if (found.verified) {
            return Severity.CRITICAL;
        }
        return found.unverifiable ? Severity.HIGH : Severity.MEDIUM;
    }

    private static String said(Secret found) {
        if (found.isVersion2()) {
            return "";
        }
        if (found.verified) {
            return "Verified: the credential is in use.";
        }
        return found.unverifiable
                ? "Whether the credential is in use could not be verified."
                : "The credential was not verified.";
    }

    private static List<Location> locations(Origin origin, LeakedSecret secret, @Nullable String link) {
        String path = FilePaths.clean(secret.wordsOrNull(origin.file));
        if (path == null && link != null) {
            // A page, a message or a ticket: its address is its place.
            path = Texts.line(link);
        }
        return path == null ? List.of() : List.of(Location.ofLines(path, origin.line, origin.line));
    }
}
