package dev.winnow.importers;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.JacksonYAMLParseException;

/**
 * What is wrong with a JSON or YAML document, in the words of this project: the parser's own speak of its settings to programmers
 * and repeat the report.
 *
 * @param reason in plain words
 * @param tooLarge whether it passes a limit on size; too deep a nesting is malformed, as no tool writes it
 */
record JsonTrouble(String reason, boolean tooLarge) {
    /** Where the parser's sentences begin to give advice. */
    private static final String[] ADVICE = {
        ": was expecting", ": enable ", ": maybe ", ": JSON spec", " (start marker at", " (for ", " (consider "
    };

    static JsonTrouble of(JacksonException e, Limits limits) {
        String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        if (e instanceof JacksonYAMLParseException) {
            return yaml(message);
        }
        return e instanceof StreamConstraintsException ? limit(message, limits) : broken(message);
    }

    /** The YAML parser's sentences stand last, behind what it was doing, and quote the report. */
    private static JsonTrouble yaml(String message) {
        boolean end = message.contains("end of stream") || message.contains("<stream end>");
        return new JsonTrouble(end ? "the document ends too early" : "broken YAML", false);
    }

    private static JsonTrouble limit(String message, Limits limits) {
        if (message.startsWith("Document nesting depth")) {
            return new JsonTrouble(
                    "the report is nested deeper than " + limits.depth() + " levels (limit: depth)", false);
        }
        if (message.startsWith("String value length")) {
            return new JsonTrouble("a string is longer than " + limits.string() + " characters (limit: string)", true);
        }
        if (message.startsWith("Number value length")) {
            return new JsonTrouble("a number is longer than " + limits.number() + " characters (limit: number)", true);
        }
        if (message.startsWith("Name length")) {
            int longest = Math.min(limits.string(), JsonCursor.LONGEST_NAME);
            return new JsonTrouble("a member's name is longer than " + longest + " characters (limit: string)", true);
        }
        return new JsonTrouble("a value passes a limit", true);
    }

    private static JsonTrouble broken(String message) {
        if (message.startsWith("Unrecognized token")) {
            return new JsonTrouble("a word that is no JSON value", false);
        }
        String reason = message;
        for (String advice : ADVICE) {
            int cut = reason.indexOf(advice);
            reason = cut > 0 ? reason.substring(0, cut) : reason;
        }
        boolean plain = !reason.isEmpty() && reason.indexOf('`') < 0 && !reason.contains("Feature");
        return new JsonTrouble(plain ? Texts.line(reason) : "broken JSON", false);
    }

    ReportException at(long line, long column, @Nullable String pointer) {
        return tooLarge
                ? new ReportTooLarge(MalformedReport.sentence(reason, line, column, pointer))
                : new MalformedReport(reason, line, column, pointer);
    }
}
