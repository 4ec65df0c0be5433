package dev.winnow.triage.vex;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A VEX document as it was read.
 *
 * @param format {@code OpenVEX} or {@code CycloneDX}
 * @param documentId its own name for itself
 * @param author who says so; may be empty
 * @param at when it was written, where it says so
 */
record VexContent(
        String format, String documentId, String author, Optional<Instant> at, List<VexStatement> statements) {}
