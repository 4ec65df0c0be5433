package dev.winnow.importers.sarif;

import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small reports for tests, written with single quotes for double ones. */
record Sarif(ScanInfo info, List<Result> results) {
    static final Masking MASKING = new Masking("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    static Sarif read(String text) throws IOException {
        return read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Limits.DEFAULT);
    }

    static Sarif read(byte[] bytes, Limits limits) throws IOException {
        var results = new ArrayList<Result>();
        var report = new Report(() -> new ByteArrayInputStream(bytes), new Shape.JsonNull(), limits, MASKING);
        ScanInfo info = new SarifImporter().read(report, results::add);
        return new Sarif(info, results);
    }

    /** A log with one run of these members. */
    static Sarif run(String members) throws IOException {
        return read("{'version':'2.1.0','runs':[{" + members + "}]}");
    }

    /** A run of a tool with these rules and results. */
    static Sarif of(String tool, String rules, String results) throws IOException {
        return run("'tool':{'driver':{'name':'" + tool + "','rules':[" + rules + "]}},'results':[" + results + "]");
    }

    /** The one result of a run of these members. */
    static Result one(String tool, String rules, String result) throws IOException {
        List<Result> results = of(tool, rules, result).results();
        if (results.size() != 1) {
            throw new AssertionError("expected one result, not " + results.size());
        }
        return results.getFirst();
    }

    Result first() {
        return results.getFirst();
    }
}
