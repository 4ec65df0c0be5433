package dev.winnow.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body and where, and repeats nothing of it: it may hold what must not be shown. */
final class UnreadableBody {
    private UnreadableBody() {}

    static String describe(HttpMessageNotReadableException error) {
        Throwable cause = error.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            // Its name is the caller's, and may be anything.
            String known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", ", "; known: ", ""));
            return "The body has a member that is not known here" + place(unknown) + known + ".";
        }
        if (cause instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return field(mismatch) + ": not " + wanted(mismatch.getTargetType()) + place(mismatch) + ".";
        }
        if (cause instanceof JacksonException unreadable) {
            return "The body is not the JSON that is asked for" + place(unreadable) + ".";
        }
        return "The body is missing or cannot be read.";
    }

    /** What a value of the type looks like in a request. */
    static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "what is asked for";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == LocalDate.class) {
            return "a day such as 2026-01-31";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        return Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)
                ? "a number in its range"
                : "a value of the type " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String field(MismatchedInputException mismatch) {
        return mismatch.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static String place(JacksonException error) {
        TokenStreamLocation location = error.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
