package dev.winnow.metrics;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that changed and may be why a number did.
 *
 * @param project whose; empty for what is of more than one
 * @param text such as {@code Guard trivy added}; without the project
 */
public record Annotation(Instant at, What what, Optional<String> project, String text) {
    /** What changed. */
    public enum What {
        /** The first scan of a guard. */
        GUARD_ADDED("guard added", "guards added"),
        /** Another policy judges builds. */
        POLICY_CHANGED("policy changed", "policies changed"),
        /** Something else is aimed at. */
        TARGETS_CHANGED("targets changed", "changes of targets");

        private final String one;
        private final String many;

        What(String one, String many) {
            this.one = one;
            this.many = many;
        }

        public String one() {
            return one;
        }

        public String many() {
            return many;
        }

        /** As JSON says it, such as {@code guard-added}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
