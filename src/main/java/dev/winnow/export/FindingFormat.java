package dev.winnow.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How findings are written. */
public enum FindingFormat {
    CSV("text/csv;charset=utf-8;header=present"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSON("application/json"),
    /** SARIF 2.1.0. */
    SARIF("application/sarif+json");

    private final String mediaType;

    FindingFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Its word in the interface, and a file's ending. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FindingFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(FindingFormat::word).collect(Collectors.joining(", "));
    }
}
