package dev.winnow.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** Answers that come later than the thread that asked for them. */
final class Deferred {
    /** How long the answer itself may take once it is known. */
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private Deferred() {}

    /** The answer when it is there, for which the container must wait longer than the caller does. */
    static DeferredResult<ResponseEntity<?>> at(
            Duration patience, CompletableFuture<? extends ResponseEntity<?>> answer) {
        var result =
                new DeferredResult<ResponseEntity<?>>(patience.plus(ANSWERING).toMillis());
        answer.whenComplete((done, failure) -> {
            if (failure == null) {
                result.setResult(done);
            } else {
                result.setErrorResult(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
        return result;
    }
}
