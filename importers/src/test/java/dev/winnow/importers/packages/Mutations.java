package dev.winnow.importers.packages;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.ReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages samples at random and sees that an importer either reads or refuses them. */
public final class Mutations {
    private static final String ALPHABET = "{}[]\",:0-9.eE+ntf\\u\n \u00e4\0";

    private Mutations() {}

    /** @throws AssertionError with the seed and the document, for anything but a result or a {@link ReportException} */
    public static void survive(Importer importer, List<String> samples, long seed, int rounds) {
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] sample = samples.get(random.nextInt(samples.size())).getBytes(StandardCharsets.UTF_8);
            byte[] damaged = damage(sample, random);
            try {
                Reports.read(importer, damaged, Limits.DEFAULT);
            } catch (ReportException expected) {
                if (expected.getMessage().isBlank()) {
                    throw new AssertionError("an error without a sentence");
                }
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "seed " + seed + ", round " + round + ": " + new String(damaged, StandardCharsets.UTF_8), e);
            }
        }
    }

    private static byte[] damage(byte[] sample, Random random) {
        byte[] bytes = sample;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(5)) {
                case 0 -> flipped(bytes, at, random);
                case 1 -> Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> replaced(bytes, at, at, inserted(random));
                case 3 -> replaced(bytes, at, Math.min(bytes.length - 1, at + random.nextInt(40)), new byte[0]);
                default -> replacedValue(bytes, at, random);
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] inserted(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Puts a value of another type behind the next colon: valid JSON that the format does not know. */
    private static byte[] replacedValue(byte[] bytes, int from, Random random) {
        int colon = from;
        while (colon < bytes.length - 1 && bytes[colon] != ':') {
            colon++;
        }
        int end = colon + 1;
        while (end < bytes.length - 1 && ",}]\n".indexOf(bytes[end]) < 0) {
            end++;
        }
        String[] values = {"null", "7", "true", "{}", "[]", "[null]", "[{}]", "\"x\"", "\"\"", "-1e999", "{\"a\":[1]}"};
        byte[] value = values[random.nextInt(values.length)].getBytes(StandardCharsets.UTF_8);
        return colon + 1 >= end ? bytes : replaced(bytes, colon + 1, end, value);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] copy = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, copy, 0, from);
        System.arraycopy(by, 0, copy, from, by.length);
        System.arraycopy(bytes, to, copy, from + by.length, bytes.length - to);
        return copy.length == 0 ? new byte[] {' '} : copy;
    }
}
