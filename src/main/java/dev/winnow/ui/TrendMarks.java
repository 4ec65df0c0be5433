package dev.winnow.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.metrics.Annotation;
import dev.winnow.metrics.Annotation.What;
import dev.winnow.metrics.Period;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changed in the parts of a period: a number in the charts, and in words below them. */
final class TrendMarks {
    /** As many of a kind are told one by one. */
    private static final int FEW = 3;

    private static final int NAMES = 6;

    private final List<Mark> marks;
    private final Map<Integer, Mark> byPart;

    /** What changed in a part. @param number from 1. @param part from 0. @param changes the oldest first */
    record Mark(int number, int part, List<Annotation> changes) {}

    /** @param annotations the oldest first. @param parts likewise, without gaps */
    TrendMarks(List<Annotation> annotations, List<Period> parts) {
        marks = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < parts.size(); i++) {
            var its = new ArrayList<Annotation>();
            while (next < annotations.size()
                    && annotations.get(next).at().isBefore(parts.get(i).to())) {
                its.add(annotations.get(next++));
            }
            if (!its.isEmpty()) {
                marks.add(new Mark(marks.size() + 1, i, its));
            }
        }
        byPart = marks.stream().collect(Collectors.toMap(Mark::part, mark -> mark));
    }

    List<Mark> all() {
        return marks;
    }

    boolean any() {
        return !marks.isEmpty();
    }

    /** Such as {@code 2: guards lint and trivy added in shop}; empty where nothing changed in the part. */
    String said(int part) {
        return Optional.ofNullable(byPart.get(part))
                .map(mark -> mark.number() + ": " + String.join("; ", lines(mark)))
                .orElse("");
    }

    /** What changed, a line each; many of a kind in one. */
    static List<String> lines(Mark mark) {
        Map<What, List<Annotation>> byWhat = mark.changes().stream()
                .collect(Collectors.groupingBy(Annotation::what, () -> new EnumMap<>(What.class), Collectors.toList()));
        var lines = new ArrayList<String>();
        byWhat.forEach((what, its) -> {
            if (its.size() <= FEW) {
                its.forEach(one -> lines.add(one.text()
                        + one.project().map(project -> " in " + project).orElse("")));
            } else {
                lines.add(grouped(what, its));
            }
        });
        return lines;
    }

    private static String grouped(What what, List<Annotation> its) {
        var projects =
                its.stream().flatMap(one -> one.project().stream()).collect(Collectors.toCollection(TreeSet::new));
        String count = Words.number(its.size()) + " " + what.many();
        if (projects.isEmpty()) {
            return count;
        }
        if (projects.size() == 1) {
            return count + " in " + projects.first() + ": "
                    + its.stream().limit(NAMES).map(Annotation::text).collect(Collectors.joining(", "))
                    + (its.size() > NAMES ? ", …" : "");
        }
        return count + " in " + Words.count(projects.size(), "project", "projects") + ": "
                + projects.stream().limit(NAMES).collect(Collectors.joining(", "))
                + (projects.size() > NAMES ? ", …" : "");
    }

    /** All of it, by number. */
    Section panel(List<Period> parts, ZoneId zone) {
        var list = new UnorderedList();
        list.addClassNames("plain", "happened");
        for (Mark mark : marks) {
            var words = Html.div("stack");
            lines(mark).forEach(line -> words.add(Html.span(line, "break")));
            var item = new ListItem(
                    Html.span(Integer.toString(mark.number()), "mark"),
                    Html.span(when(mark, parts.get(mark.part()), zone), "soft", "when"),
                    words);
            list.add(item);
        }
        Section panel = Html.panel(
                "What changed meanwhile",
                new Paragraph(
                        "The numbers are those of the dotted lines in the charts. That something changed there does not"
                                + " say that it is the reason."),
                list);
        panel.setId("happened");
        return panel;
    }

    private static String when(Mark mark, Period part, ZoneId zone) {
        Instant first = mark.changes().getFirst().at();
        Instant last = mark.changes().getLast().at();
        LocalDate from = LocalDate.ofInstant(first.isBefore(part.from()) ? part.from() : first, zone);
        LocalDate to = LocalDate.ofInstant(last, zone);
        return TrendWords.day(from) + (from.equals(to) ? "" : " to " + TrendWords.day(to));
    }
}
