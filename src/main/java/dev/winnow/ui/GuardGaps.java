package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.guard.GuardMap;
import dev.winnow.guard.GuardMap.Cover;
import dev.winnow.guard.GuardMap.StarterStanding;
import dev.winnow.guard.Starter;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Html;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which guards to start with a project lacks, and for each what to do next; with those that the policy waits for in vain. */
final class GuardGaps {
    private GuardGaps() {}

    static String id(Starter starter) {
        return "gap-" + starter.name().toLowerCase(Locale.ROOT);
    }

    /** @param mayUpload whether the reader uploads reports to the project */
    static Section panel(String project, GuardMap map, boolean mayUpload) {
        List<StarterStanding> gaps = map.gaps();
        Section panel = Html.panel("Gaps", Html.span(summary(map), "strong"));
        panel.setId("gaps");
        if (!map.neverReported().isEmpty()) {
            String names = String.join(", ", map.neverReported());
            panel.add(Html.span(
                    "The policy expects " + names + ", and nothing of that name has ever reported: builds stay"
                            + " provisional. Name the guard with the upload, as in guard="
                            + map.neverReported().getFirst() + ", or take it out of the policy.",
                    "notice",
                    "break"));
        }
        if (gaps.isEmpty()) {
            return panel;
        }
        var list = new UnorderedList();
        list.addClassName("plain");
        gaps.forEach(gap -> list.add(item(project, gap, mayUpload)));
        panel.add(list);
        return panel;
    }

    private static String summary(GuardMap map) {
        int all = map.starters().size();
        int missing = map.gaps().size();
        return missing == 0
                ? "All five guards to start with report. Add more only while their alerts are few enough to carry."
                : (all - missing) + " of the five guards to start with report as they should. Add one at a time.";
    }

    private static ListItem item(String project, StarterStanding gap, boolean mayUpload) {
        Starter starter = gap.starter();
        var item = new ListItem();
        item.setId(id(starter));
        var title = new H3(starter.title());
        item.add(Html.div(
                "stack",
                Html.line(
                        title,
                        chip(gap.cover()),
                        Html.span(
                                GuardWords.of(starter.category()) + ", at stage "
                                        + starter.stage().word(),
                                "soft")),
                next(project, gap),
                new Paragraph(starter.why()),
                how(project, gap, mayUpload)));
        return item;
    }

    private static Span chip(Cover cover) {
        return switch (cover) {
            case GAP -> Chips.bad("missing");
            case STALE -> Chips.notice("stale");
            case NOT_ON_CHANGES -> Chips.notice("not on changes");
            case COVERED -> Chips.good("reports");
        };
    }

    /** What to do next, in one sentence. */
    private static Component next(String project, StarterStanding gap) {
        List<String> tools = gap.starter().tools();
        return switch (gap.cover()) {
            case GAP, COVERED ->
                Html.span(
                        "Next: run " + String.join(", ", tools.subList(0, tools.size() - 1)) + " or " + tools.getLast()
                                + ", and upload its report.",
                        "break");
            case STALE ->
                named(project, gap, "Next: find out why ", " reports no more, and retire what is gone for good.");
            case NOT_ON_CHANGES ->
                named(
                        project,
                        gap,
                        "Next: run ",
                        " for pull requests too; on the tracked branch alone it reports after the merge.");
        };
    }

    private static Component named(String project, StarterStanding gap, String before, String after) {
        var line = new Span(before);
        for (int i = 0; i < gap.guards().size(); i++) {
            line.add(i == 0 ? "" : ", ");
            line.add(GuardWords.link(Optional.of(project), gap.guards().get(i)));
        }
        line.add(after);
        line.addClassName("break");
        return line;
    }

    private static Component how(String project, StarterStanding gap, boolean mayUpload) {
        Starter starter = gap.starter();
        String command = starter.command() + "\n" + FirstSteps.upload(project, starter.report(), starter.parameters());
        var details = new NativeDetails("How, in a pipeline", new Command("Command for: " + starter.title(), command));
        details.addClassName("full");
        if (!mayUpload) {
            return details;
        }
        var help = new RouterLink("Upload a report by hand", UploadView.class);
        help.setQueryParameters(QueryParameters.of("project", project));
        return Html.div("stack", details, Html.line(help));
    }
}
