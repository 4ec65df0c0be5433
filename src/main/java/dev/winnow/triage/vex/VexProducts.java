package dev.winnow.triage.vex;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.winnow.triage.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What statements are about: packages wherever they are, or what a project builds. */
final class VexProducts {
    /** Package types that are products built from packages rather than packages. */
    private static final Set<String> PRODUCTS = Set.of("oci", "docker", "generic", "github", "gitlab", "bitbucket");

    private VexProducts() {}

    /** Whether it is about a package wherever that is, and not about what a project builds. */
    static boolean isOfPackage(VexStatement statement) {
        return statement.subcomponent().isEmpty()
                && purl(statement.product())
                        .filter(purl -> !PRODUCTS.contains(purl.getType()))
                        .isPresent();
    }

    /** Whether the project, or one of its targets, is the product of the statement. @param targets in lower case */
    static boolean isAbout(VexStatement statement, String project, Set<String> targets) {
        String name = statement.product();
        var names = new ArrayList<>(List.of(name.toLowerCase(Locale.ROOT)));
        purl(name).ifPresent(one -> {
            String image = one.getName().toLowerCase(Locale.ROOT);
            names.add(image);
            if (one.getNamespace() != null) {
                names.add(one.getNamespace().toLowerCase(Locale.ROOT) + "/" + image);
            }
        });
        return names.stream().anyMatch(each -> each.equals(project.toLowerCase(Locale.ROOT)) || targets.contains(each));
    }

    /** What findings of the project the statement is about; empty where its product is another one. */
    static Optional<Match> match(VexStatement statement, String project, Set<String> targets) {
        if (isOfPackage(statement)) {
            return Optional.of(ofPackage(project, statement, statement.product()));
        }
        if (!isAbout(statement, project, targets)) {
            return Optional.empty();
        }
        return Optional.of(statement
                .subcomponent()
                .map(part -> ofPackage(project, statement, part))
                .orElseGet(() -> Match.of(project, null, null, null, null, null, names(statement), null)));
    }

    /** What findings a statement about a package is about, in all projects. */
    static Match ofPackage(VexStatement statement) {
        return ofPackage(null, statement, statement.product());
    }

    private static Match ofPackage(@Nullable String project, VexStatement statement, String name) {
        String vulnerability = names(statement);
        Optional<PackageURL> purl = purl(name);
        if (purl.isEmpty()) {
            return Match.of(project, null, null, null, name, null, vulnerability, null);
        }
        String bare = name.replaceFirst("[?#].*$", "");
        String version = purl.get().getVersion();
        int at = bare.lastIndexOf('@');
        String without = version == null || at < 0 ? bare : bare.substring(0, at);
        return Match.of(
                project, null, null, null, without, version == null ? null : "=" + version, vulnerability, null);
    }

    private static String names(VexStatement statement) {
        return String.join(", ", statement.vulnerability());
    }

    private static Optional<PackageURL> purl(String text) {
        try {
            return text.startsWith("pkg:") ? Optional.of(new PackageURL(text)) : Optional.empty();
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }
}
