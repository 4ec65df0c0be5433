package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.policy.Replays;
import dev.winnow.policy.Replays.Change;
import dev.winnow.policy.Replays.Replay;
import dev.winnow.policy.Verdict;
import dev.winnow.policy.language.InvalidPolicy;
import dev.winnow.policy.language.Policy;
import dev.winnow.policy.language.PolicyProblem;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** A place to try a policy: what it would have made of builds of the past. */
@Service
class ReplayPanel {
    private static final int LISTED = 50;
    private static final int FINDINGS = 3;
    private static final int DAYS = 90;

    private final Replays replays;
    private final BuildContents contents;
    private final Findings findings;
    private final Clock clock;

    ReplayPanel(Replays replays, BuildContents contents, Findings findings, Clock clock) {
        this.contents = contents;
        this.replays = replays;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * The panel.
     *
     * @param text to begin with
     * @param projects whose builds are judged, as the reader may see them when it is asked
     */
    Section panel(String text, Supplier<List<Project>> projects) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var policy = new TextArea("Policy (YAML)");
        policy.setValue(text);
        policy.addClassNames("yaml", "full");
        policy.setMaxLength(PolicyReader.LARGEST);
        policy.setMinRows(8);
        policy.setMaxRows(24);
        var from = new DatePicker("From", today.minusDays(DAYS));
        var to = new DatePicker("To, with that day", today);
        var dates = new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd");
        from.setI18n(dates);
        to.setI18n(dates);
        var run = new Button("Replay");
        run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div result = Html.div("stack");
        result.getElement().setAttribute("aria-live", "polite");
        Div place = Beside.place();
        Section panel = Html.panel(
                "Try another policy",
                Html.span(
                        "Change the text and see which verdicts of the past would be others, and because of which"
                                + " findings. Nothing is changed by it.",
                        "soft"),
                policy,
                Html.div("period", from, to, run),
                place,
                result);
        var beside = new Beside(panel, place);
        run.addClickListener(click -> {
            result.removeAll();
            Optional<Policy> read = read(policy.getValue(), result);
            if (read.isEmpty() || from.getValue() == null || to.getValue() == null) {
                return;
            }
            List<Project> wanted = projects.get();
            Instant start = from.getValue().atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = to.getValue().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            beside.run(
                    "Judging the builds",
                    () -> replays.replay(read.get(), wanted, start, end, done -> {}),
                    replay -> show(replay, result),
                    why -> result.add(Html.span(Visible.text(why), "refusal")));
        });
        return panel;
    }

    private static Optional<Policy> read(String text, Div result) {
        try {
            return Optional.of(PolicyReader.read(text));
        } catch (InvalidPolicy e) {
            var list = new UnorderedList();
            list.addClassName("refusal");
            for (PolicyProblem problem : e.problems()) {
                list.add(new ListItem(Html.span(Visible.text(problem.said()), "break")));
            }
            result.add(list);
            return Optional.empty();
        }
    }

    private void show(Replay replay, Div result) {
        int changed = replay.changes().size();
        result.add(Html.line(
                Html.span(Words.number(changed), "strong"),
                Html.span((changed == 1 ? "verdict" : "verdicts") + " of "
                        + Words.count(replay.builds(), "build", "builds")
                        + (changed == 1 ? " would be another one." : " would be others."))));
        if (changed == 0) {
            return;
        }
        var tally = Html.div("line");
        tally.addClassName("spread");
        for (Outcome before : Outcome.values()) {
            for (Outcome after : Outcome.values()) {
                long count = replay.count(before, after);
                if (count > 0) {
                    tally.add(Html.line(
                            Chips.verdict(Optional.of(before)),
                            Html.sign("→"),
                            Html.heard("would be"),
                            Chips.verdict(Optional.of(after)),
                            Html.span(Words.number(count), "strong")));
                }
            }
        }
        var table = new DataTable(
                "Builds whose verdict would be another one",
                Column.text("Build"),
                Column.text("Verdict"),
                Column.text("Because of"));
        replay.changes().stream()
                .limit(LISTED)
                .forEach(change -> table.row(build(change), verdict(change), because(change)));
        result.add(tally, table);
        if (changed > LISTED) {
            result.add(Html.span(
                    "and " + Words.number((long) changed - LISTED) + " older ones; REST lists more of them.", "soft"));
        }
    }

    private static Component build(Change change) {
        return Html.div(
                "stack",
                Go.build(change.project().name(), change.build()),
                Html.span(change.build().branch(), "soft", "break"));
    }

    private static Component verdict(Change change) {
        return Html.line(
                Chips.verdict(Optional.of(change.before().outcome())),
                Html.sign("→"),
                Html.heard("would be"),
                Chips.verdict(Optional.of(change.after().outcome())));
    }

    private Component because(Change change) {
        var because = Html.div("stack");
        for (Verdict.Reason reason : change.because()) {
            because.add(Html.span(
                    (change.isWorse() ? "rule " : "no longer rule ") + Visible.text(reason.rule()) + " on "
                            + Words.count(reason.size(), "finding", "findings"),
                    "break"));
        }
        for (Finding finding : findings.page(
                change.project().id(),
                change.findings(),
                contents.of(change.build()).all(),
                0,
                FINDINGS)) {
            because.add(Html.line(
                    new SeverityMark(finding.severity()),
                    Go.finding(finding.id(), new Span(Visible.text(finding.label())))));
        }
        return because;
    }
}
