package dev.winnow.security;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps a browser session true to its user: ended with the next request once the user is disabled or has another
 * password, and with the new role once that changed.
 */
final class LiveSessions extends OncePerRequestFilter {
    private final Users users;
    private final SecurityContextHolderStrategy holder;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

    LiveSessions(Users users, SecurityContextHolderStrategy holder) {
        this.users = users;
        this.holder = holder;
        this.logout.setSecurityContextHolderStrategy(holder);
    }

    /** What is the same for everyone needs no look at the user. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return StaticFiles.serve(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = holder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            Optional<Caller> now = users.refreshed(caller);
            if (now.isEmpty()) {
                logout.logout(request, response, authentication);
            } else if (!now.get().equals(caller)) {
                SecurityContext context = holder.createEmptyContext();
                context.setAuthentication(PasswordSignIn.signedIn(now.get(), authentication.getDetails()));
                holder.setContext(context);
                contexts.saveContext(context, request, response);
            }
        }
        chain.doFilter(request, response);
    }
}
