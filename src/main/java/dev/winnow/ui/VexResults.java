package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.winnow.triage.vex.VexEverywhere;
import dev.winnow.triage.vex.VexOutcome;
import dev.winnow.triage.vex.VexResult;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the statements of a VEX document: in numbers, and one by one. */
final class VexResults {
    /** Projects that are named for a statement. */
    private static final int PROJECTS = 5;

    private VexResults() {}

    /** Reads on behind a statement. */
    @FunctionalInterface
    interface Source<T> {
        /** @param position of the last statement seen; 0 at the start */
        List<T> after(int position, int limit);
    }

    /** @param outcomes how many came to what */
    static Component of(Map<VexOutcome, Integer> outcomes, Source<VexResult> results) {
        var grid = new LazyGrid<VexResult>("Statements", VexResults::card)
                .numbers("No.", "4rem", result -> DataTable.number(result.position()))
                .column("Vulnerability", "11rem", VexResults::vulnerability)
                .column("Product", 4, result -> clamped(result.product(), "mono"))
                .column("Says", "10.5rem", result -> new Span(says(result)))
                .column("Result", "10.5rem", VexResults::outcome)
                .numbers("Findings", "5.5rem", result -> DataTable.number(result.findings()))
                .column("Why", 3, result -> clamped(result.why(), "soft"));
        var pages = new Keyset<VexResult>((last, limit) -> results.after(last == null ? 0 : last.position(), limit));
        return shown(outcomes, grid.show(pages::page), grid);
    }

    /** The same of a document for all projects, with what became of each statement in projects. */
    static Component ofAll(Map<VexOutcome, Integer> outcomes, Source<VexEverywhere.Result> results) {
        var grid = new LazyGrid<VexEverywhere.Result>("Statements", VexResults::cardOfAll)
                .numbers("No.", "4rem", one -> DataTable.number(one.whole().position()))
                .column("Vulnerability", "11rem", one -> vulnerability(one.whole()))
                .column("Product", 3, one -> clamped(one.whole().product(), "mono"))
                .column("Says", "10.5rem", one -> new Span(says(one.whole())))
                .column("Result", "10.5rem", one -> outcome(one.whole()))
                .numbers(
                        "Findings",
                        "5.5rem",
                        one -> DataTable.number(one.whole().findings()))
                .column("In projects, and why", 4, VexResults::inProjects);
        var pages = new Keyset<VexEverywhere.Result>(
                (last, limit) -> results.after(last == null ? 0 : last.whole().position(), limit));
        return shown(outcomes, grid.show(pages::page), grid);
    }

    private static Component shown(Map<VexOutcome, Integer> outcomes, boolean any, Component grid) {
        if (!any) {
            return Html.span("It has no statement.", "soft");
        }
        return outcomes.isEmpty() ? grid : Html.div("stack", summary(outcomes), grid);
    }

    private static Component inProjects(VexEverywhere.Result result) {
        var cell = Html.div("stack");
        result.projects().stream().limit(PROJECTS).forEach(one -> cell.add(inProject(one)));
        int more = result.projects().size() - PROJECTS;
        if (more > 0) {
            cell.add(Html.span("and " + Words.count(more, "project", "projects") + " more", "soft"));
        }
        if (!result.whole().why().isEmpty()) {
            cell.add(clamped(result.whole().why(), "soft"));
        }
        return cell;
    }

    private static Component inProject(VexEverywhere.InProject one) {
        Span line = Html.line(
                VexView.link(one.project(), one.project()),
                Html.span(
                        one.outcome() == VexOutcome.APPLIED
                                ? Words.count(one.findings(), "finding", "findings")
                                : word(one.outcome()),
                        "soft"));
        line.setTitle(one.why());
        return line;
    }

    private static Component cardOfAll(VexEverywhere.Result result) {
        return Html.div(
                "card",
                Html.line(
                        SearchView.link(
                                result.whole().vulnerability(), result.whole().vulnerability()),
                        Html.span(says(result.whole())),
                        outcome(result.whole())),
                Html.span(result.whole().product(), "mono", "break"),
                inProjects(result));
    }

    private static Span summary(Map<VexOutcome, Integer> outcomes) {
        String words = Arrays.stream(VexOutcome.values())
                .filter(outcomes::containsKey)
                .map(outcome -> Words.number(outcomes.getOrDefault(outcome, 0)) + " " + word(outcome))
                .collect(Collectors.joining(", "));
        return Html.span(words + ".", "strong");
    }

    private static String word(VexOutcome outcome) {
        return outcome.word().replace('-', ' ');
    }

    private static String says(VexResult result) {
        return result.status().word().replace('_', ' ');
    }

    private static Component vulnerability(VexResult result) {
        Span cell = Html.span("", "clip", "name");
        cell.add(SearchView.link(result.vulnerability(), result.vulnerability()));
        return cell;
    }

    private static Span outcome(VexResult result) {
        Span chip = switch (result.outcome()) {
            case APPLIED -> Chips.good("applied");
            case OTHER_PRODUCT -> Chips.notice(word(result.outcome()));
            case MATCHES_NOTHING, SUPERSEDED, NOTED -> Chips.plain(word(result.outcome()));
        };
        chip.setTitle(
                switch (result.outcome()) {
                    case APPLIED -> "It silences findings.";
                    case MATCHES_NOTHING -> "There is nothing to silence yet; it does so as soon as a scan reports it.";
                    case OTHER_PRODUCT -> "Its product is neither the project, nor one of its targets, nor a package.";
                    case SUPERSEDED -> "A later statement about the same takes its place.";
                    case NOTED -> "It says nothing that silences.";
                });
        return chip;
    }

    private static Span clamped(String text, String look) {
        Span cell = Html.span(text, "clamp", look);
        cell.setTitle(text);
        return cell;
    }

    private static Component card(VexResult result) {
        return Html.div(
                "card",
                Html.line(
                        SearchView.link(result.vulnerability(), result.vulnerability()),
                        Html.span(says(result)),
                        outcome(result)),
                Html.span(result.product(), "mono", "break"),
                Html.span(Words.count(result.findings(), "finding", "findings"), "soft"),
                Html.span(result.why(), "soft", "break"));
    }
}
