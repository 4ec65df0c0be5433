package dev.winnow.importers.trufflehog;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code trufflehog git file://. --json} and its other sources write: one JSON object a line, of version 3 or 2,
 * with the scanner's own log lines between them or without; also as an array.
 *
 * <p>A secret that TruffleHog verified is in use: critical. One that could not be verified because that failed may be:
 * high. All other ones are medium; of version 2, which verifies nothing, what a pattern found is high and what merely looks
 * random low. DefectDojo goes by the detector's name instead, and takes most of the unverified ones as critical as well;
 * but most of those are not in use, and TruffleHog itself tells them apart for that.
 *
 * <p>A scan that found nothing has no bytes, unless the log was kept: it is read where somebody says {@code
 * format=trufflehog}. The secret itself, its shortened form, the difference and the commit message are not kept.
 */
public final class TruffleHogImporter implements Importer {
    private static final Set<String> OF_A_SECRET = Set.of("DetectorName", "DetectorType", "Raw", "Verified");

    @Override
    public String format() {
        return "trufflehog";
    }

    @Override
    public String title() {
        return "TruffleHog JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return switch (shape) {
            case Shape.JsonObject object ->
                isSecret(object.names()) || "trufflehog".equals(object.texts().get("logger"));
            case Shape.JsonArray array -> isSecret(array.names());
            default -> false;
        };
    }

    private static boolean isSecret(Set<String> names) {
        return (names.contains("SourceMetadata") && OF_A_SECRET.stream().anyMatch(names::contains))
                || (names.contains("stringsFound") && (names.contains("reason") || names.contains("commitHash")));
    }

    @Override
    public boolean mayBeEmpty(Shape shape) {
        return (shape instanceof Shape.Other other && other.look() == Shape.Look.EMPTY)
                || (shape instanceof Shape.JsonArray array && array.empty());
    }

    /** Only secrets tell whether an image or a bucket was looked at. */
    @Override
    public boolean placesByResults() {
        return true;
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new TruffleHogReading(report, sink).read();
    }
}
