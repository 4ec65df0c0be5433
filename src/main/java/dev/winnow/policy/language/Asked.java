package dev.winnow.policy.language;

import java.util.HashMap;
import java.util.Map;

/**
 * What a condition is asked about: attributes of a finding by their words, and of the build and project it is in. What is
 * not in a map is not there.
 */
public record Asked(Map<String, Object> finding, Map<String, Object> build, Map<String, Object> project) {
    /** The same with more known of the finding. */
    public Asked with(Map<String, Object> more) {
        var all = new HashMap<>(finding);
        all.putAll(more);
        return new Asked(all, build, project);
    }
}
