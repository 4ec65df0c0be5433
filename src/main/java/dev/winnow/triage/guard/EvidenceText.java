package dev.winnow.triage.guard;

import dev.winnow.importers.Rule;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Evidence as a text in Markdown, to open an issue with. What comes from reports and people stands in code, where nothing of
 * it is a link, a picture, a mention or HTML.
 */
public final class EvidenceText {
    private static final int LONGEST = 2_000;
    private static final int LINES = 30;
    private static final String WITHHELD = "[…]";
    private static final Pattern HOST = Pattern.compile("(\\b\\p{Alpha}[\\p{Alnum}+.-]*://)[^\\s/?#\"'<>()`\\[\\]]+");

    /** A name with a domain, and none of those that mean something inside a house only. */
    private static final Pattern PUBLIC_HOST = Pattern.compile(
            "(?i)([\\p{L}\\p{N}_-]+\\.)+(?!(local|localdomain|localhost|internal|intranet|private|corp|home|lan)$)\\p{L}[\\p{L}\\p{N}-]+");

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private final Evidence evidence;
    private final boolean names;
    private final Withheld withheld;
    private final StringBuilder text = new StringBuilder();

    private EvidenceText(Evidence evidence, boolean names) {
        this.evidence = evidence;
        this.names = names;
        this.withheld = Withheld.of(evidence.names());
    }

    /** @param names whether projects and people are named; else all names of {@link Evidence#names} are taken out wherever they stand */
    public static String of(Evidence evidence, boolean names) {
        return new EvidenceText(evidence, names).write();
    }

    private String write() {
        RuleTally tally = evidence.tally();
        line("# False positives of " + code(tally.rule()));
        line("");
        line("- Tool: " + code(tool()));
        line("- Rule: " + code(tally.rule())
                + title().map(title -> ", " + code(title)).orElse(""));
        evidence.rule()
                .map(Rule::helpUri)
                .filter(uri -> uri.startsWith("https://") || uri.startsWith("http://"))
                .filter(uri -> names || isPublic(uri))
                .ifPresent(uri -> line("- Described at: " + code(uri)));
        line("- False positives: " + tally.falsePositives().words() + " findings that people judged");
        String others = others(tally);
        if (!others.isEmpty()) {
            line("- Otherwise judged: " + others);
        }
        line("- Not judged yet: " + tally.undecided());
        int number = 1;
        for (Evidence.Sample sample : evidence.samples()) {
            line("");
            line("## " + number++
                    + (sample.location().isEmpty() ? "" : ". " + code(hidden(sample, sample.location()))));
            if (names) {
                line("");
                line("In project " + code(sample.project())
                        + (sample.author().isEmpty() ? "" : ", decided by " + code(sample.author())));
            }
            block("The tool says:", hidden(sample, sample.message()));
            block("About this:", hidden(sample, sample.snippet()));
            block("Why it is false:", hidden(sample, sample.reason()));
        }
        int more = tally.of(Opinion.FALSE_POSITIVE) - evidence.samples().size();
        if (more > 0) {
            line("");
            line("And " + more + " more.");
        }
        return text.toString();
    }

    private String tool() {
        return evidence.tool() + (evidence.versions().isEmpty() ? "" : " " + String.join(", ", evidence.versions()));
    }

    private Optional<String> title() {
        return evidence.rule()
                .map(Rule::name)
                .filter(name -> !name.equals(evidence.tally().rule()));
    }

    /** In words, without false positives; empty where there are none. */
    static String others(RuleTally tally) {
        return java.util.Arrays.stream(Opinion.values())
                .filter(opinion -> opinion != Opinion.FALSE_POSITIVE && tally.of(opinion) > 0)
                .map(opinion -> tally.of(opinion) + " " + word(opinion))
                .collect(Collectors.joining(", "));
    }

    private static String word(Opinion opinion) {
        return switch (opinion) {
            case FALSE_POSITIVE -> "false positive";
            case CONFIRMED -> "confirmed";
            case ACCEPTED_RISK -> "accepted";
            case WONT_FIX -> "not to be fixed";
            case AUTHORISED -> "authorised";
            case SILENCED -> "silenced for another reason";
        };
    }

    /** What may be read of it by everybody: names go once nothing unseen stands between their letters. */
    private String hidden(Evidence.Sample sample, String said) {
        String seen = Unseen.without(said);
        if (names) {
            return seen;
        }
        String without = sample.web() ? HOST.matcher(seen).replaceAll("$1" + WITHHELD) : seen;
        without = withheld.out(without);
        return Withheld.of(List.of(sample.project(), sample.author())).out(without);
    }

    /** Whether a page about the rule is one that others than those who run Winnow read. */
    private boolean isPublic(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host != null
                    && PUBLIC_HOST.matcher(host).matches()
                    && withheld.out(uri).equals(uri);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private void block(String heading, String said) {
        if (said.isBlank()) {
            return;
        }
        String plain = plain(said, true);
        var lines = new ArrayList<>(
                plain.lines().limit(LINES).map(String::stripTrailing).toList());
        if (plain.lines().count() > LINES) {
            lines.add("…");
        }
        String fence = "`".repeat(Math.max(3, longestRun(plain) + 1));
        line("");
        line(heading);
        line("");
        line(fence + "text");
        lines.forEach(this::line);
        line(fence);
    }

    private static String code(String said) {
        String plain = plain(said, false).strip();
        String fence = "`".repeat(longestRun(plain) + 1);
        boolean touches = plain.startsWith("`") || plain.endsWith("`");
        return plain.isEmpty() ? "–" : fence + (touches ? " " : "") + plain + (touches ? " " : "") + fence;
    }

    private static int longestRun(String said) {
        return BACKTICKS
                .matcher(said)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }

    /** Without what is not seen, and not longer than people read. */
    private static String plain(String said, boolean lines) {
        String seen = Unseen.without(said);
        String plain = lines ? seen : seen.replaceAll("[\\n\\t\\u2028\\u2029]", " ");
        return plain.length() <= LONGEST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, LONGEST))) + "…";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** A name for it as a file. */
    public static String fileName(Evidence evidence) {
        String name = (evidence.guard() + "-" + evidence.tally().rule())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-");
        return "false-positives-" + (name.length() <= 100 ? name : name.substring(0, 100)) + ".md";
    }
}
