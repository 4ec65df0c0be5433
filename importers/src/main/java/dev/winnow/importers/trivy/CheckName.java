package dev.winnow.importers.trivy;

import dev.winnow.importers.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of one check. Trivy has renamed its checks: what was {@code KSV001} with the second name {@code
 * AVD-KSV-0001} is {@code KSV-0001} today.
 *
 * @param id as the report spells it
 * @param catalogued the newest spelling, whatever the report's, then the long one where the report has it: who compares
 *     checks across versions of Trivy takes the first
 * @param others those of them that differ from the id
 */
record CheckName(String id, List<String> catalogued, List<String> others) {
    static CheckName of(@Nullable String id, @Nullable String avdId, @Nullable String namespace) {
        String own = known(id);
        String second = known(avdId);
        String name = own != null ? own : second != null ? second : namespace == null ? "check" : Texts.line(namespace);
        String steady = steady(second == null ? name : second);
        var names = new ArrayList<String>(2);
        names.add(steady);
        if (second != null && !second.equals(steady)) {
            names.add(second);
        }
        var others = new ArrayList<>(names);
        others.remove(name);
        return new CheckName(name, List.copyOf(names), List.copyOf(others));
    }

    /** The spelling of the newest versions. Three digits became four, {@code AVD-} went. */
    private static String steady(String name) {
        String bare = name.startsWith("AVD-") ? name.substring(4) : name;
        int letters = 0;
        while (letters < bare.length() && bare.charAt(letters) >= 'A' && bare.charAt(letters) <= 'Z') {
            letters++;
        }
        int digits = bare.length() - letters;
        if (letters < 2
                || digits < 3
                || digits > 4
                || !bare.chars().skip(letters).allMatch(c -> c >= '0' && c <= '9')) {
            return bare.isBlank() ? name : bare;
        }
        return bare.substring(0, letters) + (digits == 3 ? "-0" : "-") + bare.substring(letters);
    }

    /** Checks without an id of their own are written as {@code N/A}. */
    private static @Nullable String known(@Nullable String name) {
        return name == null || name.equals("N/A") ? null : Texts.line(name);
    }
}
