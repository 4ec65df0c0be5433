package dev.winnow.security;

import dev.winnow.access.Caller;
import dev.winnow.access.Role;
import dev.winnow.access.SignInThrottle;
import dev.winnow.access.Users;
import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    private final AuditLog log;

    PasswordSignIn(Users users, SignInThrottle throttle, AuditLog log) {
        this.users = users;
        this.log = log;
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
        Optional<Caller> known = users.signIn(login, String.valueOf(attempt.getCredentials()));
        if (known.isEmpty()) {
            // What is nobody's login name is not repeated: people type their password there.
            String subject = users.knownLogin(login).map(user -> "user:" + user).orElse("user:?");
            log.record(Actor.NOBODY, "sign-in.failed", subject, null, Map.of("address", address));
            throw new BadCredentialsException("The login name or the password is not right.");
        }
        Caller caller = known.get();
        throttle.succeeded(login, address);
        log.record(caller.actor(), "sign-in", "user:" + caller.login(), null, Map.of("address", address));
        return signedIn(caller, attempt.getDetails());
    }

    static UsernamePasswordAuthenticationToken signedIn(Caller caller, @Nullable Object details) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities(caller));
        authentication.setDetails(details);
        return authentication;
    }

    static List<GrantedAuthority> authorities(Caller caller) {
        return authority(caller).map(List::<GrantedAuthority>of).orElse(List.of());
    }

    /**
     * What opens pages that then ask for more: the strongest role held anywhere. Only a global administrator is one here,
     * since pages for administrators are of no project.
     */
    private static Optional<SimpleGrantedAuthority> authority(Caller caller) {
        return caller.strongest()
                .map(role -> role == Role.ADMIN && !caller.mayAdminister() ? Role.SECURITY : role)
                .map(role -> new SimpleGrantedAuthority(role.authority()));
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
