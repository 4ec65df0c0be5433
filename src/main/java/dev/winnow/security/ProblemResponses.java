package dev.winnow.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers the requests that get no further than the filters, as the REST interface answers all errors (RFC 9457). */
@Component
class ProblemResponses {
    private static final String REALM = "realm=\"winnow\"";

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    /** 401 for what wants a bearer token. */
    AuthenticationEntryPoint bearer() {
        return (request, response, cause) -> {
            boolean presented = !(cause instanceof InsufficientAuthenticationException);
            String challenge = "Bearer " + REALM + (presented ? ", error=\"invalid_token\"" : "");
            unauthorized(
                    request,
                    response,
                    challenge,
                    presented
                            ? String.valueOf(cause.getMessage())
                            : "Send a token: Authorization: Bearer wnw_... (POST /api/v1/tokens makes one).");
        };
    }

    /** 401 for what wants HTTP basic, 429 where guessing is slowed down. */
    AuthenticationEntryPoint basic() {
        return (request, response, cause) -> {
            if (cause instanceof TooManyAttempts refused) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refused.seconds()));
                write(request, response, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(refused.getMessage()));
                return;
            }
            unauthorized(request, response, "Basic " + REALM + ", charset=\"UTF-8\"", basicDetail(cause));
        };
    }

    private static String basicDetail(AuthenticationException cause) {
        return cause instanceof InsufficientAuthenticationException
                ? "Tokens are made with HTTP basic: a user's login name and password."
                : "The login name or the password is not right.";
    }

    /** 403. */
    AccessDeniedHandler denied() {
        return (request, response, cause) ->
                write(request, response, HttpStatus.FORBIDDEN, "You may not do this with this token or user.");
    }

    private void unauthorized(HttpServletRequest request, HttpServletResponse response, String challenge, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        write(request, response, HttpStatus.UNAUTHORIZED, detail);
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
