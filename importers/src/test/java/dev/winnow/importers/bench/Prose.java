package dev.winnow.importers.bench;

import java.util.Random;

/** Seeded text of the lengths that advisories have. */
final class Prose {
    private static final String[] WORDS = {
        "a",
        "the",
        "in",
        "of",
        "to",
        "flaw",
        "was",
        "found",
        "parser",
        "remote",
        "attacker",
        "allows",
        "overflow",
        "buffer",
        "crafted",
        "request",
        "library",
        "before",
        "version",
        "denial",
        "service",
        "heap",
        "read",
        "via",
        "bounds",
        "memory",
        "certificate",
        "header",
        "improper",
        "validation",
        "leads",
        "code",
        "execution"
    };

    private final Random random;

    Prose(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String words(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    String hex(int digits) {
        var text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
