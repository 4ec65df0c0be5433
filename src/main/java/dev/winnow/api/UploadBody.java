package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/** The report within an upload: the body itself, or its part {@code file}; read as a stream, never spooled. */
final class UploadBody {
    private UploadBody() {}

    /**
     * The report's bytes as the tool wrote them; gzip as a transfer encoding is taken off.
     *
     * @throws InvalidRequest where there is no report in the request
     */
    static InputStream of(HttpServletRequest request) throws IOException {
        InputStream body =
                JakartaServletFileUpload.isMultipartContent(request) ? part(request) : request.getInputStream();
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(body, 1 << 16);
            // A zstd body is stored as it comes: reports in zstd are read anyway.
            case "zstd" -> body;
            default -> throw new InvalidRequest("Content-Encoding: only gzip and zstd are read.");
        };
    }

    private static InputStream part(HttpServletRequest request) throws IOException {
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                if ("file".equals(part.getFieldName())) {
                    return part.getInputStream();
                }
            }
        } catch (FileUploadException e) {
            throw new InvalidRequest("The multipart body is broken: send the report as the part \"file\".");
        }
        throw new InvalidRequest("The multipart body has no part \"file\" with the report.");
    }
}
