package dev.winnow.api;

import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanFailure;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.intake.Intake;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipException;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What is answered where a report cannot be taken: what is wrong with it, and where. */
@Component
class ReportRefusals {
    private final Intake intake;

    ReportRefusals(Intake intake) {
        this.intake = intake;
    }

    /** Takes a body in, and answers later. */
    @FunctionalInterface
    interface Taking {
        CompletableFuture<ResponseEntity<?>> take() throws IOException;
    }

    /** The same, where the body may be at fault. @throws IOException where it does not arrive */
    CompletableFuture<ResponseEntity<?>> guarding(Taking taking) throws IOException {
        try {
            return taking.take();
        } catch (ReportException | FileUploadException | ZipException | EOFException e) {
            return CompletableFuture.completedFuture(of(e));
        }
    }

    /** @param e of a report, or of the body around it: multipart or gzip */
    ResponseEntity<?> of(IOException e) {
        return respond(
                switch (e) {
                    case ReportException report -> problem(report);
                    case FileUploadException broken ->
                        malformed("The multipart body ends too early or is broken", 0, 0, null);
                    default -> malformed("The gzip encoding of the body is broken", 0, 0, null);
                });
    }

    private static ProblemDetail problem(ReportException e) {
        return switch (e) {
            case MalformedReport malformed ->
                malformed(malformed.getMessage(), malformed.line(), malformed.column(), malformed.pointer());
            case UnsupportedReport unsupported -> problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, unsupported.getMessage());
            case ReportTooLarge large -> problem(HttpStatus.CONTENT_TOO_LARGE, large.getMessage());
        };
    }

    /** Of a report that was taken in, and could not be imported. */
    ResponseEntity<?> of(Scan scan, ScanFailure failure) {
        ProblemDetail problem = switch (failure.kind()) {
            case MALFORMED ->
                malformed(
                        failure.detail(),
                        failure.line() == null ? 0 : failure.line(),
                        failure.column() == null ? 0 : failure.column(),
                        failure.pointer());
            case UNSUPPORTED -> problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, failure.detail());
            case TOO_LARGE -> problem(HttpStatus.CONTENT_TOO_LARGE, failure.detail());
            case INTERNAL -> problem(HttpStatus.INTERNAL_SERVER_ERROR, failure.detail());
        };
        problem.setProperty("scan", Long.toString(scan.id()));
        return respond(problem);
    }

    private ResponseEntity<?> respond(ProblemDetail problem) {
        if (problem.getStatus() == HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()) {
            problem.setProperty("formats", intake.formats());
        }
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail malformed(@Nullable String detail, long line, long column, @Nullable String pointer) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, detail);
        problem.setTitle("Malformed report");
        if (line > 0) {
            problem.setProperty("line", line);
        }
        if (column > 0) {
            problem.setProperty("column", column);
        }
        if (pointer != null && !pointer.isEmpty()) {
            problem.setProperty("pointer", pointer);
        }
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, @Nullable String detail) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(detail));
    }
}
