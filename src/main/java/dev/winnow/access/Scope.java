package dev.winnow.access;

import dev.winnow.problem.InvalidRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a grant counts: in one project, or in the projects of one team.
 *
 * @param name a project's key, which need not exist yet, or a team's name; 1 to 100 characters that addresses can hold
 */
public record Scope(Kind kind, String name) {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\;%?#]{1,100}");

    /** What the name is of. */
    public enum Kind {
        PROJECT,
        TEAM;

        /** As in the REST interface: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws InvalidRequest where the name cannot be one */
    public Scope {
        name = name.strip();
        nameError(name).ifPresent(error -> {
            throw new InvalidRequest(error);
        });
    }

    /** What is wrong with the name of a project or team; empty: nothing. */
    public static Optional<String> nameError(String name) {
        return !name.isBlank() && NAME.matcher(name.strip()).matches()
                ? Optional.empty()
                : Optional.of("A name has 1 to 100 characters, and none of / \\ ; % ? # among them.");
    }

    public static Scope project(String name) {
        return new Scope(Kind.PROJECT, name);
    }

    public static Scope team(String name) {
        return new Scope(Kind.TEAM, name);
    }

    /** As the audit log names it. */
    String subject() {
        return kind.word() + ":" + name;
    }
}
