package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Scan;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import java.util.Optional;

/** Short answers on a coloured ground; each has a sign and a word besides its colour. */
public final class Chips {
    private Chips() {}

    /** The sign and word of what fails a build, in a verdict and in the rule behind it. */
    public static Span fail() {
        return chip("✕", "fail", "bad");
    }

    public static Span verdict(Optional<Outcome> verdict) {
        return verdict.map(outcome -> switch (outcome) {
                    case PASS -> chip("✓", "pass", "good");
                    case WARN -> chip("!", "warn", "middling");
                    case FAIL -> fail();
                })
                .orElseGet(() -> chip("–", "not scanned", "plain"));
    }

    /**
     * The verdict of a build; while guards are missing it is drawn as the promise it is.
     *
     * @param build empty where there is none
     */
    public static Span gate(Optional<Build> build) {
        Span chip = verdict(build.flatMap(Build::verdict));
        if (build.filter(one -> one.provisional() && one.verdict().isPresent()).isPresent()) {
            chip.addClassName("provisional");
            chip.add(Html.heard(", provisional"));
            chip.setTitle("Provisional: not every guard that is expected has reported yet.");
        }
        return chip;
    }

    public static Span status(Finding finding) {
        return switch (finding.status()) {
            case OPEN -> chip("◦", "open", "plain");
            case CLOSED -> chip("✓", "closed", "good");
            case ELSEWHERE -> chip("⑂", "other branches only", "plain");
        };
    }

    public static Span status(Scan scan) {
        return switch (scan.status()) {
            case QUEUED -> chip("…", "waiting", "plain");
            case RUNNING -> chip("…", "importing", "middling");
            case IMPORTED -> chip("✓", "imported", "good");
            case FAILED -> chip("✕", "failed", "bad");
        };
    }

    public static Span plain(String text) {
        return chip("", text, "plain");
    }

    public static Span good(String text) {
        return chip("✓", text, "good");
    }

    public static Span notice(String text) {
        return chip("!", text, "middling");
    }

    public static Span bad(String text) {
        return chip("!", text, "bad");
    }

    /** A word that people put on a thing. */
    public static Span label(String text) {
        return chip("", text, "label-chip");
    }

    /** The change of a score from one build to the next. */
    public static Span change(Build before, Build now) {
        if (before.score().isEmpty() || now.score().isEmpty()) {
            return Html.span("");
        }
        int change = now.score().get() - before.score().get();
        if (change == 0) {
            return Html.span("= 0", "change", "soft");
        }
        var span = new Span(Html.sign(change > 0 ? "▲" : "▼"), Html.heard(change > 0 ? "up " : "down "));
        span.add(Math.abs(change) + "");
        span.addClassNames("change", change > 0 ? "better" : "worse");
        span.setTitle("Score of the build before: " + before.score().get());
        return span;
    }

    private static Span chip(String sign, String word, String tone) {
        var chip = new Span();
        if (!sign.isEmpty()) {
            chip.add(Html.sign(sign));
        }
        chip.add(new Span(word));
        chip.addClassNames("chip", tone);
        return chip;
    }
}
