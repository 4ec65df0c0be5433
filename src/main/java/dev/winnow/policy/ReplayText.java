package dev.winnow.policy;

import dev.winnow.policy.Replays.Change;
import dev.winnow.policy.Replays.Replay;
import dev.winnow.project.Outcome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A replay as a comment for a pull request, in Markdown. */
public final class ReplayText {
    private static final int LISTED = 50;

    private ReplayText() {}

    /** @param address of a build's page */
    public static String markdown(Replay replay, Function<Change, String> address) {
        var text = new StringBuilder();
        text.append("### What this policy would have made of ")
                .append(replay.builds())
                .append(replay.builds() == 1 ? " build" : " builds")
                .append("\n\n")
                .append(day(replay.from()))
                .append(" to ")
                .append(day(replay.to()))
                .append(": ");
        if (replay.changes().isEmpty()) {
            return text.append("no verdict would be another one.\n").toString();
        }
        text.append(replay.changes().size())
                .append(replay.changes().size() == 1 ? " verdict" : " verdicts")
                .append(" would be others.\n\n| from | to | builds |\n| --- | --- | ---: |\n");
        for (Outcome before : Outcome.values()) {
            for (Outcome after : Outcome.values()) {
                long count = replay.count(before, after);
                if (count > 0) {
                    text.append("| ")
                            .append(before.word())
                            .append(" | ")
                            .append(after.word())
                            .append(" | ")
                            .append(count)
                            .append(" |\n");
                }
            }
        }
        text.append("\n| build | verdict | because of |\n| --- | --- | --- |\n");
        replay.changes().stream()
                .limit(LISTED)
                .forEach(change -> text.append("| [")
                        .append(plain(
                                change.project().name() + " " + change.build().ciId()))
                        .append("](")
                        .append(address.apply(change))
                        .append(") | ")
                        .append(change.before().outcome().word())
                        .append(" → ")
                        .append(change.after().outcome().word())
                        .append(" | ")
                        .append(change.because().stream()
                                .map(reason -> (change.isWorse() ? "" : "no longer ") + plain(reason.rule()) + " ("
                                        + reason.size() + ")")
                                .collect(Collectors.joining(", ")))
                        .append(" |\n"));
        int more = replay.changes().size() - LISTED;
        if (more > 0) {
            text.append("\nand ").append(more).append(" more\n");
        }
        return text.toString();
    }

    private static LocalDate day(java.time.Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Names come from pipelines and policies: nothing in them is Markdown. */
    private static String plain(String name) {
        var text = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c < ' ') {
                text.append(' ');
                return;
            }
            if ("\\`*_{}[]()<>#+-.!|~&@:".indexOf(c) >= 0) {
                text.append('\\');
            }
            text.appendCodePoint(c);
        });
        return text.toString();
    }
}
