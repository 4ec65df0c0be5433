package dev.winnow.importers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds the length of names in XML, which the parser does not: ends the stream where a run of bytes without any
 * character that could end a name is longer than a text may be.
 */
final class UnbrokenRuns extends FilterInputStream {
    private final int longest;
    private long run;

    UnbrokenRuns(InputStream in, int longest) {
        super(in);
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        run = b < 0 || ends(b) ? 0 : run + 1;
        check();
        return b;
    }

    /** Looks only at the runs that touch the ends of the chunk, as no run inside it is longer than the chunk. */
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        int first = 0;
        while (first < n && !ends(into[from + first])) {
            first++;
        }
        run += first;
        check();
        if (first < n) {
            int last = n - 1;
            while (!ends(into[from + last])) {
                last--;
            }
            run = n - 1 - last;
        }
        return n;
    }

    private void check() throws ReportTooLarge {
        if (run > longest) {
            throw new ReportTooLarge("a name or text is longer than " + longest + " bytes (limit: string)");
        }
    }

    private static boolean ends(int b) {
        return b == '<' || b == '>' || b == ' ' || b == '\n' || b == '=';
    }
}
