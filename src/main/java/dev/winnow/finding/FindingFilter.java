package dev.winnow.finding;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which findings a list has.
 *
 * @param severities those it has; all where it is empty
 * @param kind null for all
 * @param guard the name of a guard: of open findings those that it sees now, of others those that it has ever seen; null
 *     for all
 */
public record FindingFilter(
        FindingStatus status,
        Set<Severity> severities,
        @Nullable Kind kind,
        @Nullable String guard,
        Silenced silenced) {
    public FindingFilter {
        var ordered = EnumSet.noneOf(Severity.class);
        ordered.addAll(severities);
        severities = Collections.unmodifiableSet(ordered);
    }

    /** All findings of one status. */
    public static FindingFilter of(FindingStatus status) {
        return new FindingFilter(status, Set.of(), null, null, Silenced.SHOW);
    }

    /** The value of a closed choice whose name this is, in any case. */
    public static <E extends Enum<E>> Optional<E> choice(Class<E> type, String word) {
        for (E value : type.getEnumConstants()) {
            if (word(value).equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** A value of a closed choice as it stands in addresses. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    FindingFilter only(Severity severity) {
        return new FindingFilter(status, Set.of(severity), kind, guard, silenced);
    }

    /** The severities it lets through, worst first. */
    List<Severity> wanted() {
        return List.copyOf(severities.isEmpty() ? EnumSet.allOf(Severity.class) : severities);
    }

    List<Kind> kinds() {
        return kind == null ? List.of(Kind.values()) : List.of(kind);
    }

    /** The values of {@code silenced} that it lets through. */
    List<Boolean> silencing() {
        return switch (silenced) {
            case HIDE -> List.of(false);
            case SHOW -> List.of(false, true);
            case ONLY -> List.of(true);
        };
    }
}
