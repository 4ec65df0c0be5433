package dev.winnow.importers.cli;

import java.io.IOException;

/** Nobody reads the output any more. */
final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1L;

    ReaderGone() {
        super("the output was closed");
    }
}
