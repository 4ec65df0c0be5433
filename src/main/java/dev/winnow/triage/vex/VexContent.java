package dev.winnow.triage.vex;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A VEX document as it was read.
 *
 * @param format {@code OpenVEX} or {@code CycloneDX}
 * @param documentId its own name for itself
 * @param author who says so; may be empty
 * @param at when it was written, where it says so
 */
record VexContent(
        String format, String documentId, String author, Optional<Instant> at, List<VexStatement> statements) {
    /** Its statements, numbered from 1. */
    SortedMap<Integer, VexStatement> byPosition() {
        var all = new TreeMap<Integer, VexStatement>();
        statements.forEach(statement -> all.put(all.size() + 1, statement));
        return all;
    }

    /** What its statements are about. */
    Set<String> subjects() {
        return statements.stream().map(VexStatement::subject).collect(Collectors.toSet());
    }
}
