package dev.winnow.importers.grype;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The best CVSS score of those read: the newest version's, of these the primary source's, then the highest. Reused. */
final class Scores {
    @Nullable
    Double base;

    @Nullable
    String vector;

    private double version;
    private boolean primary;

    void clear() {
        base = null;
        vector = null;
        version = 0;
        primary = false;
    }

    void read(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            readOne(json, 0);
        }
    }

    /** @param ofVersion the version of a score that does not say its own */
    void readOne(JsonCursor json, double ofVersion) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        String type = null;
        String text = null;
        Double said = null;
        Double score = null;
        while (json.member()) {
            switch (json.name()) {
                case "type" -> type = json.textIfScalar();
                case "version" -> said = json.number();
                case "vector" -> text = json.textIfScalar();
                case "baseScore" -> score = json.number();
                case "metrics" -> {
                    Double inner = metrics(json);
                    score = inner == null ? score : inner;
                }
                default -> json.skip();
            }
        }
        boolean vectorKnown = text != null && !text.isBlank() && text.length() <= 300;
        if (score == null || score < 0 || score > 10 || (score == 0 && !vectorKnown)) {
            return;
        }
        keep(score, vectorKnown ? text : null, said == null ? ofVersion : said, "Primary".equalsIgnoreCase(type));
    }

    private static @Nullable Double metrics(JsonCursor json) throws IOException {
        Double score = null;
        if (json.objectOrSkip()) {
            while (json.member()) {
                if (json.name().equals("baseScore")) {
                    score = json.number();
                } else {
                    json.skip();
                }
            }
        }
        return score;
    }

    private void keep(double score, @Nullable String text, double ofVersion, boolean isPrimary) {
        boolean better = base == null
                || ofVersion > version
                || (ofVersion == version && (isPrimary != primary ? isPrimary : score > base));
        if (better) {
            base = score;
            vector = text;
            version = ofVersion;
            primary = isPrimary;
        }
    }
}
