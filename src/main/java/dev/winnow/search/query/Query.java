package dev.winnow.search.query;

import dev.winnow.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which findings someone wants. {@link #text} says it the way it is typed. */
public sealed interface Query {
    /** All findings. */
    static Query everything() {
        return new All(List.of());
    }

    /** Findings that all parts let through; all findings where there is none. */
    record All(List<Query> parts) implements Query {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Findings that one of the parts lets through. */
    record Any(List<Query> parts) implements Query {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** All other findings. */
    record Not(Query part) implements Query {}

    /** Findings whose field has one of these values. */
    record Has(Field field, List<Value> values) implements Query {
        public Has {
            values = List.copyOf(values);
        }
    }

    /**
     * A value as it was typed.
     *
     * @param quoted whether an asterisk is one, not any characters
     */
    record Value(String text, boolean quoted) {
        public boolean isPattern() {
            return !quoted && text.indexOf('*') >= 0;
        }

        /** Whether it is the word, or fits it; upper and lower case are one. */
        public boolean isAbout(String word) {
            String wanted = text.toLowerCase(Locale.ROOT);
            String there = word.toLowerCase(Locale.ROOT);
            return isPattern() ? Glob.matches(wanted, there) : wanted.equals(there);
        }
    }

    /**
     * Findings of an age.
     *
     * @param over null: any
     * @param under null: any
     * @param written as it was typed
     */
    record Aged(@Nullable Duration over, @Nullable Duration under, String written) implements Query {}

    /**
     * Findings with a time of a field within.
     *
     * @param from null: any
     * @param before null: any; exclusive
     * @param written as it was typed
     */
    record Within(
            Field field, @Nullable Instant from, @Nullable Instant before, String written) implements Query {}

    /**
     * Findings with words anywhere in their texts.
     *
     * @param phrase whether the words stand just so; else each is at least the beginning of a word
     */
    record Words(String words, boolean phrase) implements Query {}

    /** The query as it is typed. */
    default String text() {
        return QueryText.of(this);
    }

    /** What must hold together. */
    default List<Query> parts() {
        return this instanceof All all ? all.parts() : List.of(this);
    }

    /** Both hold. */
    default Query and(Query other) {
        return new All(Stream.concat(parts().stream(), other.parts().stream()).toList());
    }

    /** Whether someone looks for words, so that some findings fit better than others. */
    default boolean hasWords() {
        return switch (this) {
            case All all -> all.parts().stream().anyMatch(Query::hasWords);
            case Any any -> any.parts().stream().anyMatch(Query::hasWords);
            case Has has -> has.field().type() == Field.Type.TEXT;
            case Words words -> true;
            case Not not -> false;
            case Aged aged -> false;
            case Within within -> false;
        };
    }

    /** The values that a field of all findings is narrowed to; empty where it is not. */
    default List<String> chosen(Field field) {
        return parts().stream()
                .flatMap(part -> switch (part) {
                    case Has has
                    when has.field() == field -> has.values().stream().map(Value::text);
                    case Aged aged when field == Field.AGE -> Stream.of(aged.written());
                    case Within within when within.field() == field -> Stream.of(within.written());
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    /** The query without anything that narrows the field of all findings. */
    default Query without(Field field) {
        return keeping(part -> switch (part) {
            case Has has -> has.field() != field;
            case Aged aged -> field != Field.AGE;
            case Within within -> within.field() != field;
            default -> true;
        });
    }

    private Query keeping(Predicate<Query> kept) {
        return new All(parts().stream().filter(kept).toList());
    }

    /** The query with one value more of a field; of an age, with that one instead. */
    default Query with(Field field, String value) {
        if (field.type() == Field.Type.AGE || field.type() == Field.Type.DATE) {
            return without(field).and(QueryParser.parse(field.word() + ":" + value));
        }
        var parts = new ArrayList<>(parts());
        var added = new Value(value, value.indexOf('*') >= 0);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Has has && has.field() == field) {
                parts.set(
                        i,
                        new Has(
                                field,
                                Stream.concat(has.values().stream(), Stream.of(added))
                                        .toList()));
                return new All(parts);
            }
        }
        parts.add(new Has(field, List.of(added)));
        return new All(parts);
    }

    /** The query without one value of a field. */
    default Query without(Field field, String value) {
        return new All(parts().stream()
                .flatMap(part -> switch (part) {
                    case Has has when has.field() == field -> without(has, value).stream();
                    case Aged aged when field == Field.AGE && aged.written().equals(value) -> Stream.<Query>empty();
                    default -> Stream.of(part);
                })
                .toList());
    }

    private static Optional<Query> without(Has has, String value) {
        List<Value> left = has.values().stream()
                .filter(one -> !one.text().equalsIgnoreCase(value))
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new Has(has.field(), left));
    }
}
