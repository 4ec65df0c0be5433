package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.access.Caller;
import dev.winnow.project.Project;
import dev.winnow.triage.Match;
import dev.winnow.triage.SilenceRules;
import dev.winnow.triage.SilenceRules.Preview;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.PathText;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What a rule would hide, said anew whenever it becomes another one. */
final class RulePreview extends Div {
    private static final int SHOWN = 8;
    private static final int PROJECTS = 10;

    private final SilenceRules rules;
    private final RuleFindings findings;
    private final Readable readable;
    private final Map<Long, RoaringBitmap> had;
    private final Div shown = Html.div("stack");
    private final Div progress = Beside.place();
    private final Beside beside = new Beside(this, progress);
    private Optional<Match> next = Optional.empty();

    /** @param rule the one that is being changed; null: a new one */
    RulePreview(SilenceRules rules, RuleFindings findings, Readable readable, @Nullable Long rule) {
        this.rules = rules;
        this.findings = findings;
        this.readable = readable;
        had = rule == null ? Map.of() : rules.findings(readable.caller(), rule);
        addClassName("stack");
        getElement().setAttribute("role", "status");
        add(shown, progress);
    }

    /** How many findings the rule hides so far. */
    long had() {
        return had.values().stream().mapToLong(RoaringBitmap::getCardinality).sum();
    }

    void show(Match match) {
        if (beside.isRunning()) {
            next = Optional.of(match);
            return;
        }
        shown.removeAll();
        Optional<String> error = match.errors().values().stream().findFirst();
        if (error.isPresent()) {
            refused(Words.sentence(error.get()));
            return;
        }
        Caller caller = readable.caller();
        if (rules.isQuick(match)) {
            Refusal.of(() -> show(rules.preview(caller, match))).ifPresent(this::refused);
        } else {
            beside.look("Counting", () -> rules.preview(caller, match), this::counted, this::refused);
        }
    }

    /** What was typed meanwhile is counted instead. */
    private void counted(Preview preview) {
        Optional<Match> other = next;
        next = Optional.empty();
        other.ifPresentOrElse(this::show, () -> show(preview));
    }

    private void refused(String why) {
        Optional<Match> other = next;
        next = Optional.empty();
        other.ifPresentOrElse(this::show, () -> shown.add(Html.span(why, "soft")));
    }

    private void show(Preview preview) {
        shown.add(
                Html.line(
                        Html.span(Words.number(preview.openCount()), "value"),
                        Html.span(
                                preview.openCount() == 1
                                        ? "finding that counts now would be hidden"
                                        : "findings that count now would be hidden")),
                Html.span(
                        Words.count(preview.recentCount(), "finding", "findings")
                                + " that fit it " + (preview.recentCount() == 1 ? "was" : "were")
                                + " open within the last 90 days.",
                        "soft"));
        long freed = freed(preview);
        if (!had.isEmpty()) {
            shown.add(Html.span(
                    freed == 0
                            ? "All that it hides so far still fits it."
                            : Words.count(
                                            freed,
                                            "finding that it hides so far fits it",
                                            "findings that it hides so far fit it")
                                    + " no more.",
                    freed == 0 ? "soft" : "refusal"));
        }
        Map<Long, RoaringBitmap> some = preview.open().isEmpty() ? preview.recent() : preview.open();
        if (!preview.recent().isEmpty()) {
            shown.add(byProject(preview), some(some));
        }
    }

    private long freed(Preview preview) {
        return had.entrySet().stream()
                .mapToLong(set -> RoaringBitmap.andNotCardinality(
                        set.getValue(), preview.all().getOrDefault(set.getKey(), new RoaringBitmap())))
                .sum();
    }

    private DataTable byProject(Preview preview) {
        var table = new DataTable(
                "What it would hide, by project",
                Column.text("Project"),
                Column.number("Now"),
                Column.number("Within 90 days"));
        readable.projects().stream()
                .filter(project -> preview.recent().containsKey(project.id()))
                .limit(PROJECTS)
                .forEach(project -> table.row(
                        Go.project(project),
                        DataTable.number(count(preview.open(), project)),
                        DataTable.number(count(preview.recent(), project))));
        return table;
    }

    private static int count(Map<Long, RoaringBitmap> sets, Project project) {
        return sets.getOrDefault(project.id(), new RoaringBitmap()).getCardinality();
    }

    private Div some(Map<Long, RoaringBitmap> sets) {
        long all =
                sets.values().stream().mapToLong(RoaringBitmap::getCardinality).sum();
        List<FindingRow> rows = findings.pages(sets).page(0, SHOWN);
        var list = new UnorderedList();
        list.addClassName("plain");
        rows.forEach(row -> list.add(item(row)));
        var some = Html.div("stack", new H2(all > rows.size() ? "Some of them" : "All of them"), list);
        if (all > rows.size()) {
            some.add(Html.span("and " + Words.number(all - rows.size()) + " more", "soft"));
        }
        return some;
    }

    private static ListItem item(FindingRow row) {
        var link = Go.finding(
                row.finding().id(), Html.span(row.finding().label(), "name"), Html.span(" " + row.title(), "title"));
        var item = Html.div("stack", Html.line(new SeverityMark(row.finding().severity()), link));
        if (!row.where().isEmpty()) {
            var where = new PathText(row.where());
            where.addClassName("soft");
            item.add(where);
        }
        return new ListItem(item);
    }
}
