package dev.winnow.importers.packages;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.Result;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs an importer over a report in a string, in bytes or in a file. */
public final class Reports {
    /** What came of it. */
    public record Outcome(ScanInfo scan, List<Result> results) {
        public Result only() {
            if (results.size() != 1) {
                throw new AssertionError("expected one result, got " + results.size());
            }
            return results.getFirst();
        }
    }

    private Reports() {}

    public static Outcome read(Importer importer, String json) throws IOException {
        return read(importer, json.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT);
    }

    public static Outcome read(Importer importer, byte[] json, Limits limits) throws IOException {
        return read(importer, () -> new ByteArrayInputStream(json), limits);
    }

    public static Outcome read(Importer importer, Path file) throws IOException {
        return read(importer, () -> Files.newInputStream(file), Limits.DEFAULT);
    }

    private static Outcome read(Importer importer, Source source, Limits limits) throws IOException {
        var report = new Report(source, shape(source, limits), limits, new Masking(new byte[32]));
        var results = new ArrayList<Result>();
        ScanInfo scan = importer.read(report, results::add);
        return new Outcome(scan, results);
    }

    /** What it looks like; that of plain text where it is broken early, so that the importer gets to see it too. */
    private static Shape shape(Source source, Limits limits) throws IOException {
        try {
            return dev.winnow.importers.Reports.prepare(source, limits, new Masking(new byte[32]))
                    .shape();
        } catch (ReportException e) {
            return new Shape.Other(Shape.Look.TEXT);
        }
    }
}
