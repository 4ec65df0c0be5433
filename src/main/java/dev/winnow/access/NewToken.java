package dev.winnow.access;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.Plain;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param name what it is for, 1 to 100 characters
 * @param project key of the only project it shall open; null: every project
 * @param expires from when on it opens nothing; null: never
 */
public record NewToken(
        String name,
        TokenRole role,
        @Nullable String project,
        @Nullable Instant expires) {
    public NewToken {
        name = name.strip();
        nameError(name).ifPresent(error -> {
            throw new InvalidRequest(error);
        });
        if (project != null && (project.isBlank() || project.length() > 100)) {
            throw new InvalidRequest("A token's project is the project's key; leave it out for all projects.");
        }
    }

    /** What is wrong with a token's name; empty: nothing. */
    public static Optional<String> nameError(String name) {
        String bare = name.strip();
        return Plain.unless(
                !bare.isEmpty() && bare.length() <= 100 && Plain.isLine(bare),
                "name: a token's name has 1 to 100 characters, without control characters.");
    }
}
