package dev.winnow.runtime;

import dev.winnow.finding.identity.WideKey;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Reports;
import dev.winnow.importers.Result;
import dev.winnow.importers.UnsupportedReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads a request of Falco's: one alert, an array of them, or one a line. */
final class AlertReading {
    static final String FORMAT = "falco";

    private static final Importer FALCO = Formats.named(FORMAT).orElseThrow();
    private static final JsonFactory JSON = new JsonFactory();

    /** Alerts hold no secrets whose hashes anybody compares. */
    private static final Masking MASKING = new Masking(() -> new byte[32]);

    private final Limits limits;

    /** @param maxBytes the most bytes of a request, decompressed */
    AlertReading(long maxBytes) {
        Limits usual = Limits.DEFAULT;
        this.limits = new Limits(
                maxBytes,
                usual.ratio(),
                usual.depth(),
                (int) Math.min(usual.string(), maxBytes),
                usual.number(),
                100_000);
    }

    /**
     * A body that holds alerts of Falco's and nothing else.
     *
     * @param plain without compression
     * @param alerts how many it holds
     */
    record Checked(byte[] plain, int alerts) {}

    /**
     * The body, checked. Nothing is kept of its alerts but how many there are.
     *
     * @param room that a large body takes a place in
     * @throws dev.winnow.importers.ReportException where it holds no alerts, or is broken or too large
     * @throws ReadingRoom.Full where too many large ones are being read
     */
    Checked checked(InputStream body, ReadingRoom.Visit room) throws IOException {
        byte[] sent = room.read(body, limits.bytes() + 1);
        if (sent.length > limits.bytes()) {
            throw new ReportTooLarge("The request is larger than the " + limits.bytes() + " bytes that are allowed.");
        }
        Report report = prepared(sent);
        if (!FALCO.recognises(report.shape())) {
            throw new UnsupportedReport("The request is not of Falco: one alert as JSON with rule, priority and, say,"
                    + " output and time, an array of them, or one a line.");
        }
        try (InputStream plain = report.open()) {
            byte[] bytes = plain.readAllBytes();
            var results = new AtomicInteger();
            FALCO.read(prepared(bytes), result -> {
                key(result);
                results.incrementAndGet();
            });
            var texts = new AtomicInteger();
            var known = new HashSet<List<String>>();
            split(bytes, text -> {
                texts.incrementAndGet();
                requireEach(text, known);
            });
            requireSame(texts.get(), results.get());
            return new Checked(bytes, results.get());
        }
    }

    /** Each may come to be the first one of a report, by which that is recognised. */
    private void requireEach(Text text, Set<List<String>> known) throws IOException {
        if (known.add(text.names()) && !FALCO.recognises(prepared(text.json()).shape())) {
            throw new UnsupportedReport(
                    "Not all in the request are alerts of Falco: JSON with rule, priority and, say, output and time.");
        }
    }

    /** The alerts of a checked body. */
    List<ReadAlert> read(byte[] plain) throws IOException {
        var results = new ArrayList<Result>();
        FALCO.read(prepared(plain), results::add);
        var texts = new ArrayList<byte[]>(results.size());
        split(plain, text -> texts.add(text.json()));
        requireSame(texts.size(), results.size());
        var alerts = new ArrayList<ReadAlert>(results.size());
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            alerts.add(new ReadAlert(result, key(result), texts.get(i)));
        }
        return alerts;
    }

    /** Without one an alert could not be put beside those alike. */
    private static WideKey key(Result result) {
        return WideKey.of(result).orElseThrow();
    }

    private static void requireSame(int texts, int results) throws MalformedReport {
        if (texts != results) {
            throw new MalformedReport("something in it is no alert", 0, 0, null);
        }
    }

    private Report prepared(byte[] bytes) throws IOException {
        return Reports.prepare(() -> new ByteArrayInputStream(bytes), limits, MASKING);
    }

    /** An object as it stands in a body. @param names of its members, in their order */
    private record Text(byte[] plain, int from, int to, List<String> names) {
        byte[] json() {
            return Arrays.copyOfRange(plain, from, to);
        }
    }

    @FunctionalInterface
    private interface TextSink {
        void accept(Text text) throws IOException;
    }

    /** Each object of a body that has been read before. */
    private static void split(byte[] plain, TextSink sink) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), plain)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    long from = json.currentTokenLocation().getByteOffset();
                    var names = new ArrayList<String>();
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        names.add(json.currentName());
                        json.nextToken();
                        json.skipChildren();
                    }
                    long to = json.currentLocation().getByteOffset();
                    if (from < 0 || to > plain.length) {
                        throw new MalformedReport("alerts come as UTF-8", 0, 0, null);
                    }
                    sink.accept(new Text(plain, (int) from, (int) to, names));
                }
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 0 : Math.max(0, at.getLineNr());
            int column = at == null ? 0 : Math.max(0, at.getColumnNr());
            throw new MalformedReport("between alerts is something else", line, column, null);
        }
    }
}
