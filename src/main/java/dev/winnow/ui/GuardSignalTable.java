package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.metrics.GuardSignal;
import dev.winnow.metrics.GuardSignal.Advice;
import dev.winnow.metrics.GuardTotal;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The guards, a row each, with their noisiest rules below. Headings are links that put the rows in another order. */
final class GuardSignalTable extends NativeTable {
    private static final int COLUMNS = GuardSort.values().length;
    private static final Set<GuardSort> NUMBERS = Set.of(GuardSort.ALONE, GuardSort.ALERTS);
    private static final List<GuardSort> ORDER = List.of(
            GuardSort.NAME, GuardSort.OPENED, GuardSort.SIGNAL, GuardSort.ALONE, GuardSort.ALERTS, GuardSort.ADVICE);

    private final GuardQuery query;
    private final Caller caller;

    GuardSignalTable(List<GuardRow> rows, GuardQuery query, Caller caller) {
        this.query = query;
        this.caller = caller;
        addClassNames("data", "signals");
        setCaptionText("Guards by their signal to noise");
        getCaption().addClassName("heard");
        var head = new NativeTableRow();
        ORDER.forEach(sort -> head.add(heading(sort)));
        getHead().add(head);
        rows.forEach(this::row);
    }

    private NativeTableHeaderCell heading(GuardSort sort) {
        var link = new RouterLink(sort.label(), GuardsView.class);
        link.setQueryParameters(query.sortedBy(sort).parameters());
        link.setHighlightCondition(HighlightConditions.never());
        var cell = new NativeTableHeaderCell();
        cell.add(link);
        cell.getElement().setAttribute("scope", "col");
        if (NUMBERS.contains(sort)) {
            cell.addClassName("right");
        }
        if (sort == query.sort()) {
            boolean rising = isRising(sort) != query.back();
            link.add(Html.sign(rising ? " ↑" : " ↓"));
            cell.getElement().setAttribute("aria-sort", rising ? "ascending" : "descending");
        }
        return cell;
    }

    private static boolean isRising(GuardSort sort) {
        return switch (sort) {
            case ADVICE, NAME, SIGNAL -> true;
            case OPENED, ALONE, ALERTS -> false;
        };
    }

    private void row(GuardRow row) {
        GuardTotal total = row.total();
        var links = SignalLinks.of(query, row.project(), row.guard());
        var cells = new NativeTableRow(
                cell(GuardSort.NAME, name(row)),
                cell(GuardSort.OPENED, SignalParts.fates(total, links)),
                cell(GuardSort.SIGNAL, SignalParts.signal(total.signal())),
                cell(GuardSort.ALONE, number(links, GuardCounted.ALONE, total.alone())),
                cell(GuardSort.ALERTS, number(links, GuardCounted.ALERTS, total.alerts())),
                cell(GuardSort.ADVICE, SignalParts.advice(total.advice())));
        getBody().add(cells);
        if (total.noisiest().isEmpty()) {
            return;
        }
        cells.addClassName("followed");
        var rules = new NativeDetails(
                "Its noisiest rules (" + total.noisiest().size() + ")",
                NoisyRules.list(row.project(), total, caller, Map.of()));
        rules.getSummary()
                .getElement()
                .setAttribute(
                        "aria-label",
                        "Noisiest rules of " + row.guard()
                                + row.project().map(name -> " in " + name).orElse(""));
        rules.setOpen(total.advice() == Advice.TUNE || total.advice() == Advice.FIX_OR_DROP);
        var cell = new NativeTableCell(rules);
        cell.getElement().setAttribute("colspan", Integer.toString(COLUMNS));
        var below = new NativeTableRow(cell);
        below.addClassName("below");
        getBody().add(below);
    }

    private static Component number(SignalLinks links, GuardCounted what, int count) {
        var number = Html.span("", "number");
        number.add(links.to(what, Words.number(count), count));
        return number;
    }

    private static NativeTableCell cell(GuardSort column, Component content) {
        var cell = new NativeTableCell(Html.div("cell", content));
        cell.getElement().setAttribute("data-label", column.label());
        if (NUMBERS.contains(column)) {
            cell.addClassName("right");
        }
        return cell;
    }

    private Component name(GuardRow row) {
        RouterLink link = GuardWords.link(row.project(), row.guard());
        link.setQueryParameters(query.trend().ofGuard(Optional.empty()).parameters());
        var name = Html.div("stack", link);
        List<GuardSignal> in = row.total().in();
        name.add(Html.span(
                words(in, GuardSignal::tool) + " · "
                        + words(in, one -> one.category().word()) + " · "
                        + words(in, one -> one.stage().word()),
                "soft",
                "break",
                "note"));
        if (row.project().isPresent()) {
            name.add(Html.line(Html.span("in", "soft"), Html.span(row.project().get(), "break")));
        } else if (in.size() > 1) {
            var each = new RouterLink("in " + Words.count(in.size(), "project", "projects"), GuardsView.class);
            each.setQueryParameters(
                    query.ofGuard(Optional.of(row.guard())).byProject(true).parameters());
            each.setHighlightCondition(HighlightConditions.never());
            each.getElement().setAttribute("aria-label", row.guard() + " in each of " + in.size() + " projects");
            name.add(each);
        } else {
            name.add(Html.span("in " + in.getFirst().project(), "soft", "break"));
        }
        return name;
    }

    private static String words(List<GuardSignal> in, Function<GuardSignal, String> word) {
        return String.join(", ", in.stream().map(word).collect(Collectors.toCollection(TreeSet::new)));
    }
}
