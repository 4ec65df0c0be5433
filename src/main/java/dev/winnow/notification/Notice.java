package dev.winnow.notification;

import dev.winnow.finding.FindingId;
import java.util.Collection;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * Something people are to be told of, in one project.
 *
 * @param occurrence names what happened, 1 to 200 characters: of two notices of the same occurrence the second is dropped
 * @param title what happened, in a line
 * @param text what else there is to say; may be empty
 * @param path of the page to look at, from the root of Winnow: {@code /findings/17}
 * @param findings numbers of findings of the project that it is about; with any, channels with a query get only those it
 *     finds
 * @param addressee e-mail address of somebody it concerns by name, who is written to where the settings allow it
 */
public record Notice(
        String occurrence,
        long projectId,
        Occasion occasion,
        String title,
        String text,
        String path,
        RoaringBitmap findings,
        Optional<String> addressee) {
    private static final int LONGEST_OCCURRENCE = 200;
    private static final int LONGEST_PATH = 500;

    public Notice {
        if (occurrence.isBlank() || occurrence.length() > LONGEST_OCCURRENCE) {
            throw new IllegalArgumentException("occurrence: 1 to " + LONGEST_OCCURRENCE + " characters.");
        }
        if (!path.startsWith("/") || path.startsWith("//") || path.length() > LONGEST_PATH) {
            throw new IllegalArgumentException(
                    "path: from the root of Winnow, at most " + LONGEST_PATH + " characters.");
        }
        title = Clean.line(title, Message.LONGEST_TITLE);
        text = Clean.line(text, Message.LONGEST_TEXT);
        findings = findings.clone();
    }

    /** Numbers of findings with these ids, which are of one project. */
    public static RoaringBitmap numbers(Collection<Long> findingIds) {
        var numbers = new RoaringBitmap();
        findingIds.forEach(id -> numbers.add(FindingId.number(id)));
        return numbers;
    }
}
