package dev.winnow.security;

import dev.winnow.access.TokenCheck;
import dev.winnow.access.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads {@code Authorization: Bearer wnw_...}, and from webhooks the same token as a password; a request without one goes on
 * as nobody.
 */
final class BearerTokens extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final String BASIC = "Basic ";

    /** Where senders can put nothing but a user and a password into the address: there the token is the password. */
    private static final Pattern WEBHOOKS = Pattern.compile("/api/v1/projects/[^/]+/alerts/?");

    private final Tokens tokens;
    private final ProblemResponses problems;
    private final SecurityContextHolderStrategy holder;
    private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    BearerTokens(Tokens tokens, ProblemResponses problems, SecurityContextHolderStrategy holder) {
        this.tokens = tokens;
        this.problems = problems;
        this.holder = holder;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> secret = secret(request);
        if (secret.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.check(secret.get())) {
            case TokenCheck.Accepted accepted -> {
                SecurityContext context = holder.createEmptyContext();
                context.setAuthentication(new TokenAuthentication(accepted.caller()));
                holder.setContext(context);
                contexts.saveContext(context, request, response);
                chain.doFilter(request, response);
            }
            case TokenCheck.Refused refused ->
                problems.bearer().commence(request, response, new BadCredentialsException(refused.reason()));
        }
    }

    private static Optional<String> secret(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        if (header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(header.substring(SCHEME.length()).strip());
        }
        boolean isPassword = header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                && WEBHOOKS.matcher(request.getRequestURI()).matches();
        return isPassword ? password(header.substring(BASIC.length()).strip()) : Optional.empty();
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
