package dev.winnow.access;

import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Component;

/** Finds the {@link Caller} of the request or browser session that this thread works for. */
@Component
public class CurrentCaller {
    private final Users users;
    private final SecurityContextHolderStrategy holder;

    CurrentCaller(Users users, SecurityContextHolderStrategy holder) {
        this.users = users;
        this.holder = holder;
    }

    /** @throws IllegalStateException where nobody signed in */
    public Caller get() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** @return empty where nobody signed in, or the user is disabled */
    public Optional<Caller> find() {
        Authentication authentication = holder.getContext().getAuthentication();
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
