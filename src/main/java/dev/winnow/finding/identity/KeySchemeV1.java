package dev.winnow.finding.identity;

import dev.winnow.importers.Component;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.WebRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first key scheme (design: identity). Descriptions, severities, versions, tags, timestamps and absolute lines are
 * in no key. Not for sharing between threads.
 */
final class KeySchemeV1 implements KeyScheme {
    private static final String VERSION = "v1";

    /** A tool that lists more fingerprints than this says nothing more by the rest. */
    private static final int MAX_FINGERPRINTS = 4;

    private final KeyDigest digest = new KeyDigest();

    /** How tuples begin, by kind and pass; made when first wanted. */
    private final byte[][][] prefixes = new byte[Kind.values().length][Pass.values().length][];

    @Override
    public List<Key> keys(Result result) {
        var keys = new ArrayList<Key>(5);
        switch (result.kind()) {
            case VULNERABILITY -> vulnerability(result, keys);
            case CODE -> code(result, keys);
            case SECRET -> secret(result, keys);
            case MISCONFIGURATION -> misconfiguration(result, keys);
            case LICENSE -> license(result, keys);
            case WEB -> web(result, keys);
            case RUNTIME -> keys.add(key(Pass.PLACE, result, result.rule().id(), subject(result)));
            case CHANGE -> change(result, keys);
        }
        if (keys.isEmpty()) {
            keys.add(key(Pass.PLACE, result, result.rule().id(), path(result), Canonical.message(message(result))));
        }
        return keys;
    }

    private void vulnerability(Result result, List<Key> keys) {
        List<String> ids = names(result);
        Component component = result.component();
        if (component == null) {
            // Nothing but the place tells two packages apart here.
            keys.add(key(Pass.ADVISORY_AND_PACKAGE, result, canonical(ids.getFirst()), "at", path(result)));
            return;
        }
        PackageKey pack = PackageKey.of(component);
        String purl = pack.purl();
        Pass pass = Pass.ADVISORY_AND_PACKAGE;
        for (String id : ids) {
            keys.add(
                    purl == null
                            ? key(pass, result, canonical(id), "bare", pack.name())
                                    .saying(advisory(id))
                            : key(pass, result, canonical(id), "purl", purl).saying(Key.Says.WHICH_PACKAGE));
            pass = Pass.ALIAS_AND_PACKAGE;
        }
        // Reports without package URLs find one that has it by its name, and it finds theirs.
        Key.Use of = purl == null ? Key.Use.SOUGHT : Key.Use.KEPT;
        for (String id : ids) {
            keys.add(byName(of, result, canonical(id), "of", pack.name()).saying(advisory(id)));
            if (purl != null) {
                keys.add(byName(Key.Use.SOUGHT, result, canonical(id), "bare", pack.name())
                        .saying(advisory(id)));
            }
        }
    }

    /**
     * What the vulnerability is called, its canonical name first. Of several CVEs, as a distribution's advisory has them,
     * only the first is its name: each of the others is a finding of its own where a scanner reports it.
     */
    private static List<String> names(Result result) {
        if (result.identifiers().isEmpty()) {
            return List.of(result.rule().id());
        }
        var names = new ArrayList<String>(result.identifiers().size());
        for (String id : result.identifiers()) {
            if (names.isEmpty() || !isCve(id)) {
                names.add(id);
            }
        }
        return names;
    }

    private static Key.Says advisory(String id) {
        return isCve(id) ? Key.Says.WHICH_ADVISORY : Key.Says.NOTHING;
    }

    private static boolean isCve(String id) {
        return id.regionMatches(true, 0, "CVE-", 0, 4);
    }

    private void code(Result result, List<Key> keys) {
        String rule = result.rule().id();
        fingerprints(result, rule, keys);
        String code = code(result);
        String path = path(result);
        if (code != null) {
            keys.add(key(Pass.PATH_AND_SNIPPET, result, rule, path, code));
            keys.add(key(Pass.SNIPPET, result, rule, code));
        }
        keys.add(key(Pass.PATH_AND_MESSAGE, result, rule, path, Canonical.message(message(result))));
    }

    private void secret(Result result, List<Key> keys) {
        String rule = result.rule().id();
        String path = path(result);
        if (result.secretHash() == null) {
            code(result, keys);
            return;
        }
        keys.add(key(Pass.PLACE, result, rule, result.secretHash(), path));
        keys.add(key(Pass.SNIPPET, result, rule, result.secretHash()));
    }

