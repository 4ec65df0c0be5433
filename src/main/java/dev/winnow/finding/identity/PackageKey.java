package dev.winnow.finding.identity;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.winnow.importers.Component;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of a package is identity: its package URL without version, qualifiers and subpath, and its bare name.
 *
 * @param purl canonical; null where the report gives none that can be read
 * @param name lower case, the last part of a path-like or Maven-like name
 */
record PackageKey(@Nullable String purl, String name) {

    static PackageKey of(Component component) {
        String purl = component.purl();
        return new PackageKey(purl == null ? null : canonical(purl), bareName(component.name()));
    }

    private static @Nullable String canonical(String purl) {
        try {
            var parsed = new PackageURL(purl);
            String type = parsed.getType();
            String namespace = parsed.getNamespace();
            String name = parsed.getName();
            if (type.equals("pypi")) {
                // PEP 503: runs of dots, dashes and underscores are one dash.
                name = name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
            } else if (type.equals("golang") || type.equals("github") || type.equals("composer")) {
                name = name.toLowerCase(Locale.ROOT);
                namespace = namespace == null ? null : namespace.toLowerCase(Locale.ROOT);
            }
            return new PackageURL(type, namespace, name, null, null, null).canonicalize();
        } catch (MalformedPackageURLException e) {
            return null;
        }
    }

    private static String bareName(String name) {
        int cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
        String bare = cut >= 0 && cut < name.length() - 1 ? name.substring(cut + 1) : name;
        return bare.toLowerCase(Locale.ROOT);
    }
}
