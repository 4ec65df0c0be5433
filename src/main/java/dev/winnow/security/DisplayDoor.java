package dev.winnow.security;

import dev.winnow.wall.Displays;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Opens {@code /wall/<secret>}: where the secret is that of a display link, it goes into a cookie that no script reads, and
 * the browser on to the wall, so that the secret stands neither on the screen nor in what the page sends. It signs nobody in.
 * Whatever else stands there is not found, and why is not told. With 256 random bits there is nothing to guess.
 */
final class DisplayDoor extends OncePerRequestFilter {
    private static final Pattern DOOR = Pattern.compile("/wall/([^/]*)");
    private static final Pattern THEME = Pattern.compile("(?:.*&)?theme=(light|dark)(?:&.*)?");

    /** Browsers keep none longer than 400 days; each visit begins them anew. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Displays displays;

    DisplayDoor(Displays displays) {
        this.displays = displays;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Matcher door = DOOR.matcher(path);
        if (path.equals("/" + Displays.PAGE)) {
            kept(request).ifPresent(secret -> keep(secret, request, response));
        }
        if (!door.matches() || path.equals("/" + Displays.PAGE)) {
            chain.doFilter(request, response);
            return;
        }
        String secret = door.group(1);
        if (displays.ofSecret(secret).isEmpty()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        keep(secret, request, response);
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(
                HttpHeaders.LOCATION, request.getContextPath() + "/" + Displays.PAGE + theme(request.getQueryString()));
    }

    /** The secret that the browser has, where nobody revoked it. */
    private Optional<String> kept(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, Displays.COOKIE))
                .map(Cookie::getValue)
                .filter(secret -> displays.ofSecret(secret).isPresent());
    }

    private static void keep(String secret, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Displays.COOKIE, secret)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path(request.getContextPath() + "/")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }

    private static String theme(@Nullable String query) {
        return Optional.ofNullable(query)
                .map(THEME::matcher)
                .filter(Matcher::matches)
                .map(matcher -> "?theme=" + matcher.group(1))
                .orElse("");
    }
}
