package dev.winnow.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what fails before a controller is reached, such as an address the server refuses to read. */
@Hidden
@RestController
class ErrorPage implements ErrorController {
    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        HttpStatus status = status(request);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(status));
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address) {
            try {
                problem.setInstance(new URI(address));
            } catch (URISyntaxException e) {
                problem.setDetail("The request's address cannot be read.");
            }
        }
        return ResponseEntity.status(status).body(problem);
    }

    /** For browsers: whoever follows a link that opens nothing any more reads words, not JSON. */
    @RequestMapping(path = "${spring.web.error.path:/error}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<?> page(HttpServletRequest request) {
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (address instanceof String path && path.startsWith(request.getContextPath() + "/api/")) {
            ResponseEntity<ProblemDetail> problem = error(request);
            return ResponseEntity.status(problem.getStatusCode())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem.getBody());
        }
        HttpStatus status = status(request);
        boolean display = address instanceof String path && path.startsWith(request.getContextPath() + "/wall/");
        String words = display && status == HttpStatus.NOT_FOUND
                ? "This display link opens nothing: it was revoked, or it never was one. Ask for a new one."
                : detail(status);
        // Nothing of the request is in it.
        String html = """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>Winnow</title></head>
                <body><main><h1>%s</h1><p>%s</p>%s</main></body></html>
                """.formatted(
                        display ? "No display" : "Not here",
                        words,
                        display ? "" : "<p><a href=\"" + request.getContextPath() + "/\">To Winnow</a></p>");
        return ResponseEntity.status(status).contentType(MediaType.TEXT_HTML).body(html);
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request, its method or its address is not one that is read here.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This method is not possible here.";
            default -> status.is5xxServerError() ? "Something unexpected went wrong." : "The request is refused.";
        };
    }

    private static HttpStatus status(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}
