package dev.winnow.policy;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which guards a build waits for.
 *
 * @param expected names of the guards that the policy names; where it names none, of those that ran for the build and for
 *     the build before on its branch
 * @param ran those that have reported anything, whether they were expected or not
 * @param reported those that have looked at everything, whether they were expected or not
 */
public record Coverage(Set<String> expected, Set<String> ran, Set<String> reported) {
    public Coverage {
        expected = Set.copyOf(expected);
        ran = Set.copyOf(ran);
        reported = Set.copyOf(reported);
    }

    /** In the order of the alphabet. */
    public Set<String> missing() {
        var missing = new TreeSet<>(expected);
        missing.removeAll(reported);
        return missing;
    }

    /** How many of the expected guards have reported. */
    public int arrived() {
        return expected.size() - missing().size();
    }
}
