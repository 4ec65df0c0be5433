package dev.winnow.importers.trivy;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The names of all parts of a report in its order, from a pass of its own. */
final class PartIndex {
    /** The most parts: their names are kept in memory, findings are not. */
    private static final int MOST = 200_000;

    private record Name(
            @Nullable String target,
            @Nullable String classWord,
            @Nullable String type) {}

    private final List<Name> names = new ArrayList<>();

    private PartIndex() {}

    static PartIndex of(Report report) throws IOException {
        var index = new PartIndex();
        try (JsonCursor json = JsonCursor.open(report)) {
            if (json.peek() == JsonToken.START_ARRAY) {
                index.parts(json);
            } else {
                index.document(json);
            }
        }
        return index;
    }

    /** Gives the part the names it has further down. */
    void name(Part part, int ordinal) {
        if (ordinal < names.size()) {
            Name name = names.get(ordinal);
            part.target = name.target;
            part.classWord = name.classWord;
            part.type = name.type;
        }
    }

    private void document(JsonCursor json) throws IOException {
        json.object();
        while (json.member()) {
            switch (json.name()) {
                case "Results" -> parts(json);
                case "Resources", "Findings", "Vulnerabilities", "Misconfigurations" -> {
                    if (json.array()) {
                        while (json.element()) {
                            workload(json);
                        }
                    }
                }
                default -> json.skip();
            }
        }
    }

    private void workload(JsonCursor json) throws IOException {
        if (json.object()) {
            while (json.member()) {
                if (json.name().equals("Results")) {
                    parts(json);
                } else {
                    json.skip();
                }
            }
        }
    }

    private void parts(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            String target = null;
            String classWord = null;
            String type = null;
            if (json.object()) {
                while (json.member()) {
                    switch (json.name()) {
                        case "Target" -> target = json.textOrEmpty();
                        case "Class" -> classWord = json.textIfScalar();
                        case "Type" -> type = json.textIfScalar();
                        default -> json.skip();
                    }
                }
            }
            if (names.size() >= MOST) {
                throw new ReportTooLarge("the report has more than " + MOST + " targets, named after their findings");
            }
            names.add(new Name(target == null ? null : Texts.block(target), classWord, type));
        }
    }
}
