package dev.winnow.importers.policyreport;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One result as the report writes it, of bounded size, so that it can wait for what stands behind. */
final class Item {
    private static final int MOST_SUBJECTS = 10_000;

    final List<Subject> subjects = new ArrayList<>();
    final Properties properties = new Properties();
    String outcome = "";

    /** How many objects it names beyond those that are kept. */
    int subjectsLeftOut;

    @Nullable
    String policy;

    @Nullable
    String rule;

    @Nullable
    String message;

    @Nullable
    String category;

    @Nullable
    String severity;

    @Nullable
    String source;

    @Nullable
    Instant time;

    /** Reads the object that comes next; null where {@code null} stands there. */
    static @Nullable Item read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        var item = new Item();
        while (json.member()) {
            item.member(json);
        }
        return item;
    }

    private void member(JsonCursor json) throws IOException {
        switch (json.name()) {
            // The first version of the API said status.
            case "result", "status" -> {
                String word = line(json);
                outcome = word == null ? "" : word.toLowerCase(Locale.ROOT);
            }
            case "policy" -> policy = line(json);
            case "rule" -> rule = line(json);
            case "message", "description" -> {
                String text = json.textIfScalar();
                message = text == null || text.isBlank() ? message : Texts.block(text);
            }
            case "category" -> category = line(json);
            case "severity" -> severity = line(json);
            case "source" -> source = line(json);
            case "resources", "subjects" -> subjects(json);
            case "resource" -> subject(json);
            case "resourceSelector", "subjectSelector" -> selector(json);
            case "properties" -> properties.read(json);
            case "timestamp" -> time = time(json);
            default -> json.skip();
        }
    }

    private void subjects(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            subject(json);
        }
    }

    private void subject(JsonCursor json) throws IOException {
        Subject subject = Subject.read(json);
        if (subject == null) {
            return;
        }
        if (subjects.size() < MOST_SUBJECTS) {
            subjects.add(subject);
        } else {
            subjectsLeftOut++;
        }
    }

    private void selector(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("matchLabels") && json.peek() == JsonToken.START_OBJECT) {
                json.object();
                var labels = new StringBuilder();
                while (json.member()) {
                    String name = json.name();
                    String value = json.textIfScalar();
                    if (labels.length() < Texts.LINE) {
                        labels.append(labels.isEmpty() ? "" : ",")
                                .append(name)
                                .append('=')
                                .append(value);
                    }
                }
                Subject subject = Subject.of(null, null, labels.toString());
                if (subject != null && subjects.isEmpty()) {
                    subjects.add(subject);
                }
            } else {
                json.skip();
            }
        }
    }

    private static @Nullable Instant time(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return null;
        }
        int seconds = 0;
        while (json.member()) {
            if (json.name().equals("seconds") && json.peek().isScalarValue()) {
                seconds = json.integer(0);
            } else {
                json.skip();
            }
        }
        return seconds > 0 ? Instant.ofEpochSecond(seconds) : null;
    }

    /** How much of it waits: one for itself and one for each object that it names behind the first. */
    int size() {
        return Math.max(1, subjects.size());
    }

    /** Whether it says itself what it is about and who says so. */
    boolean isWhole() {
        return source != null && !subjects.isEmpty() && subjects.stream().allMatch(Subject::placed);
    }

    /** Whether it is a problem; what passed or was skipped is none, nor is what could not be evaluated. */
    boolean isProblem() {
        return outcome.equals("fail") || outcome.equals("warn");
    }

    private static @Nullable String line(JsonCursor json) throws IOException {
        String text = json.sharedIfScalar();
        return text == null || text.isBlank() ? null : Texts.line(text);
    }
}
