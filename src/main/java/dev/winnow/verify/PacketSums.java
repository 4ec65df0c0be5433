package dev.winnow.verify;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of hashes, as {@code sha256sum} writes it. */
final class PacketSums {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    private PacketSums() {}

    /** @return hashes by name, in their order */
    static Map<String, String> read(byte[] text, Problems problems) {
        var sums = new LinkedHashMap<String, String>();
        int number = 0;
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                if (sums.put(parts.group(2), parts.group(1)) != null) {
                    problems.add("the list of hashes has " + Problems.shown(parts.group(2)) + " more than once");
                }
            } else if (!line.isEmpty()) {
                problems.add("line " + number + " of the list of hashes is none");
            }
        }
        return sums;
    }
}
