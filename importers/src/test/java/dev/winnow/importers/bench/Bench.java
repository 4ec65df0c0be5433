package dev.winnow.importers.bench;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Compares an importer with Jackson merely making every string of the same file: CPU time of one thread, warm. */
final class Bench {
    private static final int ROUNDS = 9;

    private Bench() {}

    static void run(String name, Importer importer, Path file) throws IOException {
        double megabytes = Files.size(file) / 1e6;
        double[] tokenise = new double[ROUNDS];
        double[] normalise = new double[ROUNDS];
        long results = 0;
        // Interleaved, so that both see the same machine; the first third only warms up.
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            long strings = tokenise(file);
            long middle = cpu();
            results = normalise(importer, file);
            long end = cpu();
            tokenise[round] = megabytes / ((middle - start) / 1e9);
            normalise[round] = megabytes / ((end - middle) / 1e9);
            if (strings == 0 || results == 0) {
                throw new IllegalStateException("nothing read");
            }
        }
        double plain = median(tokenise);
        double full = median(normalise);
        System.out.printf(
                "%s: %.0f MB, %d results; tokenise %.0f MB/s, normalise %.0f MB/s, ratio %.2f (CPU time, median)%n",
                name, megabytes, results, plain, full, full / plain);
    }

    private static double median(double[] speeds) {
        double[] warm = Arrays.copyOfRange(speeds, ROUNDS / 3, ROUNDS);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static long tokenise(Path file) throws IOException {
        long characters = 0;
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    characters += parser.currentName().length();
                } else if (token.isScalarValue()) {
                    characters += parser.getString().length();
                }
            }
        }
        return characters;
    }

    private static long normalise(Importer importer, Path file) throws IOException {
        var report = new Report(
                () -> Files.newInputStream(file),
                new Shape.Other(Shape.Look.TEXT),
                Limits.DEFAULT,
                new Masking(new byte[32]));
        long[] seen = new long[2];
        importer.read(report, result -> {
            seen[0]++;
            seen[1] += result.title().length();
        });
        return seen[0];
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
