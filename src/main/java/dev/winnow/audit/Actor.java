package dev.winnow.audit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param login a user's login name, or {@code system} or {@code nobody}
 * @param tokenId number of the API token the user came with; null: a password
 * @param tokenName what the token is called; null where there is none
 */
public record Actor(
        String login, @Nullable Long tokenId, @Nullable String tokenName) {
    /** Winnow itself, or who runs the server. */
    public static final Actor SYSTEM = new Actor("system", null, null);

    /** Someone who did not prove who they are. */
    public static final Actor NOBODY = new Actor("nobody", null, null);

    /** Login names that no user can have, as they would be taken for these. */
    public static final Set<String> RESERVED = Set.of("system", "nobody");

    /** One who signed in with a password. */
    public static Actor user(String login) {
        return new Actor(login, null, null);
    }

    /** A user through one of that user's API tokens. */
    public static Actor token(String login, long id, String name) {
        return new Actor(login, id, name);
    }
}
