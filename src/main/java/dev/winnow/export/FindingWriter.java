package dev.winnow.export;

import java.io.IOException;

/** Takes findings one by one. */
interface FindingWriter {
    void write(FindingLine line) throws IOException;

    /** After the last one. Where something broke off before, it is not called, and what was written must not look whole. */
    void end() throws IOException;
}
