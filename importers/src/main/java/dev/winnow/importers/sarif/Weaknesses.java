package dev.winnow.importers.sarif;

import dev.winnow.importers.Cwes;
import java.util.List;
import java.util.Locale;

/** Finds the weaknesses that rules and results of one run name, by its taxonomies and by their tags. */
final class Weaknesses {
    private final List<ToolComponent> taxonomies;
    private final int known;

    /** Whether a taxonomy was looked for, and whether one was not there. */
    private boolean sought;

    private boolean missed;

    /** @param taxonomies of the run; more may be added later */
    Weaknesses(List<ToolComponent> taxonomies) {
        this.taxonomies = taxonomies;
        this.known = taxonomies.size();
    }

    boolean missed() {
        return missed;
    }

    /** Whether the answers given so far still hold with the taxonomies added since. */
    boolean hold() {
        return !sought || taxonomies.size() == known;
    }

    /** Adds those a property bag names. */
    void add(Bag bag, List<String> cwes) {
        for (String tag : bag.tags) {
            Cwes.addTagged(tag, cwes);
        }
        for (String cwe : bag.cwes) {
            Cwes.addNumbered(cwe, cwes);
        }
    }

    /** Adds the one a taxon stands for. */
    void add(Reference taxon, List<String> cwes) {
        String id = taxon.id();
        ToolComponent taxonomy = null;
        int index = taxon.componentIndex();
        if (index >= 0 && index < taxonomies.size()) {
            taxonomy = taxonomies.get(index);
        }
        sought |= taxon.namesComponent();
        for (ToolComponent each : taxonomies) {
            if (each.isCalled(taxon.componentName(), taxon.componentGuid())) {
                taxonomy = each;
            }
        }
        missed |= taxonomy == null && taxon.namesComponent();
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
}
