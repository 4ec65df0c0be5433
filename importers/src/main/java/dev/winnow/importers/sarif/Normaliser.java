package dev.winnow.importers.sarif;

import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.Veil;
import dev.winnow.importers.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes results of one run's raw ones, of what is known of the run so far. */
final class Normaliser {
    private final Run run;
    private final Tool tool;
    private final KnownTool known;
    private final RuleBook rules;
    private final Places places;
    private final Masking masking;
    private final int tools;
    private final int listed;

    Normaliser(Run run, Tool tool, Masking masking) {
        this.run = run;
        this.tool = tool;
        this.known = KnownTool.of(tool.name());
        this.rules = new RuleBook(run, known);
        this.places = new Places(run, rules);
        this.masking = masking;
        this.tools = run.tools;
        this.listed = run.listed();
    }

    /** Whether a result named something of the run that was not there. */
    boolean missed() {
        return run.missed() || rules.missed();
    }

    /** Whether all results made so far would be the same with all that has been read of the run since. */
    boolean holds() {
        boolean filled = run.missed() && run.listed() != listed;
        return run.tools == tools && !filled && rules.hold() && places.hold();
    }

    Result of(RawResult raw) {
        KnownRule rule = rules.of(raw);
        Kind kind = kind(raw, rule);
        Veil veil = kind == Kind.SECRET ? Veil.ALL : rule.credential() ? Veil.LITERALS : Veil.KNOWN;
        Descriptor descriptor = rule.descriptor();

        String secret = kind == Kind.SECRET ? secret(raw) : null;
        String message = raw.message == null ? "" : raw.message.resolve(rules.stringsOf(descriptor));
        if (secret != null) {
            message = Masking.mask(message, secret);
        }
        message = veil.words(message);

        var shown = new Places.Shown(veil, secret, descriptor);
        List<Location> locations = places.of(raw.places, shown);
        var result = Result.of(tool, kind, rule.rule(), severity(raw, rule))
                .title(rule.title() != null ? rule.title() : message)
                .message(message)
                .locations(locations)
                .fingerprints(raw.fingerprints)
                .suppression(raw.suppression)
                .baseline(baseline(raw.baseline))
                .references(raw.references);
        if (secret != null) {
            result.secretHash(masking.hash(secret));
        }
        if (!raw.flows.isEmpty()) {
            result.codeFlows(places.flows(raw.flows, shown));
        }
        switch (kind) {
            case VULNERABILITY -> {
                Component component = Packages.of(known, descriptor, raw, message);
                result.component(component).identifiers(identifiers(raw, rule, message));
            }
            case LICENSE -> {
                result.component(Packages.of(known, descriptor, raw, message));
                result.resource(raw.bag != null && raw.bag.licence != null ? raw.bag.licence : licence(rule, message));
            }
            case MISCONFIGURATION -> result.resource(resource(raw, locations));
            case WEB -> result.request(request(raw, locations));
            default -> {
                if (raw.request != null) {
                    result.request(request(raw, locations));
                }
            }
        }
        return result.build();
    }

    /** The rule's kind, which a result's own tags and place may tell better where the tool is not known. */
    private Kind kind(RawResult raw, KnownRule rule) {
        if (rule.kind() != Kind.CODE || known.kind() != null) {
            return rule.kind();
        }
        if (raw.bag != null && Kinds.isSecret("", raw.bag.tags)) {
            return Kind.SECRET;
        }
        String uri = raw.places.isEmpty() ? null : raw.places.getFirst().uri;
        boolean web = uri != null && (uri.startsWith("http://") || uri.startsWith("https://"));
        return web || (raw.request != null && uri == null) ? Kind.WEB : Kind.CODE;
    }

    private Severity severity(RawResult raw, KnownRule rule) {
        Double score = raw.bag == null ? null : raw.bag.securitySeverity;
        if (score == null) {
            score = rule.score();
        }
        if (score != null) {
            return Severity.ofScore(score);
        }
        return switch (rules.level(raw, rule).toLowerCase(Locale.ROOT)) {
            case "error" -> Severity.HIGH;
            case "note" -> Severity.LOW;
            case "none" -> Severity.INFO;
            default -> Severity.MEDIUM;
        };
    }

    private static BaselineState baseline(@Nullable String state) {
        if (state == null) {
            return BaselineState.NONE;
        }
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "new" -> BaselineState.NEW;
            case "unchanged", "existing" -> BaselineState.UNCHANGED;
            case "updated" -> BaselineState.UPDATED;
            case "absent" -> BaselineState.ABSENT;
            default -> BaselineState.NONE;
        };
    }

    /** The snippet, where it is nothing but the secret: one word, as Gitleaks writes it. */
    private static @Nullable String secret(RawResult raw) {
        if (raw.places.isEmpty() || raw.places.getFirst().snippet == null) {
            return null;
        }
        String snippet = raw.places.getFirst().snippet.strip();
        boolean word = snippet.length() >= 6 && snippet.length() <= Texts.BLOCK;
        for (int i = 0; word && i < snippet.length(); i++) {
            word = snippet.charAt(i) > ' ';
        }
        return (word && !Masking.isMasked(snippet)) || snippet.startsWith("-----BEGIN") ? snippet : null;
    }

    private static List<String> identifiers(RawResult raw, KnownRule rule, String message) {
        boolean more = raw.bag != null && !raw.bag.aliases.isEmpty();
        if (!more && Identifiers.hasCve(rule.identifiers())) {
            return rule.identifiers();
        }
        var names = new ArrayList<>(rule.identifiers());
        if (more && raw.bag != null) {
            for (String alias : raw.bag.aliases) {
                Identifiers.add(alias, names);
            }
        }
        if (!Identifiers.hasCve(names)) {
            Identifiers.add(message, names);
        }
        if (names.isEmpty()) {
            names.add(rule.rule().id());
        }
        return Identifiers.ordered(names);
    }

    private static String licence(KnownRule rule, String message) {
        String trivy = Packages.line(message, "License ");
        return trivy == null ? rule.rule().id() : trivy;
    }

    private static @Nullable String resource(RawResult raw, List<Location> locations) {
        if (raw.bag != null && raw.bag.resource != null) {
            return raw.bag.resource;
        }
        return locations.isEmpty() ? null : locations.getFirst().logicalName();
    }

    private @Nullable WebRequest request(RawResult raw, List<Location> locations) {
        Request request = raw.request;
        if (request != null && request.target().isEmpty() && request.index() >= 0) {
            request = run.request(request.index());
        }
        String uri = locations.isEmpty() ? null : locations.getFirst().uri();
        String url = request == null || request.target().isEmpty() ? uri : request.url();
        if (url == null) {
            return null;
        }
        if (uri != null && Addresses.isAddress(uri) && !Addresses.isAddress(url)) {
            url = uri;
        }
        Bag bag = raw.bag == null ? new Bag() : raw.bag;
        String parameter = bag.parameter == null && request != null ? request.parameter() : bag.parameter;
        String method = request == null || request.method().isBlank() ? "GET" : request.method();
        return new WebRequest(
                method,
                url,
                parameter,
                bag.attack == null ? null : Masking.maskKnown(bag.attack),
                bag.evidence == null ? null : Masking.maskKnown(bag.evidence));
    }
}
