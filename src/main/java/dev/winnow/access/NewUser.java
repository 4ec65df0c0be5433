package dev.winnow.access;

import dev.winnow.audit.Actor;
import dev.winnow.problem.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param login 1 to 64 ASCII letters, digits and {@code . _ @ + -}; kept in lower case
 *     {@code system} and {@code nobody} stand for others in the audit log and are nobody's
 * @param displayName 1 to 120 characters
 * @param role in every project; null: only what grants say
 * @param password see {@link #checkPassword}
 */
public record NewUser(
        String login, String displayName, @Nullable Role role, String password) {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");
    private static final int SHORTEST_PASSWORD = 12;
    /** bcrypt reads no further. */
    private static final int LONGEST_PASSWORD = 72;

    public NewUser {
        login = lowerCase(login.strip());
        displayName = displayName.strip();
        refuse(loginError(login));
        refuse(displayNameError(displayName));
        checkPassword(login, password);
    }

    /** What is wrong with a login name, in any case; empty: nothing. */
    public static Optional<String> loginError(String login) {
        if (Actor.RESERVED.contains(lowerCase(login.strip()))) {
            return Optional.of(
                    "Nobody can be named " + lowerCase(login.strip()) + ": the audit log means something else by it.");
        }
        return LOGIN.matcher(lowerCase(login.strip())).matches()
                ? Optional.empty()
                : Optional.of("A login name has 1 to 64 ASCII letters, digits or . _ @ + - and starts with a"
                        + " letter or digit.");
    }

    /** What is wrong with a display name; empty: nothing. */
    public static Optional<String> displayNameError(String displayName) {
        int length = displayName.strip().length();
        return length >= 1 && length <= 120 ? Optional.empty() : Optional.of("A display name has 1 to 120 characters.");
    }

    /** What is wrong with a password of the user, which it does not repeat; empty: nothing. */
    public static Optional<String> passwordError(String login, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD || isTooLong(password)) {
            return Optional.of("A password has at least " + SHORTEST_PASSWORD + " characters and at most "
                    + LONGEST_PASSWORD + " bytes.");
        }
        return lowerCase(password).equals(lowerCase(login.strip()))
                ? Optional.of("A password must differ from the login name.")
                : Optional.empty();
    }

    /** @throws InvalidRequest where the password is not 12 characters to 72 bytes long or is the login name */
    static void checkPassword(String login, String password) {
        refuse(passwordError(login, password));
    }

    static void refuse(Optional<String> error) {
        error.ifPresent(message -> {
            throw new InvalidRequest(message);
        });
    }

    static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD;
    }

    static String lowerCase(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser[" + login + ", " + role + "]";
    }
}
