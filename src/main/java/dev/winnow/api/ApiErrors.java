package dev.winnow.api;

import dev.winnow.policy.language.InvalidPolicy;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.search.IndexUnavailable;
import dev.winnow.search.query.QueryError;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Every error as {@code application/problem+json} (RFC 9457). What the caller can change is said in {@code detail}; what
 * only the operator can is logged under a number, which is all the answer tells.
 */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /** One thing wrong with a request, as {@code errors} lists it. */
    record Violation(String field, String message) {
        @Override
        public String toString() {
            return field + ": " + message;
        }
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequest error) {
        return problem(HttpStatus.BAD_REQUEST, error.getMessage());
    }

    /** @return with the place of the error as {@code column}, from 1 */
    @ExceptionHandler
    ProblemDetail unreadable(QueryError error) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "q, " + error.line());
        problem.setProperty("column", error.column());
        return problem;
    }

    /** @return with every problem's place as {@code problems} */
    @ExceptionHandler
    ProblemDetail noPolicy(InvalidPolicy error) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, error.getMessage());
        problem.setProperty("problems", error.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unavailable(IndexUnavailable error) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, error.getMessage());
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound error) {
        return problem(HttpStatus.NOT_FOUND, error.getMessage());
    }

    @ExceptionHandler
    ProblemDetail conflict(Conflict error) {
        return problem(HttpStatus.CONFLICT, error.getMessage());
    }

    @ExceptionHandler
    ProblemDetail notPermitted(NotPermitted error) {
        return problem(HttpStatus.FORBIDDEN, error.getMessage());
    }

    @ExceptionHandler
    ProblemDetail denied(AccessDeniedException error) {
        return problem(HttpStatus.FORBIDDEN, "You may not do this with this token or user.");
    }

    @ExceptionHandler
    ProblemDetail unauthenticated(AuthenticationException error) {
        return problem(HttpStatus.UNAUTHORIZED, "Send a token: Authorization: Bearer wnw_...");
    }

    @ExceptionHandler
    ProblemDetail crossed(ConcurrencyFailureException error) {
        return problem(HttpStatus.CONFLICT, "Something else changed this at the same moment: try again.");
    }

    @ExceptionHandler
    ProblemDetail crossed(DataIntegrityViolationException error) {
        LOG.warn(
                "A request did not fit what is stored: {}",
                error.getMostSpecificCause().getMessage());
        return problem(HttpStatus.CONFLICT, "This does not fit what is stored already: look at it again.");
    }

    @ExceptionHandler
    ProblemDetail violated(ConstraintViolationException error) {
        return violations(
                HttpStatus.BAD_REQUEST,
                error.getConstraintViolations().stream()
                        .map(one -> new Violation(String.valueOf(one.getPropertyPath()), one.getMessage())));
    }

    /** The check of a value of ours is the caller's mistake; one of a library is ours. */
    @ExceptionHandler
    @Nullable
    ProblemDetail illegal(IllegalArgumentException error, WebRequest request) {
        StackTraceElement[] stack = error.getStackTrace();
        boolean ours = stack.length > 0 && stack[0].getClassName().startsWith("dev.winnow.");
        return ours && error.getMessage() != null
                ? problem(HttpStatus.BAD_REQUEST, error.getMessage())
                : unexpected(error, request);
    }

    @ExceptionHandler
    @Nullable
    ProblemDetail unexpected(Exception error, WebRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
            // Nobody is left to read an answer.
            return null;
        }
        ResponseStatus declared = AnnotatedElementUtils.findMergedAnnotation(error.getClass(), ResponseStatus.class);
        if (declared != null && declared.code().is4xxClientError()) {
            return problem(declared.code(), String.valueOf(error.getMessage()));
        }
        String number = UUID.randomUUID().toString();
        LOG.error("Unexpected error {} at {}", number, request.getDescription(false), error);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something unexpected went wrong; the log has it as " + number + ".");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = violations(
                status, error.getBindingResult().getAllErrors().stream().map(ApiErrors::violation));
        return handleExceptionInternal(error, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = violations(
                status, error.getParameterValidationResults().stream().flatMap(ApiErrors::violations));
        return handleExceptionInternal(error, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                error, problem(status, UnreadableBody.describe(error)), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = error instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(error.getPropertyName());
        String detail = name + ": not " + UnreadableBody.wanted(error.getRequiredType()) + ".";
        return handleExceptionInternal(error, problem(status, detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                error, problem(status, "There is nothing at this address."), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException error,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String[] possible = error.getSupportedMethods();
        String detail = possible == null
                ? error.getMethod() + " is not possible here."
                : error.getMethod() + " is not possible here; possible: " + String.join(", ", possible) + ".";
        return handleExceptionInternal(error, problem(status, detail), headers, status, request);
    }

    private static Stream<Violation> violations(ParameterValidationResult result) {
        if (result instanceof ParameterErrors fields) {
            return fields.getAllErrors().stream().map(ApiErrors::violation);
        }
        String parameter = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream().map(one -> new Violation(parameter, message(one)));
    }

    private static Violation violation(ObjectError error) {
        return new Violation(
                error instanceof FieldError field ? field.getField() : error.getObjectName(), message(error));
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    private static ProblemDetail violations(HttpStatusCode status, Stream<Violation> found) {
        List<Violation> violations =
                found.sorted(Comparator.comparing(Violation::field)).toList();
        ProblemDetail problem =
                problem(status, violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        problem.setProperty("errors", violations);
        return problem;
    }

    private static ProblemDetail problem(HttpStatusCode status, @Nullable String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }
}
