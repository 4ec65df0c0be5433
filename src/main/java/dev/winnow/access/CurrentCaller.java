package dev.winnow.access;

import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Finds the {@link Caller} of the request or browser session that this thread works for. */
@Component
public class CurrentCaller {
    private final Users users;

    CurrentCaller(Users users) {
        this.users = users;
    }

    /** @throws IllegalStateException where nobody signed in */
    public Caller get() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** @return empty where nobody signed in, or the user is disabled */
    public Optional<Caller> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        return authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : users.caller(authentication.getName());
    }
}
