package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.guard.GuardDetails;
import dev.winnow.importers.Tool;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The scans of a guard, newest first, read as they are scrolled to; and its uploads that failed. */
@Service
class GuardScans {
    private final GuardDetails details;
    private final Streams streams;
    private final Builds builds;

    GuardScans(GuardDetails details, Streams streams, Builds builds) {
        this.details = details;
        this.streams = streams;
        this.builds = builds;
    }

    private record Row(Scan scan, Optional<Build> build, String target) {
        /** From the commit to the end of the scan; empty where one of them is not known, or clocks differ. */
        Optional<Duration> took() {
            return build.flatMap(Build::committedAt)
                    .flatMap(from -> scan.detectedAt().map(to -> Duration.between(from, to)))
                    .filter(took -> !took.isNegative());
        }
    }

    Section panel(Project project, String guard, Instant now) {
        String name = project.name();
        var grid = new LazyGrid<Row>("Scans", row -> card(name, row, now))
                .column("Build", 2, row -> build(name, row))
                .column("Target", 3, row -> Html.span(row.target(), "mono", "clip"))
                .column("Version", 1, row -> Html.span(version(row.scan()), "clip"))
                .column("Marks", 2, row -> marks(row.scan()))
                .numbers("Findings", "6rem", row -> number(row.scan().counts().total()))
                .numbers("New", "4.5rem", row -> number(row.scan().counts().fresh()))
                .numbers("Fixed", "4.5rem", row -> number(row.scan().counts().fixed()))
                .numbers("After the commit", "8.5rem", row -> took(row))
                .numbers("Finished", "7.5rem", row -> finished(row.scan(), now));
        var pages = new Keyset<Row>((last, limit) -> rows(details.scans(
                project, guard, last == null ? Long.MAX_VALUE : last.scan().id(), limit)));
        grid.show(pages::page);
        Section panel = Html.panel("Scans", grid);
        List<Scan> failed = details.failed(project, guard);
        if (!failed.isEmpty()) {
            panel.addComponentAtIndex(1, failed(failed, now));
        }
        return panel;
    }

    private List<Row> rows(List<Scan> page) {
        Map<Long, Build> itsBuilds =
                builds
                        .findByIdIn(page.stream()
                                .flatMap(scan -> scan.buildId().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Build::id, Function.identity()));
        Map<Long, String> targets =
                streams
                        .findByIdIn(page.stream()
                                .flatMap(scan -> scan.streamId().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Stream::id, Stream::target));
        return page.stream()
                .map(scan -> new Row(
                        scan,
                        scan.buildId().map(itsBuilds::get),
                        scan.streamId().map(targets::get).orElse("")))
                .toList();
    }

    private static Component failed(List<Scan> failed, Instant now) {
        var list = new UnorderedList();
        list.addClassName("brief");
        failed.forEach(scan -> list.add(new ListItem(Html.line(
                Chips.status(scan),
                Html.span("upload of", "soft"),
                Moment.ago(scan.receivedAt(), now),
                Html.span(scan.failure().map(FailureText::of).orElse(""), "break")))));
        return list;
    }

    private static Component build(String project, Row row) {
        return row.build()
                .map(build -> (Component)
                        Html.div("stack", Go.build(project, build), Html.span(build.branch(), "soft", "clip")))
                .orElseGet(() -> Html.span("–", "soft"));
    }

    private static Span number(int count) {
        return Html.span(Words.number(count), count == 0 ? "soft" : "number");
    }

    private static String version(Scan scan) {
        return scan.tool().map(Tool::version).orElse("–");
    }

    private static Component took(Row row) {
        return Html.span(row.took().map(Words::span).orElse("–"), "soft");
    }

    private static Component finished(Scan scan, Instant now) {
        return scan.detectedAt().map(at -> (Component) Moment.ago(at, now)).orElseGet(() -> Html.span("–", "soft"));
    }

    private static Component marks(Scan scan) {
        Span line = Html.line();
        BuildScans.marks(scan, line);
        return line;
    }

    private static Component card(String project, Row row, Instant now) {
        Scan scan = row.scan();
        var head = Html.line();
        row.build().ifPresent(build -> head.add(Go.build(project, build), Html.span(build.branch(), "soft", "break")));
        head.add(finished(scan, now));
        BuildScans.marks(scan, head);
        return Html.div(
                "card",
                head,
                Html.span(row.target(), "mono", "break"),
                Html.line(
                        Html.span(Words.count(scan.counts().total(), "finding", "findings")),
                        Html.span(Words.number(scan.counts().fresh()) + " new", "soft"),
                        Html.span(Words.number(scan.counts().fixed()) + " fixed", "soft")),
                Html.span(
                        version(scan)
                                + row.took()
                                        .map(took -> ", " + Words.span(took) + " after the commit")
                                        .orElse(""),
                        "soft"));
    }
}
