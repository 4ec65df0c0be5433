package dev.winnow.api;

import dev.winnow.importers.Texts;
import dev.winnow.problem.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
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
    private static final String FILE = "file";
    private static final int LONGEST_SHOWN = 50;

    private UploadBody() {}

    /**
     * The report's bytes as the tool wrote them; gzip as a transfer encoding is taken off.
     *
     * @throws InvalidRequest where there is no report in the request
     */
    static InputStream of(HttpServletRequest request) throws IOException {
        return JakartaServletFileUpload.isMultipartContent(request)
                ? part(request)
                : decoded(request.getInputStream(), request);
    }

    private static InputStream decoded(InputStream body, HttpServletRequest request) throws IOException {
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
            if (parts.hasNext()) {
                InputStream part = known(parts.next()).getInputStream();
                return new OnlyPart(decoded(part, request), parts);
            }
        } catch (FileUploadException e) {
            throw new InvalidRequest("The multipart body is broken: send the report as the part \"file\".");
        }
        throw new InvalidRequest("The multipart body has no part \"file\" with the report.");
    }

    private static FileItemInput known(FileItemInput part) {
        if (FILE.equals(part.getFieldName())) {
            return part;
        }
        String name = part.getFieldName() == null ? "" : Texts.atMost(Texts.line(part.getFieldName()), LONGEST_SHOWN);
        throw new InvalidRequest("The multipart body has a part \"" + name
                + "\": only \"file\", the report, is known; all else is said in the query.");
    }

    /** The part with the report, at whose end it shows whether anything follows that would be lost. */
    private static final class OnlyPart extends FilterInputStream {
        private final FileItemInputIterator parts;
        private boolean ended;

        OnlyPart(InputStream part, FileItemInputIterator parts) {
            super(part);
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            return ended ? -1 : checked(super.read());
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return ended ? -1 : checked(super.read(into, from, length));
        }

        private int checked(int read) throws IOException {
            if (read < 0) {
                ended = true;
                if (parts.hasNext()) {
                    known(parts.next());
                    throw new InvalidRequest("The multipart body has more than one part \"file\": send each report in a"
                            + " request of its own.");
                }
            }
            return read;
        }
    }
}
