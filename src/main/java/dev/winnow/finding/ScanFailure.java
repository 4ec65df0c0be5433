package dev.winnow.finding;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * Why a report was not imported.
 *
 * @param detail one sentence for the person who sent it
 * @param line from 1; null where unknown
 * @param column from 1; null where unknown
 * @param pointer JSON pointer; null where unknown or no JSON
 */
@Embeddable
public record ScanFailure(
        @Column(name = "error_kind") @Enumerated(EnumType.STRING)
        Kind kind,

        @Column(name = "error_detail") String detail,
        @Column(name = "error_line") @Nullable Long line,
        @Column(name = "error_column") @Nullable Long column,
        @Column(name = "error_pointer") @Nullable String pointer) {

    /** Whose fault it is. */
    public enum Kind {
        MALFORMED,
        UNSUPPORTED,
        TOO_LARGE,
        /** Winnow's own: the import can be tried again. */
        INTERNAL
    }
}
