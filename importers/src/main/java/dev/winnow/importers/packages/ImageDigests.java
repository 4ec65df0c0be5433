package dev.winnow.importers.packages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the digests by which a report names the image that was scanned: of its manifests and of its configuration. */
public final class ImageDigests {
    /** An image in several registries has one each; no report needs more. */
    private static final int MOST = 50;

    private static final Pattern DIGEST = Pattern.compile("(?:.*@)?(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})");

    private final Set<String> digests = new LinkedHashSet<>();

    /** The digest of a reference such as {@code host/app@sha256:…}, or of one that is nothing else; null where it has none. */
    public static @Nullable String of(@Nullable String reference) {
        if (reference == null) {
            return null;
        }
        Matcher digest = DIGEST.matcher(reference.strip().toLowerCase(Locale.ROOT));
        return digest.matches() ? digest.group(1) : null;
    }

    /** Takes the digest of a reference, where it has one. */
    public void add(@Nullable String reference) {
        String digest = of(reference);
        if (digest != null && digests.size() < MOST) {
            digests.add(digest);
        }
    }

    /** In the order in which they came, each once. */
    public List<String> all() {
        return List.copyOf(digests);
    }
}
