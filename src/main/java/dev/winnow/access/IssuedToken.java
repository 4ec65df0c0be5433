package dev.winnow.access;

/**
 * A token at the only moment its secret is known.
 *
 * @param secret what a client sends as bearer token
 */
public record IssuedToken(String secret, ApiToken token) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "IssuedToken[" + token.id() + "]";
    }
}
