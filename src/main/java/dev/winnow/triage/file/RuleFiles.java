package dev.winnow.triage.file;

import dev.winnow.access.Caller;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotPermitted;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Silence rules in force as a file, and back. */
@Service
public class RuleFiles {
    private final SilenceRules rules;
    private final Clock clock;

    RuleFiles(SilenceRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** The rules in force that the caller may see, in YAML; the same rules give the same text. */
    @Transactional(readOnly = true)
    public String export(Caller by) {
        return RuleFileWriter.write(
                rules.all(by).stream().filter(SilenceRule::inForce).toList());
    }

    /**
     * What taking the file in would change; changes nothing.
     *
     * @param complete whether rules that the file leaves out end, as far as the caller may end them
     * @throws InvalidRequest where the file cannot be read or has a rule that cannot be made, with line and column
     * @throws Conflict where a name is another rule's, which the caller may not see
     * @throws NotPermitted where the caller may not make or change one of its rules
     */
    @Transactional(readOnly = true)
    public RuleDiff compare(Caller by, byte[] file, boolean complete) {
        return plan(by, file, complete).diff();
    }

    /** Takes the file in, all or nothing. @return what it changed; for arguments and errors see {@link #compare} */
    @Transactional
    public RuleDiff apply(Caller by, byte[] file, boolean complete) {
        // Over all of its rules first, so that two acts at once do not wait for each other; then as things stand.
        rules.hold(plan(by, file, complete).diff().matches());
        Plan plan = plan(by, file, complete);
        plan.diff().ended().forEach(rule -> rules.end(by, rule.id()));
        plan.diff().changed().forEach(change -> rules.change(by, change.before().id(), change.after()));
        plan.diff().added().forEach(rule -> rules.make(by, rule));
        return plan.diff();
    }

    private Plan plan(Caller by, byte[] file, boolean complete) {
        Map<String, SilenceRule> known = rules.all(by).stream()
                .collect(Collectors.toMap(
                        rule -> key(rule.name()), Function.identity(), (one, other) -> one.inForce() ? one : other));
        var plan = new Plan(by, known);
        RuleFileReader.read(file).forEach(plan::take);
        if (complete) {
            plan.endOthers();
        }
        return plan;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Grows entry by entry. */
    private final class Plan {
        private final Caller by;
        private final Map<String, SilenceRule> known;
        private final Set<String> named = new HashSet<>();
        private final RuleDiff diff = new RuleDiff(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

        Plan(Caller by, Map<String, SilenceRule> known) {
            this.by = by;
            this.known = known;
        }

        RuleDiff diff() {
            return diff;
        }

        void take(RuleFileReader.Entry entry) {
            NewRule rule = entry.rule();
            if (!named.add(key(rule.name()))) {
                throw new InvalidRequest(entry.place() + ": there is a rule " + rule.name() + " in the file already.");
            }
            SilenceRule before = known.get(key(rule.name()));
            Instant now = clock.instant();
            boolean over = rule.until().filter(end -> !end.isAfter(now)).isPresent();
            // Without its date where that is over: the file keeps the rule for the record, and the rest must be right.
            NewRule checked = over ? new NewRule(rule.name(), rule.match(), rule.reason(), Optional.empty()) : rule;
            if (before != null && rule.isAlready(before)) {
                diff.unchanged().add(rule.name());
                return;
            }
            at(entry.place(), () -> rules.check(by, checked, before));
            if (over && before != null && before.inForce()) {
                diff.ended().add(before);
            } else if (over) {
                diff.expired().add(rule.name());
            } else if (before == null) {
                diff.added().add(rule);
            } else {
                diff.changed().add(new RuleDiff.Change(before, rule));
            }
        }

        void endOthers() {
            List<SilenceRule> left = known.values().stream()
                    .filter(SilenceRule::inForce)
                    .filter(rule -> !named.contains(key(rule.name())))
                    .filter(rule -> SilenceRules.mayKeep(by, rule.match()))
                    .sorted(java.util.Comparator.comparing(rule -> key(rule.name())))
                    .toList();
            diff.ended().addAll(left);
        }

        private static void at(String place, Runnable check) {
            try {
                check.run();
            } catch (InvalidRequest e) {
                throw new InvalidRequest(place + ": " + e.getMessage());
            } catch (Conflict e) {
                throw new Conflict(place + ": " + e.getMessage());
            } catch (NotPermitted e) {
                throw new NotPermitted(place + ": " + e.getMessage());
            }
        }
    }
}
