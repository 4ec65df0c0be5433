package dev.winnow.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A policy that is or was in force.
 *
 * @param name of a file: its path below the folder that the server reads
 * @param commit which the pipeline named
 * @param hash SHA-256 of its text; empty where a project's own policy was withdrawn
 * @param by who brought it
 */
public record PolicyVersion(
        long id,
        Source source,
        Optional<String> name,
        Optional<String> commit,
        Optional<String> hash,
        Instant at,
        String by) {
    /** Where a policy comes from. */
    public enum Source {
        /** Winnow's own. */
        BUILT_IN,
        /** A file that the server reads. */
        FILE,
        /** Sent by a project's pipeline. */
        PIPELINE
    }
}
