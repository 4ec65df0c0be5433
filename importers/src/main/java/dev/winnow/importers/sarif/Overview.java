package dev.winnow.importers.sarif;

import dev.winnow.importers.Category;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.packages.ScanTargets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Watches the results go by to say in the end what was scanned, and in which category. */
final class Overview {
    private static final Pattern GRYPE_IMAGE = Pattern.compile(" was found in image (\\S{1,250}) at: ");

    private final KnownTool tool;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final @Nullable String image;
    private @Nullable String seenImage;
    private @Nullable String site;
    private boolean systemPackages;

    Overview(KnownTool tool, @Nullable String image) {
        this.tool = tool;
        this.image = image;
    }

    void see(Result result) {
        int seen = counts.merge(result.kind(), 1, Integer::sum);
        if (result.kind() == Kind.VULNERABILITY) {
            systemPackages |= "OsPackageVulnerability".equals(result.rule().name());
            if (seenImage == null && seen <= 100 && tool.is("grype")) {
                seenImage = grypeImage(result);
            }
        } else if (result.kind() == Kind.WEB && site == null && result.request() != null) {
            site = site(result.request().url());
        }
    }

    Category category() {
        if (tool.category() != null) {
            return tool.category();
        }
        if (image != null || seenImage != null || systemPackages) {
            return Category.CONTAINER;
        }
        Kind most = Kind.CODE;
        for (Kind kind : Kind.values()) {
            if (count(kind) > count(most)) {
                most = kind;
            }
        }
        if (count(most) == 0) {
            return tool.is("trivy") || tool.is("grype") ? Category.SCA : Category.SAST;
        }
        return switch (most) {
            case VULNERABILITY, LICENSE -> Category.SCA;
            case SECRET -> Category.SECRETS;
            case MISCONFIGURATION -> Category.IAC;
            case WEB -> Category.DAST;
            case RUNTIME -> Category.RUNTIME;
            case CHANGE -> Category.DRIFT;
            case CODE -> Category.SAST;
        };
    }

    private int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    String target() {
        String name = ScanTargets.image(image != null ? image : seenImage);
        if (name != null) {
            return name;
        }
        return site == null ? ScanTargets.SOURCE : site;
    }

    private static @Nullable String grypeImage(Result result) {
        Matcher image = GRYPE_IMAGE.matcher(result.message());
        if (image.find()) {
            return image.group(1);
        }
        Location place = result.primaryLocation();
        String logical = place == null ? null : place.logicalName();
        int digest = logical == null ? -1 : logical.indexOf("@sha256:");
        return logical != null && digest > 0 ? logical.substring(0, digest) : null;
    }

    private static @Nullable String site(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                return null;
            }
            String authority = uri.getRawAuthority();
            return uri.getScheme().toLowerCase(Locale.ROOT) + "://"
                    + authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
