package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.access.Caller;
import dev.winnow.finding.Scan;
import dev.winnow.importers.Tool;
import dev.winnow.ui.BuildPage.ScanOfGuard;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.Optional;

/** The scans of a build: by which guard, of what, whether they count, and what the scanners said of their own run. */
final class BuildScans extends Section {
    /** A pipeline that uploads again and again is not shown in full. */
    private static final int SHOWN = 50;

    private final String project;
    private final Instant now;

    BuildScans(BuildPage page, ReportDownloads downloads, Caller caller, Instant now) {
        this.now = now;
        this.project = page.project().name();
        addClassNames("panel", "scans");
        getElement().setAttribute("aria-label", "Scans");
        add(new H2("Scans"));
        var list = new UnorderedList();
        list.addClassName("plain");
        page.scans().stream().limit(SHOWN).forEach(scan -> {
            var item = item(scan);
            if (caller.mayReadRawReport(page.project().name())) {
                item.add(downloads.link(scan.scan()));
            }
            list.add(new ListItem(item));
        });
        add(list);
        if (page.scans().size() > SHOWN) {
            add(Html.span("and " + (page.scans().size() - SHOWN) + " older ones", "soft"));
        }
    }

    private Div item(ScanOfGuard of) {
        Scan scan = of.scan();
        var head = Html.line(GuardWords.link(Optional.of(project), of.guard().name()), Chips.status(scan));
        var found = Html.line(
                Html.span(Words.count(scan.counts().total(), "finding", "findings")),
                Html.span(Words.number(scan.counts().fresh()) + " new"),
                Html.span(
                        scan.counts().reopened() == 0
                                ? ""
                                : Words.number(scan.counts().reopened()) + " back again"),
                Html.span(Words.number(scan.counts().fixed()) + " fixed"));
        found.addClassNames("spread");
        var from = Html.line(
                Html.span(of.target(), "mono", "break"),
                Html.span(scan.tool().map(BuildScans::tool).orElse("")),
                Html.span(
                        of.guard().category().word() + ", " + of.guard().stage().word()),
                scan.detectedAt().map(at -> (Component) Moment.ago(at, now)).orElseGet(() -> Html.span("")));
        from.addClassNames("soft", "spread");
        var item = Html.div("stack", head, from, found);
        marks(scan, head);
        scan.notices().stream().limit(5).forEach(notice -> item.add(Html.span(notice, "notice", "break")));
        return item;
    }

    static void marks(Scan scan, Component into) {
        var head = (com.vaadin.flow.component.HasComponents) into;
        if (scan.importedAt().isPresent() && !scan.complete()) {
            head.add(explained(Chips.notice("partial"), "The scanner did not look at everything: it closes nothing."));
        }
        if (scan.late()) {
            head.add(explained(
                    Chips.plain("late"), "A newer build had been scanned before: it counts for this build only."));
        }
        if (scan.held() > 0) {
            head.add(explained(
                    Chips.notice(Words.count(scan.held(), "closing held", "closings held")),
                    "It suddenly misses most of what there was: the next scan or a person confirms."));
        }
    }

    private static Component explained(com.vaadin.flow.component.html.Span chip, String why) {
        chip.setTitle(why);
        chip.add(Html.heard(". " + why));
        return chip;
    }

    private static String tool(Tool tool) {
        return tool.name() + (tool.version() == null ? "" : " " + tool.version());
    }
}
