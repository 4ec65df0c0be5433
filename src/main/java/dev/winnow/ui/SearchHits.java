package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Packages;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.search.Found.BuildHit;
import dev.winnow.search.SearchText;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Marked;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.SeverityMark;
import dev.winnow.ui.parts.SeverityTally;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;

/** What was found, as links in which the words looked for are marked. */
final class SearchHits {
    private final List<String> words;

    SearchHits(SearchText text) {
        this.words = text.marks();
    }

    RouterLink project(Project project) {
        var link = new RouterLink("", ProjectView.class, new RouteParameters(ProjectView.PROJECT, project.name()));
        link.add(Marked.of(project.name(), words, "name"));
        return link;
    }

    RouterLink build(BuildHit hit) {
        var link = new RouterLink(
                "", BuildView.class, Go.at(hit.project().name(), hit.build().id()));
        link.add(Marked.of(Go.name(hit.build()), words, "name"));
        return link;
    }

    RouterLink named(Packages.Counted one) {
        RouterLink link = SearchView.ofPackage(one.name());
        link.add(Marked.of(one.name(), words, "name"));
        return link;
    }

    RouterLink finding(Finding finding) {
        var row = new FindingRow(finding, List.of());
        RouterLink link = Go.finding(finding.id(), Marked.of(finding.label(), words, "name"));
        if (!row.title().isEmpty()) {
            link.add(Html.span(" "), Marked.of(row.title(), words, "title"));
        }
        return link;
    }

    ListItem row(Project project) {
        var facts = Html.line();
        String team = project.team();
        if (team != null) {
            facts.add(Marked.of(team, words, "soft"));
        }
        facts.add(
                Html.span(Words.number(project.open().total()) + " open", "soft"),
                SeverityTally.compact(project.open()));
        return item(Html.line(project(project)), facts);
    }

    ListItem row(BuildHit hit, Instant now) {
        Build build = hit.build();
        var facts =
                Html.line(Html.span(hit.project().name(), "soft"), Marked.of(build.branch(), words, "soft", "break"));
        String commit = Words.commit(build.commitSha());
        if (!commit.equals(Go.name(build))) {
            facts.add(Marked.of(commit, words, "mono", "soft"));
        }
        build.changeId()
                .ifPresent(
                        change -> facts.add(new Span(Html.span("change ", "soft"), Marked.of(change, words, "soft"))));
        var age = Moment.ago(build.placedAt(), now);
        age.addClassName("soft");
        facts.add(age);
        return item(Html.line(build(hit), Chips.verdict(build.verdict())), facts);
    }

    ListItem row(Packages.Counted one) {
        String findings = one.open() == one.findings()
                ? Words.count(one.findings(), "finding", "findings") + ", all open"
                : Words.count(one.findings(), "finding", "findings") + ", " + Words.number(one.open()) + " open";
        return item(
                Html.line(named(one)),
                Html.span(findings + ", in " + Words.count(one.projects(), "project", "projects"), "soft"));
    }

    ListItem row(Finding finding) {
        var row = new FindingRow(finding, List.of());
        var head = Html.line(new SeverityMark(finding.severity()), finding(finding));
        if (finding.status() != FindingStatus.OPEN) {
            head.add(Chips.status(finding));
        }
        if (finding.silenced()) {
            head.add(Chips.plain("silenced"));
        }
        if (finding.exploited()) {
            head.add(Chips.bad("exploited"));
        }
        var facts = Html.line(Html.span(finding.projectName(), "soft"));
        if (!row.where().isEmpty()) {
            facts.add(Marked.of(row.where(), words, "mono", "soft", "break"));
        }
        return item(head, facts);
    }

    private static ListItem item(Component head, Component facts) {
        return new ListItem(Html.div("stack", head, facts));
    }
}
