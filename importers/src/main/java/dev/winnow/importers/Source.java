package dev.winnow.importers;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read again and again from their start; each stream is closed by who opened it. */
@FunctionalInterface
public interface Source {
    InputStream open() throws IOException;
}
