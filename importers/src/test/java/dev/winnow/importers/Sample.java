package dev.winnow.importers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reports made of inline text. */
public final class Sample {
    public static final Masking MASKING = new Masking(new byte[32]);

    private Sample() {}

    public static Report of(String text) throws IOException {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Report of(byte[] bytes) throws IOException {
        return of(bytes, Limits.DEFAULT);
    }

    public static Report of(byte[] bytes, Limits limits) throws IOException {
        return Reports.prepare(() -> new ByteArrayInputStream(bytes), limits, MASKING);
    }

    /** All results of a report, and what it says of itself. */
    public static Import read(Report report) throws IOException {
        var results = new ArrayList<Result>();
        ScanInfo scan = Formats.importerOf(report).read(report, results::add);
        return new Import(scan, results);
    }

    public record Import(ScanInfo scan, List<Result> results) {}
}
