package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.metrics.Trend;
import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import dev.winnow.wall.Board;
import dev.winnow.wall.Board.Alarm;
import dev.winnow.wall.Board.Cell;
import dev.winnow.wall.Board.Figure;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Draws a board so that it is read from three metres: few words, large, with a sign beside each colour. */
final class WallBoard extends Main {
    /** More are too small to be read from there. */
    private static final int MOST_PROJECTS = 12;

    /** So many have room to be larger. */
    private static final int FEW_PROJECTS = 3;

    /** More have to be smaller. */
    private static final int SOME_PROJECTS = 6;

    private static final int MOST_ALARMS = 5;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final ZoneId zone;

    WallBoard(ZoneId zone) {
        this.zone = zone;
        setId("content");
        addClassName("wall");
    }

    void show(Board board, Component... more) {
        removeAll();
        var header = Html.div("wall-head", new H1(board.title()), Html.div("room"));
        header.add(more);
        header.add(connection(board));
        var figures = Html.div("wall-figures");
        board.figures().forEach(figure -> figures.add(figure(figure)));
        add(header, figures, Html.div("wall-rest", projects(board), alarms(board)));
    }

    /** Where there is nothing to show. */
    void say(String heading, String why) {
        removeAll();
        add(Html.div("wall-none", new H1(heading), Html.span(why)));
    }

    /** The script of the wall shows one of both; the time stands in both. */
    private Component connection(Board board) {
        String at = CLOCK.format(board.at().atZone(zone)) + " " + zone.getId();
        var live = Html.div("wall-live", Html.sign("●"), Html.span("Live"), Html.span("last change " + at, "wall-at"));
        live.getElement()
                .setAttribute(
                        "data-at", board.at().truncatedTo(ChronoUnit.SECONDS).toString());
        var lost = Html.div("wall-lost", Html.sign("✕"), Html.span("Connection lost. Old numbers, of " + at + "."));
        lost.getElement().setAttribute("role", "alert");
        return Html.div("wall-connection", live, lost);
    }

    private static Component figure(Figure figure) {
        Trend trend = figure.trend();
        var box = new Section();
        box.addClassName("wall-figure");
        box.getElement().setAttribute("aria-label", trend.definition().title());
        box.add(new H2(trend.definition().title()));
        var value = Html.div("wall-value", Html.span(TrendWords.value(trend, figure.now())));
        value.addClassName(figure.onTarget().map(on -> on ? "better" : "worse").orElse("soft"));
        box.add(value);
        if (figure.target().isPresent()) {
            box.add(Html.div(
                    "wall-note",
                    Html.sign(figure.onTarget().map(on -> on ? "✓" : "✕").orElse("")),
                    Html.span(
                            "target " + TrendWords.value(trend, figure.target().getAsDouble()))));
        }
        box.add(direction(figure));
        return box;
    }

    private static Component direction(Figure figure) {
        String before = TrendWords.value(figure.trend(), figure.before());
        return switch (figure.direction()) {
            case BETTER -> note("better", "better: was " + before, "▲");
            case WORSE -> note("worse", "worse: was " + before, "▼");
            case LEVEL -> note("soft", "as before", "=");
            case UNKNOWN ->
                note("soft", figure.now().isPresent() ? "nothing to compare with" : "nothing counted in 30 days", "");
        };
    }

    private static Div note(String tone, String words, String sign) {
        var note = Html.div("wall-note", Html.sign(sign), Html.span(words));
        note.addClassName(tone);
        return note;
    }

    private static Component projects(Board board) {
        var list = new UnorderedList();
        list.addClassName("wall-projects");
        list.setClassName("few", board.projects().size() <= FEW_PROJECTS);
        list.setClassName("many", board.projects().size() > SOME_PROJECTS);
        board.projects().stream().limit(MOST_PROJECTS).forEach(cell -> list.add(project(cell)));
        var section = section("Projects", list);
        int more = board.projects().size() - MOST_PROJECTS;
        if (more > 0) {
            section.add(Html.div("wall-note", Html.span("and " + Words.number(more) + " better ones")));
        }
        if (board.projects().isEmpty()) {
            section.add(Html.div("wall-note", Html.span("None yet. The first report that is uploaded makes one.")));
        }
        return section;
    }

    private static ListItem project(Cell cell) {
        String tone = cell.verdict()
                .map(verdict -> switch (verdict) {
                    case PASS -> "good";
                    case WARN -> "middling";
                    case FAIL -> "bad";
                })
                .orElse("plain");
        var item = new ListItem(
                Html.span(cell.project(), "wall-name"),
                Html.span(cell.score().map(String::valueOf).orElse("–"), "wall-score"),
                Html.span(cell.grade().map(Grade::name).orElse(""), "wall-grade"),
                verdict(cell));
        item.addClassNames("wall-project", tone);
        return item;
    }

    private static Span verdict(Cell cell) {
        String sign = cell.verdict()
                .map(verdict -> switch (verdict) {
                    case PASS -> "✓";
                    case WARN -> "!";
                    case FAIL -> "✕";
                })
                .orElse("–");
        Span words = Html.line(
                Html.sign(sign), Html.span(cell.verdict().map(Outcome::word).orElse("not scanned")));
        if (cell.provisional() && cell.verdict().isPresent()) {
            words.add(Html.span("so far", "wall-so-far"));
        }
        words.addClassName("wall-verdict");
        return words;
    }

    private static Component alarms(Board board) {
        List<Alarm> alarms = board.alarms();
        if (alarms.isEmpty()) {
            boolean red = board.figures().stream()
                    .anyMatch(figure -> figure.onTarget().filter(on -> !on).isPresent());
            var section = section(
                    "What is red",
                    Html.div("wall-fine", Html.sign("✓"), Html.span(red ? "Nothing else." : "Nothing.")));
            section.addClassName("fine");
            return section;
        }
        var list = new UnorderedList();
        list.addClassName("wall-alarms");
        alarms.stream().limit(MOST_ALARMS).forEach(alarm -> list.add(new ListItem(alarm(alarm))));
        var section = section("What is red", list);
        if (alarms.size() > MOST_ALARMS) {
            section.add(Html.div("wall-note", Html.span("and " + (alarms.size() - MOST_ALARMS) + " more")));
        }
        return section;
    }

    private static Component[] alarm(Alarm alarm) {
        return switch (alarm) {
            case Board.Criticals criticals ->
                parts(Words.count(criticals.count(), "critical CVE", "critical CVEs"), "in production");
            case Board.GateFailed failed ->
                parts(
                        failed.project(),
                        "gate fails" + failed.rule().map(rule -> ": " + rule).orElse(""));
            case Board.OverLimit over ->
                parts(
                        "Team " + over.team(),
                        TrendWords.value(Trend.ALERTS, over.perPersonPerDay()) + " alerts per person and day, limit "
                                + TrendWords.value(Trend.ALERTS, over.limit()));
            case Board.StaleGuard stale -> parts(stale.project(), stale.guard() + " stopped reporting");
        };
    }

    private static Component[] parts(String what, String why) {
        return new Component[] {Html.sign("✕"), Html.span(what, "wall-name"), Html.span(why, "wall-why")};
    }

    private static Section section(String heading, Component content) {
        var section = new Section(new H2(heading));
        section.getElement().setAttribute("aria-label", heading);
        section.add(content);
        return section;
    }
}
