package dev.winnow.importers.checkov;

import org.jspecify.annotations.Nullable;

/** What Checkov looked at, by its {@code check_type}. */
enum CheckType {
    /** Templates and settings: {@code terraform}, {@code kubernetes}, {@code dockerfile} and many more. */
    SETTINGS,
    SECRETS,
    /** Vulnerable packages and their licences: {@code sca_package}, {@code sca_image}. */
    PACKAGES,
    /** Source code: {@code sast_python} and the like. */
    CODE;

    static CheckType of(@Nullable String word) {
        if (word == null) {
            return SETTINGS;
        }
        if (word.equals("secrets")) {
            return SECRETS;
        }
        if (word.startsWith("sca_")) {
            return PACKAGES;
        }
        return word.startsWith("sast") || word.startsWith("cdk") ? CODE : SETTINGS;
    }
}
