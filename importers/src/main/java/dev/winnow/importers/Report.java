package dev.winnow.importers;

import java.io.IOException;
import java.io.InputStream;

/**
 * A report ready to be read: decompressed on the fly, bounded, and of known shape.
 *
 * @param source the plain bytes of the report; every stream enforces the size limits
 * @param shape what its first bytes look like
 * @param limits the bounds to read it within
 * @param masking how secrets are made unreadable
 */
public record Report(Source source, Shape shape, Limits limits, Masking masking) {
    public InputStream open() throws IOException {
        return source.open();
    }
}
