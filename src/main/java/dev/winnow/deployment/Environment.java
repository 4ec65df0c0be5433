package dev.winnow.deployment;

import dev.winnow.problem.InvalidRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place where builds of a project run.
 *
 * @param name in lower case
 * @param production whether it is one of production: now, and in all its history
 * @param buildId what runs there now; empty: nothing
 * @param since since when that runs there without anything else in between; empty with it
 */
public record Environment(
        long id, long projectId, String name, boolean production, Optional<Long> buildId, Optional<Instant> since) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern BREAK = Pattern.compile("[._-]");
    private static final Set<String> PRODUCTION = Set.of("prod", "production", "live");

    /** The name as it is kept. @throws InvalidRequest where it is none */
    static String name(String given) {
        String name = given.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequest(
                    "environment: 1 to 100 letters, digits, dots, dashes and underscores, with a letter"
                            + " or digit first.");
        }
        return name;
    }

    /** Whether an environment of this name is taken for one of production until somebody says: {@code prod}, {@code live-eu}. */
    static boolean isProduction(String name) {
        return PRODUCTION.contains(BREAK.split(name, 2)[0]);
    }
}
