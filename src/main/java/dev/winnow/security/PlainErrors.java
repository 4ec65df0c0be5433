package dev.winnow.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what the server refuses before the application sees it, such as an address that cannot be decoded: below
 * {@code /api/} as all errors there (RFC 9457), elsewhere with a line of text. Nothing of the request is repeated, and the
 * server is not named.
 */
final class PlainErrors extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String uri = request.getRequestURI();
        boolean api = uri != null && uri.startsWith("/api/");
        String body = api
                ? "{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail(status) + "\"}"
                : status + " " + title + ". " + detail(status) + "\n";
        try {
            response.setContentType(api ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : "text/plain;charset=UTF-8");
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("Nobody is left to read an error", e);
        }
    }

    private static String detail(int status) {
        return status < 500 ? "The request or its address cannot be read." : "Something unexpected went wrong.";
    }
}
