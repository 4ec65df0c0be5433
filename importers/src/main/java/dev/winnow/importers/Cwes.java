package dev.winnow.importers;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds weaknesses of the Common Weakness Enumeration in what tools write. */
public final class Cwes {
    private static final int MOST = 50;
    private static final String PAGE = "cwe.mitre.org/data/definitions/";

    private Cwes() {}

    /** Adds the weakness named in a tag such as {@code external/cwe/cwe-079}, {@code CWE-79: Improper …}. */
    public static void addTagged(String tag, List<String> into) {
        add(named(tag), into);
    }

    /** Adds the weakness of a field for weaknesses, where {@code 79} will do. */
    public static void addNumbered(String text, List<String> into) {
        String plain = text.strip();
        String named = named(plain);
        add(named != null ? named : number(plain, 0), into);
    }

    /** Adds the weakness whose page an address opens. */
    public static void addLinked(String address, List<String> into) {
        int at = address.indexOf(PAGE);
        if (at >= 0) {
            add(number(address, at + PAGE.length()), into);
        }
    }

    /** Whether there are hard-coded passwords, keys or other credentials among them. */
    public static boolean areCredentials(List<String> cwes) {
        return cwes.contains("CWE-798") || cwes.contains("CWE-259") || cwes.contains("CWE-321");
    }

    private static void add(@Nullable String cwe, List<String> into) {
        if (cwe != null && !into.contains(cwe) && into.size() < MOST) {
            into.add(cwe);
        }
    }

    private static @Nullable String named(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("cwe"); at >= 0; at = lower.indexOf("cwe", at + 1)) {
            int digits = at + 3;
            while (digits < lower.length() && "-_: /".indexOf(lower.charAt(digits)) >= 0) {
                digits++;
            }
            boolean word = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1));
            String cwe = word ? number(lower, digits) : null;
            if (cwe != null) {
                return cwe;
            }
        }
        return null;
    }

    private static @Nullable String number(String text, int from) {
        int number = 0;
        int i = from;
        while (i < text.length() && i - from < 6 && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            number = 10 * number + text.charAt(i) - '0';
            i++;
        }
        return number > 0 ? "CWE-" + number : null;
    }
}
