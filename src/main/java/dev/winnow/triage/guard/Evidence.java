package dev.winnow.triage.guard;

import dev.winnow.importers.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What shows those who make a guard that one of its rules is wrong.
 *
 * @param tool as it calls itself
 * @param versions of the tool that said so, in order
 * @param rule empty where no false positive says more of it than its id
 * @param samples some of the false positives, the newest first
 * @param names of all projects and people, and of the hosts that the samples were found at: to be told only where a person
 *     wants that
 */
public record Evidence(
        String guard,
        String tool,
        List<String> versions,
        RuleTally tally,
        Optional<Rule> rule,
        List<Sample> samples,
        Set<String> names) {

    /**
     * One false positive.
     *
     * @param project its name, and {@code author} who decided so: to be told only where a person wants that
     * @param web whether it was found at a web address: then other addresses in its texts are of the same house
     * @param location a path with its line, a package, or an address without its host
     * @param snippet the text at that place; empty where the report has none, and always for secrets
     * @param message what the guard says; empty for secrets
     * @param reason why it is false
     */
    public record Sample(
            String project,
            String author,
            boolean web,
            String location,
            String snippet,
            String message,
            String reason) {}
}
