package dev.winnow.triage.vex;

import java.time.Instant;
import java.util.Optional;

/**
 * A VEX document that was taken in.
 *
 * @param projectId empty where it was taken in for all projects at once
 * @param name its own name for itself
 * @param author who says so; may be empty
 * @param issuedAt when it was written, where it says so
 * @param uploadedBy login
 * @param statements how many it has
 */
public record VexDocument(
        long id,
        Optional<Long> projectId,
        String format,
        String name,
        String author,
        Optional<Instant> issuedAt,
        String uploadedBy,
        Instant uploadedAt,
        int statements) {}
