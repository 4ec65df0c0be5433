package dev.winnow.importers;

import java.util.Locale;

/** What a guard looks at. The lower-case name is the word in the API. */
public enum Category {
    SAST,
    SCA,
    SECRETS,
    IAC,
    CONTAINER,
    DAST,
    IAST,
    POLICY,
    RUNTIME,
    DRIFT;

    /** The word used in the API and the settings, such as {@code sca}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
