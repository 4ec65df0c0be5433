package dev.winnow.importers.sarif;

import dev.winnow.importers.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What kind of problem a rule finds: SARIF has no word for it, so the tool, the tags and the id have to tell. */
final class Kinds {
    private Kinds() {}

    static Kind of(KnownTool tool, String id, Descriptor rule, Bag bag) {
        if (isLicence(id, bag.tags)) {
            return Kind.LICENSE;
        }
        if (tool.kind() != null) {
            return tool.kind();
        }
        if (isSecret(id, bag.tags)) {
            return Kind.SECRET;
        }
        if (hasTag(bag.tags, "misconfiguration") || hasTag(bag.tags, "misconfig")) {
            return Kind.MISCONFIGURATION;
        }
        if (tool.is("trivy")) {
            return trivy(id, rule, bag);
        }
        var names = new ArrayList<String>(1);
        Identifiers.add(id, names);
        return !names.isEmpty() && isAboutPackages(rule, bag) ? Kind.VULNERABILITY : Kind.CODE;
    }

    private static Kind trivy(String id, Descriptor rule, Bag bag) {
        String name = rule.name == null ? "" : rule.name;
        if (name.equals("Misconfiguration")) {
            return Kind.MISCONFIGURATION;
        }
        if (name.equals("Secret")) {
            return Kind.SECRET;
        }
        if (name.equals("License")) {
            return Kind.LICENSE;
        }
        var names = new ArrayList<String>(1);
        Identifiers.add(id, names);
        boolean vulnerability =
                !names.isEmpty() || name.endsWith("PackageVulnerability") || hasTag(bag.tags, "vulnerability");
        return vulnerability ? Kind.VULNERABILITY : Kind.MISCONFIGURATION;
    }

    /** A rule named after a vulnerability may also look for code that has it; then it does not speak of packages. */
    private static boolean isAboutPackages(Descriptor rule, Bag bag) {
        if (!bag.purls.isEmpty() || hasTag(bag.tags, "vulnerability") || hasTag(bag.tags, "dependency")) {
            return true;
        }
        String words = (rule.name + " " + rule.shortText + " " + rule.fullText).toLowerCase(Locale.ROOT);
        return words.contains("package") || words.contains("dependency") || words.contains("pkg:");
    }

    private static boolean isLicence(String id, List<String> tags) {
        return id.startsWith("snyk:lic:") || hasTag(tags, "license") || hasTag(tags, "licence");
    }

    static boolean isSecret(String id, List<String> tags) {
        return hasTag(tags, "secret")
                || hasTag(tags, "secrets")
                || id.contains(".secrets.")
                || id.startsWith("SEC101/")
                || id.startsWith("CSCAN");
    }

    private static boolean hasTag(List<String> tags, String wanted) {
        for (String tag : tags) {
            if (tag.equalsIgnoreCase(wanted)) {
                return true;
            }
        }
        return false;
    }
}
