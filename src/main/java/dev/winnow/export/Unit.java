package dev.winnow.export;

/** What a number counts. */
public enum Unit {
    SECONDS("seconds"),
    /** From 0 to 1. */
    SHARE("share"),
    COUNT("count"),
    PER_PERSON_AND_DAY("per person and day"),
    DAYS("days");

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    /** As in the formats that machines read. */
    public String word() {
        return word;
    }
}