    private void misconfiguration(Result result, List<Key> keys) {
        // Checks get new numbers between versions of a tool; the first identifier is the check's newest name.
        String rule = result.identifiers().isEmpty()
                ? result.rule().id()
                : result.identifiers().getFirst();
        String path = path(result);
        fingerprints(result, rule, keys);
        if (result.resource() != null && !result.resource().isBlank()) {
            keys.add(key(Pass.PLACE, result, rule, path, result.resource()));
        }
        String code = code(result);
        if (code != null) {
            keys.add(key(Pass.PATH_AND_SNIPPET, result, rule, path, code));
        }
        keys.add(key(Pass.PATH_AND_MESSAGE, result, rule, path, Canonical.message(message(result))));
    }

    private void license(Result result, List<Key> keys) {
        Component component = result.component();
        if (component == null) {
            keys.add(key(Pass.PLACE, result, result.rule().id(), "at", path(result)));
            return;
        }
        PackageKey pack = PackageKey.of(component);
        keys.add(key(Pass.PLACE, result, result.rule().id(), pack.purl() == null ? pack.name() : pack.purl()));
    }

    private void web(Result result, List<Key> keys) {
        WebRequest request = result.request();
        String address = request == null ? path(result) : Canonical.address(request.url());
        keys.add(key(
                Pass.PLACE,
                result,
                result.rule().id(),
                request == null ? "" : request.method(),
                address,
                request == null || request.parameter() == null ? "" : request.parameter()));
    }

    /**
     * What of one resource was changed from what to what is another change where the importer tells its content: whoever
     * authorises that a port is opened to one network does not authorise that it is opened to all. No weaker key follows,
     * which would make one finding of the two again.
     */
    private void change(Result result, List<Key> keys) {
        String content = result.fingerprints().isEmpty()
                ? null
                : result.fingerprints().getFirst().value();
        keys.add(
                content == null
                        ? key(Pass.PLACE, result, result.rule().id(), subject(result))
                        : key(Pass.PLACE, result, result.rule().id(), subject(result), content));
    }

    /** The workload or resource that it is about. */
    private static String subject(Result result) {
        String resource = result.resource();
        return resource == null ? path(result) : resource;
    }

    private void fingerprints(Result result, String rule, List<Key> keys) {
        int taken = 0;
        for (Fingerprint fingerprint : result.fingerprints()) {
            if (taken < MAX_FINGERPRINTS && Distinctive.couldBe(fingerprint.value())) {
                Key key = key(Pass.FINGERPRINT, result, rule, fingerprint.name(), fingerprint.value());
                keys.add(key.withEvidence(Distinctive.id(fingerprint)));
                taken++;
            }
        }
    }

    private Key key(Pass pass, Result result, @Nullable String... parts) {
        return tuple(pass, Key.Use.BOTH, result, parts);
    }

    private Key byName(Key.Use use, Result result, @Nullable String... parts) {
        return tuple(Pass.ADVISORY_AND_NAME, use, result, parts);
    }

    private Key tuple(Pass pass, Key.Use use, Result result, @Nullable String... parts) {
        Key key = digest.key(pass, use, prefix(result.kind(), pass), parts);
        return isWide(pass, result, parts) ? key.wide() : key;
    }

    private byte[] prefix(Kind kind, Pass pass) {
        byte[][] ofKind = prefixes[kind.ordinal()];
        if (ofKind[pass.ordinal()] == null) {
            // One vulnerability key whatever the pass, so that an alias of one tool meets the main name of another.
            ofKind[pass.ordinal()] = digest.prefix(VERSION, kind.name(), kind == Kind.VULNERABILITY ? "" : pass.name());
        }
        return ofKind[pass.ordinal()];
    }

    /**
     * Whether the same tuple in another project means the same problem: not where only a message or a bare name is alike,
     * and of code not where it lies elsewhere.
     */
    private static boolean isWide(Pass pass, Result result, @Nullable String... parts) {
        return switch (pass) {
            case ADVISORY_AND_PACKAGE, ALIAS_AND_PACKAGE, FINGERPRINT, PATH_AND_SNIPPET, PLACE -> true;
            // The very key that a report without package URLs has for the package.
            case ADVISORY_AND_NAME -> "bare".equals(parts[1]);
            case SNIPPET -> result.secretHash() != null;
            case PATH_AND_MESSAGE, NONE -> false;
        };
    }

    private static String canonical(String id) {
        return Canonical.lower(id);
    }

    private static String path(Result result) {
        Location location = result.primaryLocation();
        if (location == null) {
            return "";
        }
        if (location.uri() != null) {
            return Canonical.path(location.uri());
        }
        return location.logicalName() == null ? "" : location.logicalName();
    }

    private static @Nullable String code(Result result) {
        Location location = result.primaryLocation();
        if (location == null) {
            return null;
        }
        String snippet = Canonical.code(location.snippet());
        return snippet != null ? snippet : Canonical.code(location.context());
    }

    private static String message(Result result) {
        return result.message().isEmpty() ? result.title() : result.message();
    }
}
