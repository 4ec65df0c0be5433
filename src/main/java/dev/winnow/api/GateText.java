package dev.winnow.api;

import dev.winnow.api.GateJson.FailedScanJson;
import dev.winnow.api.GateJson.GateFindingJson;
import dev.winnow.api.GateJson.MissingJson;
import dev.winnow.api.GateJson.ReasonJson;
import dev.winnow.importers.Texts;
import java.util.List;
import java.util.Locale;

/**
 * What the gate says, as the log of a pipeline shows it. Reports come from anywhere, and the machines that run pipelines
 * take some lines of a log for commands: every line starts with a word of ours, and nothing in it looks like one.
 */
final class GateText {
    private final StringBuilder text = new StringBuilder();

    private GateText() {}

    /** In lines; the first word is the verdict in upper case, or the status where there is none. */
    static String of(GateJson answer) {
        var written = new GateText();
        String word = answer.verdict() == null ? answer.status() : answer.verdict();
        written.line(word.toUpperCase(Locale.ROOT) + " " + answer.detail());
        if (answer.build() != null) {
            GateJson.GateBuildJson build = answer.build();
            written.line("score " + build.score() + " (" + build.grade() + ")"
                    + (build.provisional() ? ", not all expected guards have reported" : ""));
        }
        nonNull(answer.reasons()).forEach(written::reason);
        if (answer.missing() != null) {
            written.missing(answer.missing());
        }
        nonNull(answer.others())
                .forEach(other -> written.line("also of branch " + other.branch() + ", with no worse verdict"));
        nonNull(answer.failedScans()).forEach(written::failed);
        if (answer.build() != null) {
            written.line("see " + answer.build().url());
        }
        return written.text.toString();
    }

    private static <T> List<T> nonNull(@org.jspecify.annotations.Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void reason(ReasonJson reason) {
        line(reason.effect() + " by rule " + reason.rule() + ": " + reason.findings() + " "
                + GateViews.plural(reason.findings(), "finding")
                + (reason.message() == null ? "" : ". " + reason.message()));
        reason.first().forEach(this::finding);
        int more = reason.findings() - reason.first().size();
        if (more > 0 && !reason.first().isEmpty()) {
            line("  and " + more + " more");
        }
    }

    private void finding(GateFindingJson finding) {
        line("  " + finding.severity() + " " + finding.title()
                + (finding.place() == null ? "" : " in " + finding.place()));
        line("    see " + finding.url());
    }

    private void missing(MissingJson missing) {
        missing.scans()
                .forEach(scan -> line("waits for scan " + scan.id()
                        + (scan.guard() == null ? "" : " of guard " + scan.guard()) + ", which is " + scan.status()));
        missing.guards().forEach(guard -> line("waits for guard " + guard));
    }

    private void failed(FailedScanJson failed) {
        line("not read: scan " + failed.id()
                + (failed.guard() == null ? "" : " of guard " + failed.guard())
                + (failed.error() == null ? "" : ": " + failed.error().detail()));
    }

    private void line(String line) {
        int indent = line.length() - line.stripLeading().length();
        // Of Azure DevOps, TeamCity and the older ones of GitHub: ##[command], ##vso[command], ##teamcity[command].
        String harmless = Texts.line(line.strip()).replace("##", "# #");
        text.append(" ".repeat(indent)).append(harmless).append('\n');
    }
}
