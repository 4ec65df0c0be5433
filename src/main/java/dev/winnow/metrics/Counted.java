package dev.winnow.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a number counts: episodes, findings or builds count as one or more of these. */
public enum Counted {
    MTTD(Of.EPISODES, "detection", "detections", "what the mean time to detect is the mean of"),
    BACKLOG(
            Of.EPISODES,
            "backlog episode",
            "backlog episodes",
            "opened by the first complete scan of a stream, so nobody knows since when: left out of the mean time to"
                    + " detect"),
    NEGATIVE(
            Of.EPISODES,
            "episode with a wrong clock",
            "episodes with wrong clocks",
            "detected before they were introduced: left out of the mean time to detect"),
    MTTR(Of.EPISODES, "repair", "repairs", "what the mean time to repair is the mean of"),
    MTTR_SILENCED(
            Of.EPISODES,
            "silenced repair",
            "silenced repairs",
            "closed as fixed while they were silenced: left out of the mean time to repair"),
    STILL_OPEN(
            Of.EPISODES,
            "open episode",
            "open episodes",
            "open and not silenced at the end of the period: taken in by the median of Kaplan and Meier"),
    /** Their time is one that the median of Kaplan and Meier takes in as cut short. */
    MTTR_ENDED(
            Of.EPISODES,
            "episode that ended otherwise",
            "episodes that ended otherwise",
            "retired with their stream or ceased, not fixed: open until then for the median of Kaplan and Meier"),
    OPENED(
            Of.EPISODES,
            "opened episode",
            "opened episodes",
            "opened in the period, backlog and silenced ones among them"),
    FIXED(Of.EPISODES, "fixed episode", "fixed episodes", "closed as fixed in the period, and counted then"),
    /** One that was silenced twice counts twice. */
    SILENCED(
            Of.FINDINGS,
            "silenced finding",
            "silenced findings",
            "taken out in the period by decisions, rules and documents"),
    REOPENED(
            Of.EPISODES,
            "reopened episode",
            "reopened episodes",
            "opened in the period, of findings that were open before"),
    UNAUTHORISED(
            Of.EPISODES,
            "unauthorised change",
            "unauthorised changes",
            "found in the period, each once, and not decided as authorised"),
    ALERTS(Of.EPISODES, "alert", "alerts", "opened in the period, counted at opening and no backlog"),
    DUE(
            Of.EPISODES,
            "episode that was due",
            "episodes that were due",
            "whose last day for a fix, by the target for their severity, lay in the period"),
    IN_TIME(Of.EPISODES, "fix in time", "fixes in time", "due in the period, and fixed by then"),
    LATE(Of.EPISODES, "missed fix", "missed fixes", "due in the period, and not fixed by then"),
    PASS_RATE(Of.BUILDS, "change", "changes", "with their first build in the period, on any branch"),
    PASSED(Of.BUILDS, "passed change", "passed changes", "whose first build the gate let through"),
    FAILED(Of.BUILDS, "failed change", "failed changes", "whose first build failed the gate"),
    CRITICALS(
            Of.FINDINGS,
            "critical CVE in production",
            "critical CVEs in production",
            "in the builds that ran in production at the end of the period");

    /** What is behind a number. */
    public enum Of {
        EPISODES,
        FINDINGS,
        BUILDS
    }

    private final Of of;
    private final String one;
    private final String many;
    private final String words;

    Counted(Of of, String one, String many, String words) {
        this.of = of;
        this.one = one;
        this.many = many;
        this.words = words;
    }

    public Of of() {
        return of;
    }

    /** What one of them is called. */
    public String one() {
        return one;
    }

    public String many() {
        return many;
    }

    /** What they are, to be read behind their number and name. */
    public String words() {
        return words;
    }

    /** Whether a time of each goes into a mean or a median. */
    public boolean timed() {
        return switch (this) {
            case MTTD, MTTR, STILL_OPEN, MTTR_ENDED -> true;
            default -> false;
        };
    }

    /** As addresses say it, such as {@code still-open}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code changes} is another word for those that the pass rate is of. */
    public static Optional<Counted> ofWord(String word) {
        String wanted = word.equalsIgnoreCase("changes") ? PASS_RATE.word() : word;
        return Arrays.stream(values())
                .filter(one -> one.word().equalsIgnoreCase(wanted))
                .findFirst();
    }

    public static String allWords() {
        return Arrays.stream(values()).map(Counted::word).collect(Collectors.joining(", "));
    }
}
