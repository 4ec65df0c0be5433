package dev.winnow.importers.sarif;

import dev.winnow.importers.Category;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.ImageDigests;
import dev.winnow.importers.packages.ScanTargets;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Watches the results go by to say in the end what was scanned, and in which category. */
final class Overview {
    private static final int MOST_NOTICES = 100;
    private static final Pattern GRYPE_IMAGE = Pattern.compile(" was found in image (\\S{1,250}) at: ");

    private final KnownTool tool;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private @Nullable String seenImage;
    private @Nullable String site;
    private boolean systemPackages;

    /** @param tool of the report's first run */
    Overview(Tool tool) {
        this.tool = KnownTool.of(tool.name());
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

    /** What the report says about itself, all of it having been read. */
    ScanInfo info(Log log) {
        var notices = new ArrayList<>(log.notices);
        boolean complete = log.complete;
        Instant end = null;
        String image = null;
        var digests = new ImageDigests();
        for (Run run : log.runs) {
            digests.add(run.imageName);
            run.imageDigests.forEach(digests::add);
            image = image == null ? run.imageName : image;
            for (Invocation invocation : run.invocations) {
                complete &= invocation.successful;
                notices.addAll(invocation.notices);
                end = later(end, invocation.end);
            }
        }
        image = image == null ? seenImage : image;
        List<String> bounded = notices.size() > MOST_NOTICES ? notices.subList(0, MOST_NOTICES) : notices;
        return new ScanInfo(log.tool(), category(image), target(image), end, complete, bounded, digests.all());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private Category category(@Nullable String image) {
        if (tool.category() != null) {
            return tool.category();
        }
        if (image != null || systemPackages) {
            return Category.CONTAINER;
        }
        if (tool.is("trivy") && count(Kind.VULNERABILITY) > 0) {
            // It reports several kinds at once; which one has most may change from build to build, its guard must not.
            return Category.SCA;
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

    private String target(@Nullable String image) {
        String name = ScanTargets.image(image);
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
