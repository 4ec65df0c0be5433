package dev.winnow.importers.changes;

import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.drift.Attributes;
import dev.winnow.importers.drift.Bounded;
import dev.winnow.importers.drift.Difference;
import dev.winnow.importers.drift.ValueReader;
import dev.winnow.importers.packages.RulePool;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Makes results of changes. Keeps what neighbours share. */
final class Results {
    private static final int NAMED = 5;

    private final Masking masking;
    private final ValueReader values;
    private final RulePool rules = new RulePool();

    Results(Masking masking, ValueReader values) {
        this.masking = masking;
        this.values = values;
    }

    Result of(Change change, Tool tool) {
        SortedSet<String> changed = change.before.changed(change.after);
        return Result.of(tool, Kind.CHANGE, rules.shared(Rule.of(Bounded.line(change.rule, values))), change.severity)
                .title(title(change, changed))
                .message(message(change, changed))
                .resource(Bounded.line(change.resource, values))
                .fingerprints(content(change, changed))
                .references(change.url == null ? List.of() : List.of(change.url))
                .occurredAt(change.at)
                .build();
    }

    private static String title(Change change, SortedSet<String> changed) {
        if (change.title != null) {
            return Texts.line(Masking.maskKnown(change.title));
        }
        String about = change.action == null ? change.rule : change.rule + " " + change.action;
        String names = Difference.names(
                changed.stream().filter(name -> !name.equals(Attributes.WHOLE)).toList(), NAMED);
        return Texts.line(Masking.maskKnown(names.isEmpty() ? about : about + ": " + names));
    }

    private static String message(Change change, SortedSet<String> changed) {
        var parts = new ArrayList<String>();
        if (change.description != null && !change.description.isBlank()) {
            parts.add(Texts.block(Masking.maskKnown(change.description.strip())));
        }
        if (change.actor != null) {
            parts.add("By " + Texts.line(Masking.maskKnown(change.actor)));
        }
        if (!changed.isEmpty()) {
            parts.add(Difference.text(changed, change.before, change.after, change::hides));
        }
        if (!change.properties.isEmpty()) {
            parts.add(Difference.properties(change.properties, change::hides));
        }
        return Texts.block(String.join("\n", parts));
    }

    /**
     * What tells the change from others by the same rule on the same resource: what its reporter says does, else what was
     * done and its values, as a keyed hash. The time, who did it and the properties do not: an event that comes again is
     * the same problem.
     */
    private List<Fingerprint> content(Change change, SortedSet<String> changed) {
        var parts = new ArrayList<String>();
        if (change.fingerprint != null) {
            parts.add("given\n" + change.fingerprint);
        } else {
            if (change.action != null) {
                parts.add("action\n" + change.action);
            }
            for (String name : changed) {
                parts.add(name + "\n" + change.before.get(name).digest() + "\n"
                        + change.after.get(name).digest());
            }
        }
        return parts.isEmpty()
                ? List.of()
                : List.of(new Fingerprint(Attributes.FINGERPRINT, masking.hash(String.join("\n", parts)), false));
    }
}
