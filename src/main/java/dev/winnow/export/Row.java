package dev.winnow.export;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A row of a table that is filled from the left, whatever the table is written as. */
interface Row {
    /** Adds a text, safe where a spreadsheet opens it. */
    Row text(String text);

    default Row text(Optional<String> text) {
        return text(text.orElse(""));
    }

    /** Adds a number that has more digits than a spreadsheet may keep. */
    Row id(long id);

    Row number(OptionalInt number);

    Row yes(boolean is);

    Row time(Optional<Instant> at);
}
