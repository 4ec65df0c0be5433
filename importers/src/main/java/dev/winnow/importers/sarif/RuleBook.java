package dev.winnow.importers.sarif;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the rule of a result, by the ways SARIF has to name one: id, index, guid, in the driver or an extension. */
final class RuleBook {
    private static final int MOST_UNKNOWN = 20_000;
    private static final int MOST_TAGS = 50;
    private static final String NAMELESS = "unspecified";

    private final Run run;
    private final KnownTool tool;
    private final Map<Descriptor, KnownRule> described = new HashMap<>();
    private final Map<String, KnownRule> undescribed = new HashMap<>();

    /** The levels that invocations set, by invocation. */
    private final List<Map<Descriptor, String>> overrides = new ArrayList<>();

    RuleBook(Run run, KnownTool tool) {
        this.run = run;
        this.tool = tool;
        for (Invocation invocation : run.invocations) {
            var levels = new HashMap<Descriptor, String>();
            for (Invocation.LevelSetting override : invocation.overrides) {
                Descriptor rule = find(null, -1, override.rule());
                if (rule != null) {
                    levels.put(rule, override.level());
                }
            }
            overrides.add(levels);
        }
    }

    KnownRule of(RawResult result) {
        Reference reference = result.rule;
        Descriptor descriptor = find(result.ruleId, result.ruleIndex, reference);
        String id = result.ruleId;
        if ((id == null || id.isBlank()) && reference != null) {
            id = reference.id();
        }
        KnownRule rule;
        if (descriptor != null) {
            rule = described.get(descriptor);
            if (rule == null) {
                rule = describe(descriptor, id);
                described.put(descriptor, rule);
            }
        } else {
            String known = id == null || id.isBlank() ? NAMELESS : id;
            rule = undescribed.get(known);
            if (rule == null) {
                rule = describe(null, known);
                if (undescribed.size() < MOST_UNKNOWN) {
                    undescribed.put(known, rule);
                }
            }
        }
        boolean sameId = id == null || id.isBlank() || id.equals(rule.rule().id()) || descriptor == null;
        if (sameId && result.taxa.isEmpty() && (result.bag == null || noCwe(result.bag))) {
            return rule;
        }
        var cwes = new ArrayList<>(rule.rule().cwes());
        for (Reference taxon : result.taxa) {
            addCwe(taxon, cwes);
        }
        if (result.bag != null) {
            addCwes(result.bag, cwes);
        }
        return rule.variant(sameId || id == null ? rule.rule().id() : Texts.line(id), cwes);
    }

    private static boolean noCwe(Bag bag) {
        return bag.cwes.isEmpty() && bag.tags.isEmpty();
    }

    /** The level: the result's own, else the invocation's, else the rule's, else warning. */
    String level(RawResult result, KnownRule rule) {
        if (result.level != null && !result.level.isBlank()) {
            return result.level;
        }
        Descriptor descriptor = rule.descriptor();
        if (descriptor == null) {
            return "warning";
        }
        int invocation = result.invocation < 0 && overrides.size() == 1 ? 0 : result.invocation;
        if (invocation >= 0 && invocation < overrides.size()) {
            String level = overrides.get(invocation).get(descriptor);
            if (level != null) {
                return level;
            }
        }
        return descriptor.level == null ? "warning" : descriptor.level;
    }

    /** A message string of the rule, else of its tool. */
    @Nullable
    String text(@Nullable Descriptor descriptor, String id) {
        String text = descriptor == null ? null : descriptor.messages.get(id);
        if (text == null) {
            text = run.driver.messages.get(id);
        }
        for (int i = 0; text == null && i < run.extensions.size(); i++) {
            text = run.extensions.get(i).messages.get(id);
        }
        return text;
    }

    private @Nullable Descriptor find(@Nullable String ruleId, int ruleIndex, @Nullable Reference reference) {
        String id = ruleId;
        int index = ruleIndex;
        ToolComponent component = run.driver;
        if (reference != null) {
            if (id == null || id.isBlank()) {
                id = reference.id();
            }
            if (reference.index() >= 0) {
                index = reference.index();
            }
            if (reference.namesComponent()) {
                component = component(reference);
                if (component == null) {
                    return null;
                }
            }
            if (reference.guid() != null) {
                Descriptor named = component.ruleOfGuid(reference.guid());
                if (named != null) {
                    return named;
                }
            }
        }
        Descriptor indexed = component.rule(index);
        if (indexed != null && (id == null || id.isBlank() || indexed.id == null || isBelow(id, indexed.id))) {
            return indexed;
        }
        if (id == null || id.isBlank()) {
            return null;
        }
        Descriptor found = component.rule(id);
        for (int i = 0; found == null && i < run.extensions.size(); i++) {
            found = run.extensions.get(i).rule(id);
        }
        return found;
    }

