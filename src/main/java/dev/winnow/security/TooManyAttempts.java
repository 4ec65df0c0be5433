package dev.winnow.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Sign-ins are refused for a while, whatever the password. */
final class TooManyAttempts extends AuthenticationException {
    private final Duration wait;

    TooManyAttempts(Duration wait) {
        super("Too many attempts to sign in: wait " + Math.ceilDiv(wait.toSeconds(), 60) + " minutes.");
        this.wait = wait;
    }

    long seconds() {
        return Math.max(1, wait.toSeconds());
    }
}
