package dev.winnow.importers.sarif;

import dev.winnow.importers.Component;
import dev.winnow.importers.Texts;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the package a vulnerability is in. SARIF has no field for it; scanners write it into property bags, logical
 * locations and, in layouts that have not changed for years, into messages.
 */
final class Packages {
    private static final Pattern GRYPE = Pattern.compile(
            " reports (\\S{1,200}) at version (\\S{1,200}) | package: (\\S{1,200}), version (\\S{1,200}) was found");
    private static final Pattern OSV = Pattern.compile("Package '([^']{1,200})@([^'@]{1,100})' is vulnerable");

    private @Nullable String purl;
    private @Nullable String name;
    private @Nullable String version;
    private @Nullable String fixed;

    private Packages() {}

    /** The package; null where the report does not tell its name. */
    static @Nullable Component of(KnownTool tool, @Nullable Descriptor rule, RawResult result, String message) {
        var found = new Packages();
        found.fromBag(result.bag);
        for (Place place : result.places) {
            found.fromName(place.logicalName);
        }
        found.fromMessage(message);
        if (rule != null) {
            found.fromRule(tool, rule);
        }
        found.fromPurl();
        String name = found.name;
        return name == null ? null : new Component(found.purl, name, found.version, found.fixed, null);
    }

    private void fromBag(@Nullable Bag bag) {
        if (bag == null) {
            return;
        }
        if (!bag.purls.isEmpty()) {
            purl = bag.purls.getFirst();
        }
        if (bag.packageName != null) {
            name = bag.packageGroup == null ? bag.packageName : bag.packageGroup + ":" + bag.packageName;
        }
        version = bag.packageVersion;
        fixed = bag.fixedVersion;
    }

    /** A logical location that is a package URL, or a name with a version. */
    private void fromName(@Nullable String logical) {
        if (logical == null || logical.length() > Texts.LINE) {
            return;
        }
        if (logical.startsWith("pkg:")) {
            purl = purl == null ? logical : purl;
            return;
        }
        int at = logical.lastIndexOf('@');
        if (name == null
                && at > 0
                && at < logical.length() - 1
                && logical.indexOf(' ') < 0
                && logical.indexOf(':', at) < 0) {
            name = logical.substring(0, at);
            version = version == null ? logical.substring(at + 1) : version;
        }
    }

    private void fromMessage(String message) {
        String trivy = line(message, "Package: ");
        if (trivy != null) {
            name = trivy;
            version = first(line(message, "Installed Version: "), version);
            fixed = first(line(message, "Fixed Version: "), fixed);
            return;
        }
        Matcher grype = GRYPE.matcher(message);
        if (grype.find()) {
            name = first(grype.group(1), grype.group(3));
            version = first(grype.group(2), grype.group(4));
            return;
        }
        Matcher osv = OSV.matcher(message);
        if (osv.find()) {
            name = osv.group(1);
            version = osv.group(2);
        }
    }

    /** What the rule says, where it says it of one package only. */
    private void fromRule(KnownTool tool, Descriptor rule) {
        Bag bag = rule.bag;
        if (purl == null && bag != null && !bag.purls.isEmpty()) {
            purl = bag.purls.getFirst();
        }
        String inHelp = line(rule.help, "Package: ");
        if (inHelp == null || (name != null && !name.equals(inHelp))) {
            return;
        }
        name = inHelp;
        version = first(version, line(rule.help, "Version: "));
        fixed = first(fixed, first(line(rule.help, "Fix Version: "), line(rule.help, "Fixed Version: ")));
        if (purl == null && tool.is("grype")) {
            purl = grypePurl(inHelp, line(rule.help, "Type: "), line(rule.help, "Data Namespace: "));
        }
    }

    /** Grype's package types as package URLs, where name and type are enough to know one. */
    private static @Nullable String grypePurl(String name, @Nullable String type, @Nullable String namespace) {
        if (type == null || name.indexOf(' ') >= 0) {
            return null;
        }
        String distribution = namespace == null || !namespace.contains(":distro:")
                ? null
                : namespace.substring(0, namespace.indexOf(':'));
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "deb", "rpm", "apk" -> distribution == null ? null : "pkg:" + type + "/" + distribution + "/" + name;
            case "python" -> "pkg:pypi/" + lower.replace('_', '-');
            case "npm" -> "pkg:npm/" + name.replace("@", "%40");
            case "gem" -> "pkg:gem/" + name;
            case "go-module" -> "pkg:golang/" + lower;
            case "rust-crate" -> "pkg:cargo/" + name;
            case "php-composer" -> "pkg:composer/" + lower;
            case "dotnet" -> "pkg:nuget/" + name;
            default -> null;
        };
    }

    private void fromPurl() {
        if (purl == null || !purl.startsWith("pkg:")) {
            return;
        }
        purl = Texts.line(purl);
        int end = purl.length();
        for (char c : new char[] {'?', '#'}) {
            int at = purl.indexOf(c);
            end = at < 0 ? end : Math.min(end, at);
        }
        int at = purl.lastIndexOf('@', end - 1);
        int slash = purl.indexOf('/');
        if (slash < 0 || slash + 1 >= end) {
            return;
        }
        int nameEnd = at > slash + 1 ? at : end;
        if (version == null && at > slash + 1 && at + 1 < end) {
            version = purl.substring(at + 1, end).replace("%2B", "+").replace("%3A", ":");
        }
        if (name == null) {
            String path = purl.substring(slash + 1, nameEnd).replace("%40", "@");
            int last = path.lastIndexOf('/');
            boolean maven = purl.startsWith("pkg:maven/") && last > 0;
            boolean system = purl.startsWith("pkg:deb/") || purl.startsWith("pkg:rpm/") || purl.startsWith("pkg:apk/");
            name = maven
                    ? path.substring(0, last) + ":" + path.substring(last + 1)
                    : system ? path.substring(last + 1) : path;
        }
    }

    /** The rest of the line that starts with a label; null where it is empty or not there. */
    static @Nullable String line(String text, String label) {
        int at = text.startsWith(label) ? 0 : text.indexOf("\n" + label);
        if (at < 0) {
            return null;
        }
        int start = (at == 0 && text.startsWith(label) ? 0 : at + 1) + label.length();
        int end = text.indexOf('\n', start);
        String rest = text.substring(start, end < 0 ? text.length() : end).strip();
        return rest.isEmpty() ? null : Texts.line(rest);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
