package dev.winnow.importers.sarif;

import dev.winnow.importers.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the rule of a result, by the ways SARIF has to name one: id, index, guid, in the driver or an extension. */
final class RuleBook {
    private static final int MOST_UNKNOWN = 20_000;

    private final Run run;
    private final KnownTool tool;
    private final Weaknesses weaknesses;
    private final Map<Descriptor, KnownRule> described = new HashMap<>();
    private final Map<String, KnownRule> undescribed = new HashMap<>();

    /** The levels that invocations set, by invocation. */
    private final List<Map<Descriptor, String>> overrides = new ArrayList<>();

    /** Whether a level was looked for there, and whether in an invocation that was not there. */
    private boolean sought;

    private boolean missed;

    RuleBook(Run run, KnownTool tool) {
        this.run = run;
        this.tool = tool;
        this.weaknesses = new Weaknesses(run.taxonomies);
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

    /** Whether a result named a taxonomy or invocation of the run that was not there. */
    boolean missed() {
        return missed || weaknesses.missed();
    }

    /** Whether the answers given so far still hold with the taxonomies and invocations that were read since. */
    boolean hold() {
        return weaknesses.hold() && (!sought || run.invocations.size() == overrides.size() || !setLevels(run));
    }

    private static boolean setLevels(Run run) {
        for (Invocation invocation : run.invocations) {
            if (!invocation.overrides.isEmpty()) {
                return true;
            }
        }
        return false;
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
                rule = KnownRule.of(descriptor, id, tool, weaknesses);
                described.put(descriptor, rule);
            }
        } else {
            String known = id == null || id.isBlank() ? KnownRule.NAMELESS : id;
            rule = undescribed.get(known);
            if (rule == null) {
                rule = KnownRule.of(null, known, tool, weaknesses);
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
            weaknesses.add(taxon, cwes);
        }
        if (result.bag != null) {
            weaknesses.add(result.bag, cwes);
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
        sought = true;
        int invocation = result.invocation < 0 && overrides.size() == 1 ? 0 : result.invocation;
        missed |= invocation >= overrides.size();
        if (invocation >= 0 && invocation < overrides.size()) {
            String level = overrides.get(invocation).get(descriptor);
            if (level != null) {
                return level;
            }
        }
        return descriptor.level == null ? "warning" : descriptor.level;
    }

    /** The message strings of the rule, else of its tool. No lambda: making one a result is slow before C2 compiled it. */
    Message.MessageStrings stringsOf(@Nullable Descriptor descriptor) {
        return new Strings(this, descriptor);
    }

    private record Strings(RuleBook rules, @Nullable Descriptor descriptor) implements Message.MessageStrings {
        @Override
        public @Nullable String text(String id) {
            return rules.text(descriptor, id);
        }
    }

    private @Nullable String text(@Nullable Descriptor descriptor, String id) {
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
}
