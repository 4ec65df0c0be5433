package dev.winnow.importers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a report, as the importer normalised it. Texts are plain or Markdown, never HTML; secrets are masked.
 *
 * @param tool who says so
 * @param kind what kind of problem
 * @param rule what was checked
 * @param severity how bad
 * @param title one line that names the problem, without its place; never blank
 * @param message what the tool says about this very result; may be empty, may have many lines
 * @param identifiers names of the vulnerability in public catalogues, the CVE first, then GHSA, then others; distinct
 * @param locations the primary one first; may be empty
 * @param component the package at fault, for vulnerabilities and licences
 * @param resource the infrastructure resource, workload or licence at fault, where the kind has one
 * @param request the web request, for {@link Kind#WEB}
 * @param secretHash keyed hash of a secret's plain text, hexadecimal (see {@link Masking}); null where not known
 * @param fingerprints the tool's own, in the report's order
 * @param suppression null where the result stands
 * @param baseline the tool's own comparison
 * @param codeFlows kept for display
 * @param references addresses of this very result: pull requests, issues, dashboards
 * @param layer the image layer or source (digest, path inside an archive), for display
 * @param occurredAt when a runtime event happened
 */
public record Result(
        Tool tool,
        Kind kind,
        Rule rule,
        Severity severity,
        String title,
        String message,
        List<String> identifiers,
        List<Location> locations,
        @Nullable Component component,
        @Nullable String resource,
        @Nullable WebRequest request,
        @Nullable String secretHash,
        List<Fingerprint> fingerprints,
        @Nullable Suppression suppression,
        BaselineState baseline,
        List<CodeFlow> codeFlows,
        List<String> references,
        @Nullable String layer,
        @Nullable Instant occurredAt) {

    /** Where the result is first of all; null where the report names no place. */
    public @Nullable Location primaryLocation() {
        return locations.isEmpty() ? null : locations.getFirst();
    }

    /** Whether the scanner itself marks it as not to be acted on. */
    public boolean suppressed() {
        return suppression != null;
    }

    /** Starts a result; what is not set is empty. */
    public static Builder of(Tool tool, Kind kind, Rule rule, Severity severity) {
        return new Builder(tool, kind, rule, severity);
    }

    /** Collects a result's parts. Not for sharing between threads; may be used for one result only. */
    public static final class Builder {
        private final Tool tool;
        private final Kind kind;
        private final Rule rule;
        private final Severity severity;
        private @Nullable String title;
        private String message = "";
        private List<String> identifiers = List.of();
        private List<Location> locations = List.of();
        private @Nullable Component component;
        private @Nullable String resource;
        private @Nullable WebRequest request;
        private @Nullable String secretHash;
        private List<Fingerprint> fingerprints = List.of();
        private @Nullable Suppression suppression;
        private BaselineState baseline = BaselineState.NONE;
        private List<CodeFlow> codeFlows = List.of();
        private List<String> references = List.of();
        private @Nullable String layer;
        private @Nullable Instant occurredAt;

        private Builder(Tool tool, Kind kind, Rule rule, Severity severity) {
            this.tool = tool;
            this.kind = kind;
            this.rule = rule;
            this.severity = severity;
        }

        /** One line; a blank one falls back to the rule's name, then its id. */
        public Builder title(@Nullable String title) {
            this.title = title;
            return this;
        }

        public Builder message(@Nullable String message) {
            this.message = message == null ? "" : message;
            return this;
        }

        public Builder identifiers(List<String> identifiers) {
            this.identifiers = identifiers;
            return this;
        }

        public Builder locations(List<Location> locations) {
            this.locations = locations;
            return this;
        }

        /** Adds one more location behind those already there. */
        public Builder location(Location location) {
            if (locations.isEmpty()) {
                locations = List.of(location);
            } else {
                var all = new ArrayList<>(locations);
                all.add(location);
                locations = all;
            }
            return this;
        }

        public Builder component(@Nullable Component component) {
            this.component = component;
            return this;
        }

        public Builder resource(@Nullable String resource) {
            this.resource = resource;
            return this;
        }

        public Builder request(@Nullable WebRequest request) {
            this.request = request;
            return this;
        }

        public Builder secretHash(@Nullable String secretHash) {
            this.secretHash = secretHash;
            return this;
        }

        public Builder fingerprints(List<Fingerprint> fingerprints) {
            this.fingerprints = fingerprints;
            return this;
        }

        public Builder suppression(@Nullable Suppression suppression) {
            this.suppression = suppression;
            return this;
        }

        public Builder baseline(BaselineState baseline) {
            this.baseline = baseline;
            return this;
        }

        public Builder codeFlows(List<CodeFlow> codeFlows) {
            this.codeFlows = codeFlows;
            return this;
        }

        public Builder references(List<String> references) {
            this.references = references;
            return this;
        }

        public Builder layer(@Nullable String layer) {
            this.layer = layer;
            return this;
        }

        public Builder occurredAt(@Nullable Instant occurredAt) {
            this.occurredAt = occurredAt;
            return this;
        }

        /** The result, with lists that nobody can change any more. */
        public Result build() {
            String line = title;
            if (line == null || line.isBlank()) {
                String name = rule.name();
                line = name == null || name.isBlank() ? rule.id() : name;
            }
            return new Result(
                    tool,
                    kind,
                    rule,
                    severity,
                    Texts.line(line),
                    message,
                    List.copyOf(identifiers),
                    List.copyOf(locations),
                    component,
                    resource,
                    request,
                    secretHash,
                    List.copyOf(fingerprints),
                    suppression,
                    baseline,
                    List.copyOf(codeFlows),
                    List.copyOf(references),
                    layer,
                    occurredAt);
        }
    }
}
