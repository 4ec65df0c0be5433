package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.winnow.access.Caller;
import dev.winnow.access.Role;
import dev.winnow.triage.Match;
import dev.winnow.triage.RuleState;
import dev.winnow.triage.SilenceRule;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What silence rules match and how they stand, in words. */
final class RuleWords {
    /** A rule that ends within it ends soon. */
    static final Duration SOON = RuleState.SOON;

    /** In the order in which a sentence says them. */
    private static final Map<String, String> BEFORE = Map.of(
            "rule", "rule",
            "vulnerability", "vulnerability",
            "package", "in package",
            "versions", "of versions",
            "path", "at",
            "text", "saying",
            "guard", "seen only by",
            "project", "in project");

    private static final List<String> ORDER =
            List.of("rule", "vulnerability", "package", "versions", "path", "text", "guard", "project");

    private RuleWords() {}

    /** Whether there may be projects for which the caller makes rules; each rule is asked about again. */
    static boolean mayMakeSome(Caller caller) {
        return caller.strongest()
                .filter(role -> role == Role.SECURITY || role == Role.ADMIN)
                .isPresent();
    }

    /** Such as {@code rule G104 at src/** in project shop}. */
    static String text(Match match) {
        var words = new ArrayList<String>();
        Map<String, String> given = match.given();
        ORDER.stream().filter(given::containsKey).forEach(part -> words.add(BEFORE.get(part) + " " + given.get(part)));
        if (!given.containsKey("project")) {
            words.add("in all projects");
        }
        return String.join(" ", words);
    }

    /** The same, with what it names set apart. */
    static Span of(Match match) {
        var line = new Span();
        line.addClassName("break");
        Map<String, String> given = match.given();
        ORDER.stream()
                .filter(given::containsKey)
                .forEach(part -> line.add(
                        Html.span(BEFORE.get(part) + " ", "soft"),
                        Html.span(String.valueOf(given.get(part)), "mono"),
                        new Span(" ")));
        if (!given.containsKey("project")) {
            line.add(Html.span("in all projects", "soft"));
        }
        return line;
    }

    /** How the rule stands. @param stale as lists say it */
    static List<Span> chips(SilenceRule rule, boolean stale, Instant now) {
        if (!rule.inForce()) {
            return List.of(Chips.plain(rule.expired() ? "expired" : "ended"));
        }
        var chips = new ArrayList<>(List.of(Chips.good("in force")));
        if (stale) {
            Span chip = Chips.notice("stale");
            chip.setTitle("No scan has reported anything it hides for 90 days.");
            chips.add(chip);
        }
        if (rule.endsBefore(now.plus(SOON))) {
            chips.add(Chips.notice("ends soon"));
        }
        return chips;
    }

    /** When it ends or has ended. */
    static Component end(SilenceRule rule, Instant now) {
        return rule.ended()
                .<Component>map(at -> Html.line(Html.span("ended", "soft"), Moment.ago(at, now)))
                .or(() -> rule.until().map(at -> Moment.ahead(at, now)))
                .orElseGet(() -> Html.span("no end", "soft"));
    }
}
