package dev.winnow.importers.semgrep;

import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Cwes;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.Veil;
import dev.winnow.importers.packages.FilePaths;
import dev.winnow.importers.packages.Sentences;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * One finding as Semgrep's web service answers it ({@code GET /deployments/…/findings}). Who ignored it there has judged
 * it; one that is fixed there is gone.
 */
final class ApiFinding {
    private static final int MOST = 30;

    private final TextLists lists = new TextLists();
    private final List<String> cwes = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String message;
    private @Nullable String severity;
    private @Nullable String fingerprint;
    private @Nullable String link;
    private @Nullable String status;
    private @Nullable String triage;
    private @Nullable String reason;
    private @Nullable String path;
    private int line;
    private int column;
    private int endLine;
    private int endColumn;

    static @Nullable ApiFinding read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        var finding = new ApiFinding();
        while (json.member()) {
            finding.member(json);
        }
        if (finding.id == null) {
            throw json.malformed("a finding without rule_name");
        }
        return finding;
    }

    private void member(JsonCursor json) throws IOException {
        switch (json.name()) {
            case "rule_name" -> id = Match.given(json.textIfScalar());
            case "rule_message" -> message = json.textIfScalar();
            case "severity" -> severity = json.textIfScalar();
            case "match_based_id" -> fingerprint = Match.given(json.textIfScalar());
            case "line_of_code_url" -> link = json.textIfScalar();
            case "status" -> status = json.textIfScalar();
            case "triage_state" -> triage = json.textIfScalar();
            case "triage_comment", "triage_reason" -> {
                String why = Match.given(json.textIfScalar());
                reason = reason == null ? why : reason;
            }
            case "location" -> location(json);
            case "rule" -> rule(json);
            default -> json.skip();
        }
    }

    private void location(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "file_path" -> path = json.textIfScalar();
                case "line" -> line = number(json);
                case "column" -> column = number(json);
                case "end_line" -> endLine = number(json);
                case "end_column" -> endColumn = number(json);
                default -> json.skip();
            }
        }
    }

    private static int number(JsonCursor json) throws IOException {
        if (json.peek().isScalarValue()) {
            return Math.max(0, json.integer(0));
        }
        json.skip();
        return 0;
    }

    private void rule(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "cwe_names" -> words(json).forEach(cwe -> Cwes.addNumbered(cwe, cwes));
                case "owasp_names", "vulnerability_classes" -> tags.addAll(words(json));
                default -> json.skip();
            }
        }
    }

    private List<String> words(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            return lists.words(json, MOST);
        }
        json.skip();
        return List.of();
    }

    Result result(Tool tool) {
        String ruleId = Texts.line(id == null ? "" : id);
        Kind kind = ruleId.contains(".secrets.") ? Kind.SECRET : Kind.CODE;
        Veil veil = kind == Kind.SECRET ? Veil.ALL : Cwes.areCredentials(cwes) ? Veil.LITERALS : Veil.KNOWN;
        String said = message == null ? "" : veil.words(message);
        var rule = new Rule(
                ruleId,
                null,
                "",
                "",
                null,
                cwes,
                tags.stream().map(Texts::line).distinct().toList(),
                List.of(),
                null);
        boolean ignored = "ignored".equals(status) || "ignored".equals(triage);
        boolean gone = "fixed".equals(status) || "removed".equals(status);
        String why = reason == null ? null : Texts.block(reason);
        String file = FilePaths.clean(path);
        var result = Result.of(tool, kind, rule, severity == null ? Severity.UNKNOWN : Results.severity(severity))
                .title(Sentences.first(said))
                .message(said)
                .suppression(ignored ? new Suppression("external", why) : null)
                .baseline(gone ? BaselineState.ABSENT : BaselineState.NONE)
                .references(TextLists.isLink(link) && link != null ? List.of(link) : List.of());
        if (file != null) {
            result.location(new Location(file, line, column, endLine, endColumn, -1, null, null, null, null));
        }
        if (fingerprint != null) {
            result.fingerprints(
                    List.of(new Fingerprint(Results.FINGERPRINT, Texts.atMost(fingerprint, Texts.LINE), false)));
        }
        return result.build();
    }
}
