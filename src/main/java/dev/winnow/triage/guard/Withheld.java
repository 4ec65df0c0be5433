package dev.winnow.triage.guard;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that are taken out of texts, in whatever case, where they are words of their own. */
final class Withheld {
    private static final String SIGN = "[…]";
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The longest first: "shop-api" is not "shop" with something behind it. */
    private final List<Name> names;

    private Withheld(List<Name> names) {
        this.names = names;
    }

    /** @param parts its words in lower case: between them a text may break its line */
    private record Name(List<String> parts, int length) {
        static Name of(String name) {
            String lower = Unseen.without(name).strip().toLowerCase(Locale.ROOT);
            return new Name(SPACE.splitAsStream(lower).toList(), lower.length());
        }

        boolean mayBeIn(String lower) {
            return parts.stream().allMatch(lower::contains);
        }

        String pattern() {
            return parts.stream().map(Pattern::quote).collect(Collectors.joining("\\s+"));
        }
    }

    static Withheld of(Collection<String> names) {
        return new Withheld(names.stream()
                .map(Name::of)
                .filter(name -> name.length() > 0)
                .sorted(Comparator.comparingInt(Name::length).reversed())
                .toList());
    }

    String out(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Stream<Name> found = names.stream().filter(name -> name.mayBeIn(lower));
        String any = found.map(Name::pattern).collect(Collectors.joining("|"));
        return any.isEmpty()
                ? text
                : Pattern.compile(
                                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(text)
                        .replaceAll(SIGN);
    }
}