    private static boolean isBelow(String id, String rule) {
        return id.startsWith(rule) && (id.length() == rule.length() || id.charAt(rule.length()) == '/');
    }

    private @Nullable ToolComponent component(Reference reference) {
        int index = reference.componentIndex();
        if (index >= 0) {
            return index < run.extensions.size() ? run.extensions.get(index) : null;
        }
        if (run.driver.isCalled(reference.componentName(), reference.componentGuid())) {
            return run.driver;
        }
        for (ToolComponent extension : run.extensions) {
            if (extension.isCalled(reference.componentName(), reference.componentGuid())) {
                return extension;
            }
        }
        return null;
    }

    private KnownRule describe(@Nullable Descriptor found, @Nullable String spelled) {
        Descriptor it = found == null ? new Descriptor() : found;
        String id = it.id != null ? it.id : spelled == null || spelled.isBlank() ? NAMELESS : spelled;
        id = Texts.line(id);
        Bag bag = it.bag == null ? new Bag() : it.bag;
        var cwes = new ArrayList<String>(2);
        addCwes(bag, cwes);
        for (Reference related : it.relationships) {
            addCwe(related, cwes);
        }
        if (it.helpUri != null) {
            Cwes.addLinked(it.helpUri, cwes);
        }
        Kind kind = Kinds.of(tool, id, it, bag);
        List<String> identifiers = kind == Kind.VULNERABILITY ? identifiers(id, it, bag) : List.of();
        Double score = bag.securitySeverity;
        Advisory advisory = kind != Kind.VULNERABILITY
                ? null
                : new Advisory(bag.cvss == null ? score : bag.cvss, bag.cvssVector, bag.epss, false, null);
        var rule = new Rule(
                id,
                it.name,
                it.fullText.isEmpty() ? it.shortText : it.fullText,
                it.help,
                it.helpUri,
                cwes,
                bag.tags.size() > MOST_TAGS ? bag.tags.subList(0, MOST_TAGS) : bag.tags,
                List.of(),
                advisory);
        return new KnownRule(
                rule, kind, found, score, title(id, it), identifiers, isCredential(cwes), new HashMap<>(0));
    }

    /** The rule's own words, where they say more than its id. */
    private static @Nullable String title(String id, Descriptor rule) {
        for (String words : new String[] {rule.shortText, rule.name == null ? "" : rule.name, rule.fullText}) {
            if (!words.isBlank() && !words.equals(id) && !words.endsWith(": " + id)) {
                return Texts.line(words);
            }
        }
        return null;
    }

    private static List<String> identifiers(String id, Descriptor rule, Bag bag) {
        var names = new ArrayList<String>(2);
        Identifiers.add(id, names);
        for (String alias : bag.aliases) {
            Identifiers.add(alias, names);
        }
        for (String former : rule.formerIds) {
            Identifiers.add(former, names);
        }
        if (rule.fullText.startsWith("(CVE-") || rule.fullText.startsWith("(GHSA-")) {
            // Snyk's way to say which CVE its own number stands for.
            Identifiers.add(rule.fullText.substring(0, Math.min(200, rule.fullText.indexOf(')') + 1)), names);
        }
        return Identifiers.ordered(names);
    }

    private static void addCwes(Bag bag, List<String> cwes) {
        for (String tag : bag.tags) {
            Cwes.addTagged(tag, cwes);
        }
        for (String cwe : bag.cwes) {
            Cwes.addNumbered(cwe, cwes);
        }
    }

    private void addCwe(Reference taxon, List<String> cwes) {
        String id = taxon.id();
        ToolComponent taxonomy = null;
        int index = taxon.componentIndex();
        if (index >= 0 && index < run.taxonomies.size()) {
            taxonomy = run.taxonomies.get(index);
        }
        for (ToolComponent each : run.taxonomies) {
            if (each.isCalled(taxon.componentName(), taxon.componentGuid())) {
                taxonomy = each;
            }
        }
        if (taxonomy != null && id == null && taxon.index() >= 0 && taxon.index() < taxonomy.taxa.size()) {
            id = taxonomy.taxa.get(taxon.index());
        }
        if (id == null) {
            return;
        }
        String name = taxonomy == null ? taxon.componentName() : taxonomy.name;
        if (name != null && name.toUpperCase(Locale.ROOT).startsWith("CWE")) {
            Cwes.addNumbered(id, cwes);
        } else {
            Cwes.addTagged(id, cwes);
        }
    }

    /** Hard-coded passwords, keys and other credentials. */
    static boolean isCredential(List<String> cwes) {
        return cwes.contains("CWE-798") || cwes.contains("CWE-259") || cwes.contains("CWE-321");
    }
}
