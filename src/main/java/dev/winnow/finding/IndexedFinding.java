package dev.winnow.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding with all that it is found by.
 *
 * @param message what the guard that reported last says of it; may be empty
 * @param identifiers names of the vulnerability that any guard gives it
 * @param places paths, addresses and resources, the primary one first
 * @param cwes weaknesses as {@code CWE-79}
 * @param purls package URLs as tools wrote them
 * @param guards of an open finding those that see it now, of others those that have ever seen it
 * @param introducedAt since when its newest episode counts; where it was never open, when it was first seen
 * @param openedAt when its newest episode opened; null where it was never open
 * @param closedAt when its newest episode ended; null while it is open and where it never was
 * @param marks what people say of it
 */
public record IndexedFinding(
        Finding finding,
        String message,
        List<String> identifiers,
        List<String> places,
        List<String> cwes,
        List<String> purls,
        List<String> guards,
        Instant introducedAt,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        Map<FindingMark, List<String>> marks) {}
