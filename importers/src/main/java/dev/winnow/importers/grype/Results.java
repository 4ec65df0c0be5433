package dev.winnow.importers.grype;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.PackageUrls;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.Sentences;
import dev.winnow.importers.packages.TextLists;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes results of matches. */
final class Results {
    private final RulePool rules = new RulePool();
    private Tool tool = new Tool("Grype", null);

    void tool(Tool tool) {
        this.tool = tool;
    }

    Result of(Match match, boolean ignored) {
        Vulnerability own = match.vulnerability;
        String description = own.description == null ? match.related.description : own.description;
        var rule = rules.shared(rule(match, description));
        return Result.of(tool, Kind.VULNERABILITY, rule, severity(own.severity))
                .title(Sentences.first(description))
                .identifiers(match.identifiers.inOrder())
                .locations(match.artifact.locations)
                .component(component(match))
                .layer(match.artifact.layer)
                .suppression(ignored ? suppression(match) : null)
                .build();
    }

    private static Rule rule(Match match, @Nullable String description) {
        Vulnerability own = match.vulnerability;
        Vulnerability related = match.related;
        Scores scores = own.scores.base == null ? related.scores : own.scores;
        return new Rule(
                Texts.line(Objects.requireNonNull(own.id)),
                null,
                description == null ? "" : Texts.block(description),
                "",
                TextLists.linkOrNull(own.dataSource),
                own.cwes.isEmpty() ? related.cwes : own.cwes,
                own.risk == null ? List.of() : List.of("risk:" + Math.round(own.risk * 10) / 10.0),
                own.urls.isEmpty() ? related.urls : own.urls,
                new Advisory(
                        scores.base,
                        scores.vector,
                        own.epss == null ? related.epss : own.epss,
                        own.knownExploited || related.knownExploited,
                        null));
    }

    private static Component component(Match match) {
        Artifact artifact = match.artifact;
        String purl = artifact.url(match.distribution());
        String group = PackageUrls.mavenName(purl);
        String name = group != null ? group : artifact.name == null ? "" : artifact.name;
        return new Component(
                purl,
                Texts.line(name),
                artifact.version == null ? null : Texts.line(artifact.version),
                match.vulnerability.fixedVersions == null ? null : Texts.line(match.vulnerability.fixedVersions),
                match.vulnerability.fixState);
    }

    private static Suppression suppression(Match match) {
        String why = String.join("; ", match.ignoreRules);
        return new Suppression(match.ignoredByVex ? "vex" : "ignored", why.isEmpty() ? null : Texts.block(why));
    }

    private static Severity severity(@Nullable String word) {
        return word == null
                ? Severity.UNKNOWN
                : switch (word) {
                    case "Critical" -> Severity.CRITICAL;
                    case "High" -> Severity.HIGH;
                    case "Medium" -> Severity.MEDIUM;
                    case "Low" -> Severity.LOW;
                    case "Negligible" -> Severity.INFO;
                    default -> Severity.ofWord(word).orElse(Severity.UNKNOWN);
                };
    }
}
