package dev.winnow.project;

import dev.winnow.importers.Category;
import java.util.Locale;
import java.util.Optional;

/** Where in the loop a guard stands. The lower-case name is the word in the API. */
public enum Stage {
    PLAN,
    CODE,
    BUILD,
    TEST,
    RELEASE,
    OPERATE;

    /** The stage at which a guard of this category usually stands; used where an upload does not say. */
    public static Stage usualFor(Category category) {
        return switch (category) {
            case SECRETS -> CODE;
            case SAST, SCA, CONTAINER -> BUILD;
            case DAST, IAST, IAC -> TEST;
            case POLICY -> RELEASE;
            case RUNTIME, DRIFT -> OPERATE;
        };
    }

    /** The stage of this name in any case; empty for another word. */
    public static Optional<Stage> ofWord(String word) {
        for (Stage stage : values()) {
            if (stage.name().equalsIgnoreCase(word)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
