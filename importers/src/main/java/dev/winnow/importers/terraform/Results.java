package dev.winnow.importers.terraform;

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
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes results of drifted resources. Keeps what neighbours share. */
final class Results {
    private static final String DESCRIPTION = "The resource is not as Terraform's state says: it was changed past the"
            + " pipeline, by hand or by another program.";
    private static final String HELP = "Meant to be: bring it into the code by a pull request, and authorise the change"
            + " with its address. Not meant to be: apply the code, which takes it back, and find out who could do it.";

    /** So many attributes are named in a title. */
    private static final int NAMED = 5;

    /** The longest list of attributes in a rule's id, in characters; a longer one ends in a hash of the whole. */
    private static final int LONGEST_LIST = 120;

    private final Masking masking;
    private final ValueReader values;
    private final RulePool rules = new RulePool();

    Results(Masking masking, ValueReader values) {
        this.masking = masking;
        this.values = values;
    }

    /** The result, or nothing where nothing changed. @param tool with the version that wrote the plan */
    Optional<Result> of(Drift drift, Tool tool) {
        Action action = Action.of(drift.actions);
        SortedSet<String> changed = action == Action.UPDATED ? substance(drift) : new TreeSet<>();
        if (action == Action.NONE || (action == Action.UPDATED && changed.isEmpty())) {
            return Optional.empty();
        }
        String resource = resource(drift);
        String type = drift.type == null ? type(resource) : Texts.line(drift.type);
        String title = type + " " + action.word() + (changed.isEmpty() ? "" : ": " + Difference.names(changed, NAMED));
        return Optional.of(
                Result.of(tool, Kind.CHANGE, rule(drift, action, type, changed), Weights.of(action, type, changed))
                        .title(title)
                        .message(message(drift, changed))
                        .resource(resource)
                        .fingerprints(content(drift, action, changed))
                        .build());
    }

    /** What changed; attributes that keep books are left out where others changed too. */
    private static SortedSet<String> substance(Drift drift) {
        SortedSet<String> changed = drift.before.changed(drift.after);
        var substance = new TreeSet<>(changed);
        substance.removeIf(Weights::isBookkeeping);
        return substance.isEmpty() ? changed : substance;
    }

    /**
     * What happened to which type, and which attributes changed: so that who silences or authorises that tags change says
     * nothing of ports being opened.
     */
    private Rule rule(Drift drift, Action action, String type, SortedSet<String> changed) {
        String list = Bounded.atMost(String.join("+", changed), LONGEST_LIST, values);
        String id = action.rule() + "/" + type + (list.isEmpty() ? "" : "/" + list);
        List<String> tags = drift.provider == null ? List.of() : List.of(provider(drift.provider));
        return rules.shared(
                new Rule(Bounded.line(id, values), null, DESCRIPTION, HELP, null, List.of(), tags, List.of(), null));
    }

    /** {@code registry.terraform.io/hashicorp/aws} without the host that all share. */
    private static String provider(String name) {
        int slash = name.indexOf('/');
        return Texts.line(slash > 0 && name.indexOf('.') < slash ? name.substring(slash + 1) : name);
    }

    private static String message(Drift drift, SortedSet<String> changed) {
        String text = Difference.text(changed, drift.before, drift.after, drift.marks::hide);
        String module = drift.module == null ? "" : "Module: " + Texts.line(Masking.maskKnown(drift.module));
        return Texts.block(text + (text.isEmpty() || module.isEmpty() ? "" : "\n") + module);
    }

    /**
     * The values that the resource went from and to, as a keyed hash: the same attributes with other values are another
     * change. Nothing for one that is gone, which cannot go further; nor for attributes that keep books.
     */
    private List<Fingerprint> content(Drift drift, Action action, SortedSet<String> changed) {
        SortedSet<String> names =
                action == Action.CREATED || action == Action.REPLACED ? drift.before.changed(drift.after) : changed;
        var parts = new ArrayList<String>();
        for (String name : names) {
            if (!Weights.isBookkeeping(name)) {
                parts.add(name + "\n" + drift.before.get(name).digest() + "\n"
                        + drift.after.get(name).digest());
            }
        }
        return parts.isEmpty()
                ? List.of()
                : List.of(new Fingerprint(Attributes.FINGERPRINT, masking.hash(String.join("\n", parts)), false));
    }

    private String resource(Drift drift) {
        String address = drift.address == null ? "" : drift.address;
        return Bounded.line(drift.deposed == null ? address : address + " (deposed " + drift.deposed + ")", values);
    }

    /** {@code module.a["x"].aws_vpc.main[0]} is an {@code aws_vpc}. */
    private static String type(String address) {
        String[] parts = address.split("\\.");
        return parts.length < 2 ? "resource" : Texts.line(parts[parts.length - 2]);
    }
}
