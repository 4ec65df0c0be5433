package dev.winnow.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that the Common Weakness Enumeration gives the weaknesses which scanners report most. */
public final class CweNames {
    private static final String FILE = "cwe-names.tsv";

    private static final Map<Integer, String> NAMES = read();

    private CweNames() {}

    /** @param cwe such as {@code CWE-79} */
    public static Optional<Integer> number(String cwe) {
        String digits = cwe.substring(cwe.indexOf('-') + 1);
        boolean isNumber =
                !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    public static Optional<String> of(int number) {
        return Optional.ofNullable(NAMES.get(number));
    }

    private static Map<Integer, String> read() {
        var names = new HashMap<Integer, String>();
        try (InputStream in = CweNames.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the application lacks its file " + FILE);
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                names.put(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(names);
    }
}
