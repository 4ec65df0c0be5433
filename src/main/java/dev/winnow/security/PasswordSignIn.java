package dev.winnow.security;

import dev.winnow.access.Caller;
import dev.winnow.access.SignInThrottle;
import dev.winnow.access.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Turns a login name and password into a {@link Caller}, for the form and for HTTP basic. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordSignIn.class);

    private final Users users;
    private final SignInThrottle throttle;

    PasswordSignIn(Users users, SignInThrottle throttle) {
        this.users = users;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String login = attempt.getName();
        String address = address(attempt);
        Optional<Duration> wait = throttle.attempt(login, address);
        if (wait.isPresent()) {
            LOG.warn("Refused a sign-in from {}: too many attempts", address);
            throw new TooManyAttempts(wait.get());
        }
        Caller caller = users.signIn(login, String.valueOf(attempt.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("The login name or the password is not right."));
        throttle.succeeded(login, address);
        return signedIn(caller, attempt.getDetails());
    }

    static UsernamePasswordAuthenticationToken signedIn(Caller caller, @Nullable Object details) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities(caller));
        authentication.setDetails(details);
        return authentication;
    }

    static List<GrantedAuthority> authorities(Caller caller) {
        return List.of(new SimpleGrantedAuthority(caller.role().authority()));
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "unknown";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
