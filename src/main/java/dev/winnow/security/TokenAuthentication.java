package dev.winnow.security;

import dev.winnow.access.Caller;
import dev.winnow.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request that came with a good token. Its secret is not kept. */
final class TokenAuthentication extends AbstractAuthenticationToken {
    private final Caller caller;

    TokenAuthentication(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        setAuthenticated(true);
    }

    /** A token is not the user: it gets the user's role only where it may do all that role may. */
    private static List<GrantedAuthority> authorities(Caller caller) {
        return caller.mayAdminister() ? List.of(new SimpleGrantedAuthority(Role.ADMIN.authority())) : List.of();
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
