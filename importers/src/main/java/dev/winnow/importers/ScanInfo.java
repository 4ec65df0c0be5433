package dev.winnow.importers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about itself, known once it is read to its end.
 *
 * @param tool the scanner; of a report with several runs the first one's
 * @param category what the scanner looked at in this report
 * @param target what was scanned, without what changes from build to build: an image name without tag and digest, a
 *     lockfile, a site, {@code source} for a source tree; never blank
 * @param scannedAt when the scan finished, where the report says so
 * @param complete whether the scanner says it looked at everything; a partial scan closes no finding
 * @param notices what the scanner reports of its own run: errors, warnings; bounded
 * @param digests by which the report names the image that was scanned, such as {@code sha256:…}; empty where it names none
 */
public record ScanInfo(
        Tool tool,
        Category category,
        String target,
        @Nullable Instant scannedAt,
        boolean complete,
        List<String> notices,
        List<String> digests) {
    public ScanInfo {
        notices = List.copyOf(notices);
        digests = List.copyOf(digests);
        if (target.isBlank()) {
            throw new IllegalArgumentException("a scan needs a target");
        }
    }

    /** Of what is no image, or of an image whose digest the report does not say. */
    public ScanInfo(
            Tool tool,
            Category category,
            String target,
            @Nullable Instant scannedAt,
            boolean complete,
            List<String> notices) {
        this(tool, category, target, scannedAt, complete, notices, List.of());
    }
}
