package dev.winnow.project;

import java.util.Locale;
import java.util.regex.Pattern;

/** A project's name, which is also its address: letters, digits, dot, dash, underscore; 1 to 100 characters. */
public final class ProjectName {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private ProjectName() {}

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /** The same for all names that differ by upper and lower case alone, of which one project at most has one. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
