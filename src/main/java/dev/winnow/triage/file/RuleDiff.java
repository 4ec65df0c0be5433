package dev.winnow.triage.file;

import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import java.util.ArrayList;
import java.util.List;

/**
 * What taking a file in changes, or has changed.
 *
 * @param added rules that are made
 * @param changed rules that become others; those that had ended are in force again
 * @param ended rules that end, because the complete file leaves them out or says a date that has passed
 * @param unchanged names of rules that are as the file says
 * @param expired names of rules whose date had passed before; nothing is done for them
 */
public record RuleDiff(
        List<NewRule> added,
        List<Change> changed,
        List<SilenceRule> ended,
        List<String> unchanged,
        List<String> expired) {
    /** A rule as it is, and as the file says. */
    public record Change(SilenceRule before, NewRule after) {}

    public boolean isEmpty() {
        return changes() == 0;
    }

    /** What the rules that it makes, changes or ends are about, and were about. */
    List<Match> matches() {
        var matches = new ArrayList<Match>();
        added.forEach(rule -> matches.add(rule.match()));
        changed.forEach(change -> {
            matches.add(change.before().match());
            matches.add(change.after().match());
        });
        ended.forEach(rule -> matches.add(rule.match()));
        return matches;
    }

    /** How many rules are made, changed or ended. */
    public int changes() {
        return added.size() + changed.size() + ended.size();
    }
}
