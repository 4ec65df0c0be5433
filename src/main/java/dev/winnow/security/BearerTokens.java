package dev.winnow.security;

import dev.winnow.access.TokenCheck;
import dev.winnow.access.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads {@code Authorization: Bearer wnw_...}; a request without one goes on as nobody. */
final class BearerTokens extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

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
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.check(header.substring(SCHEME.length()).strip())) {
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
}
