package dev.winnow.importers.trivy;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The CVSS scores of one vulnerability, by source; of each source the newest version's. Reused. */
final class Scores {
    /** The most sources kept; there are about twenty in all of Trivy's database. */
    private static final int MOST = 40;

    /** A score with its vector. */
    record Score(double base, @Nullable String vector) {}

    private final String[] sources = new String[MOST];
    private final double[] bases = new double[MOST];
    private final @Nullable String[] vectors = new @Nullable String[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (count < MOST && json.peek() == JsonToken.START_OBJECT) {
                source(json, json.name());
            } else {
                json.skip();
            }
        }
    }

    /** The severity source's score where it gives one, else the highest; null where there is none. */
    @Nullable
    Score of(@Nullable String severitySource) {
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (sources[i].equals(severitySource)) {
                best = i;
                break;
            }
            if (best < 0 || bases[i] > bases[best]) {
                best = i;
            }
        }
        return best < 0 ? null : new Score(bases[best], vectors[best]);
    }

    private void source(JsonCursor json, String name) throws IOException {
        Double v2 = null;
        Double v3 = null;
        Double v4 = null;
        String vector2 = null;
        String vector3 = null;
        String vector4 = null;
        json.object();
        while (json.member()) {
            switch (json.name()) {
                case "V2Score" -> v2 = json.number();
                case "V3Score" -> v3 = json.number();
                case "V40Score" -> v4 = json.number();
                case "V2Vector" -> vector2 = json.textIfScalar();
                case "V3Vector" -> vector3 = json.textIfScalar();
                case "V40Vector" -> vector4 = json.textIfScalar();
                default -> json.skip();
            }
        }
        boolean kept = keep(name, v4, vector4) || keep(name, v3, vector3) || keep(name, v2, vector2);
        count += kept ? 1 : 0;
    }

    private boolean keep(String source, @Nullable Double base, @Nullable String vector) {
        if (base == null || base < 0 || base > 10) {
            return false;
        }
        sources[count] = source;
        bases[count] = base;
        vectors[count] = vector == null || vector.isBlank() || vector.length() > 300 ? null : vector;
        return true;
    }
}
