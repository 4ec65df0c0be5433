package dev.winnow.export;

import dev.winnow.metrics.Quarter;
import java.time.Instant;
import java.util.SortedSet;

/**
 * A brief as it was handed out.
 *
 * @param projects names of those whose numbers it has
 * @param revision from 1, of one quarter and scope; the highest is what exports give
 * @param definitions version of what the numbers mean
 * @param sha256 of its JSON, byte for byte, in hexadecimal
 * @param by login name
 */
public record FrozenQuarter(
        long id,
        Quarter quarter,
        BriefScope scope,
        SortedSet<String> projects,
        int revision,
        int definitions,
        Instant at,
        String by,
        String reason,
        String sha256) {}
