package dev.winnow.importers.checkov;

import dev.winnow.importers.Cwes;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One failed or skipped check as the report writes it. Reused from check to check. */
final class Check {
    private static final int MOST = 30;

    private final TextLists lists = new TextLists();
    final CodeBlock code = new CodeBlock();
    final PackageDetails details = new PackageDetails();
    final List<String> cwes = new ArrayList<>();

    @Nullable
    String id;

    @Nullable
    String platformId;

    @Nullable
    String name;

    @Nullable
    String file;

    @Nullable
    String resource;

    @Nullable
    String severity;

    @Nullable
    String guideline;

    @Nullable
    String description;

    @Nullable
    String comment;

    List<String> remarks = List.of();
    int startLine;
    int endLine;

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            member(json, json.name());
        }
        return true;
    }

    private void member(JsonCursor json, String member) throws IOException {
        switch (member) {
            case "check_id" -> id = Texts.given(json.shared());
            case "bc_check_id" -> platformId = Texts.given(json.shared());
            case "check_name" -> name = Texts.given(json.shared());
            case "check_result" -> result(json);
            case "code_block" -> code.read(json);
            case "file_path" -> file = Texts.given(json.shared());
            case "file_line_range" -> lines(json);
            case "resource" -> resource = Texts.given(json.textIfScalar());
            case "severity" -> severity = Texts.given(json.textIfScalar());
            case "guideline" -> guideline = Texts.given(json.textIfScalar());
            case "description" -> description = Texts.given(json.textIfScalar());
            case "vulnerability_details" -> details.read(json);
            case "details" -> remarks = words(json);
            case "cwe" -> words(json).forEach(cwe -> Cwes.addNumbered(cwe, cwes));
            default -> json.skip();
        }
    }

    private void result(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("suppress_comment")) {
                comment = Texts.given(json.textIfScalar());
            } else {
                json.skip();
            }
        }
    }

    private void lines(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        int at = 0;
        while (json.element()) {
            boolean number = json.peek().isScalarValue();
            int line = number ? Math.max(0, json.integer(0)) : 0;
            if (!number) {
                json.skip();
            } else if (at == 0) {
                startLine = line;
            } else if (at == 1) {
                endLine = line;
            }
            at++;
        }
        endLine = startLine == 0 ? 0 : Math.max(startLine, endLine);
    }

    private List<String> words(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            return lists.words(json, MOST);
        }
        String word = Texts.given(json.textIfScalar());
        return word == null ? List.of() : List.of(word);
    }

    private void clear() {
        id = null;
        platformId = null;
        name = null;
        file = null;
        resource = null;
        severity = null;
        guideline = null;
        description = null;
        comment = null;
        remarks = List.of();
        startLine = 0;
        endLine = 0;
        cwes.clear();
        code.clear();
        details.clear();
    }
}
