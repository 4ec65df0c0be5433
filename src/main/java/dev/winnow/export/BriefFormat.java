package dev.winnow.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How briefs are written. */
public enum BriefFormat {
    CSV("text/csv;charset=utf-8;header=present"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf"),
    /** Markdown, as GitHub has it. */
    MD("text/markdown;charset=utf-8"),
    JSON("application/json");

    private final String mediaType;

    BriefFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Its word in the interface, and a file's ending. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BriefFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(BriefFormat::word).collect(Collectors.joining(", "));
    }
}
