package dev.winnow.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A brief as Markdown. What reports and people say is escaped: it is text, and neither markup nor HTML. */
final class BriefMarkdown {
    private final StringBuilder text = new StringBuilder();
    private final QuarterBrief brief;

    private BriefMarkdown(QuarterBrief brief) {
        this.brief = brief;
    }

    static void write(QuarterBrief brief, OutputStream out) throws IOException {
        out.write(new BriefMarkdown(brief).text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        text.append("# Security brief ").append(brief.quarter()).append("\n\n");
        paragraph(brief.days() + ", " + brief.scope());
        paragraph(brief.standing());
        heading("Figures");
        row(
                "",
                brief.quarter().toString(),
                "Target",
                "",
                brief.quarter().before().toString(),
                "Stands on");
        rule(6);
        brief.figures()
                .forEach(figure -> row(
                        figure.title(),
                        figure.valueText(),
                        figure.targetText(),
                        figure.metText(),
                        figure.beforeText(),
                        figure.basis()));
        heading("Months");
        row("", "MTTD", "MTTR", "Pass rate", "Criticals", "Unauthorised", "Alerts", "Opened", "Fixed");
        rule(9);
        brief.months().forEach(this::month);
        heading("Guards");
        guards();
        heading("Silenced");
        silenced();
        heading("Definitions");
        paragraph("Version " + brief.definitions() + ".");
        for (Meaning definition : brief.meanings()) {
            text.append("**").append(escaped(definition.title())).append(".** ");
            paragraph(definition.words());
        }
        return text.toString();
    }

    private void month(MonthFigures month) {
        row(
                Amounts.month(month.period().from(), brief.zone()),
                Amounts.text(month.mttd(), Unit.SECONDS),
                Amounts.text(month.mttr(), Unit.SECONDS),
                Amounts.text(month.passRate(), Unit.SHARE),
                Amounts.text(month.criticals(), Unit.COUNT),
                Amounts.text(month.unauthorised(), Unit.COUNT),
                Amounts.text(month.alerts(), Unit.PER_PERSON_AND_DAY),
                Amounts.text(month.opened(), Unit.COUNT),
                Amounts.text(month.fixed(), Unit.COUNT));
    }

    private void guards() {
        if (brief.guards().isEmpty()) {
            paragraph("No guard has reported.");
            return;
        }
        row("Project", "Guard", "Opened", "Fixed", "False positive", "Accepted", "Open", "Signal", "Advice");
        rule(9);
        for (GuardLine guard : brief.guards()) {
            row(
                    guard.project(),
                    guard.guard(),
                    Amounts.text(guard.opened(), Unit.COUNT),
                    Amounts.text(guard.fixed(), Unit.COUNT),
                    Amounts.text(guard.falsePositive(), Unit.COUNT),
                    Amounts.text(guard.accepted(), Unit.COUNT),
                    Amounts.text(guard.open(), Unit.COUNT),
                    Amounts.text(guard.signal(), Unit.SHARE),
                    guard.advice().word().replace('-', ' '));
        }
        text.append('\n');
    }

    private void silenced() {
        if (brief.silencedTotal() == 0) {
            paragraph("Nothing was silenced.");
            return;
        }
        paragraph(Amounts.text(brief.silencedTotal(), Unit.COUNT) + " silenced"
                + (brief.silencedTotal() > brief.silenced().size()
                        ? "; the first " + Amounts.text(brief.silenced().size(), Unit.COUNT) + " are listed"
                        : "")
                + ".");
        row("Project", "Findings", "How", "Reason", "By", "On", "Until");
        rule(7);
        for (SilencedGroup group : SilencedGroup.of(brief.silenced())) {
            SilencedFinding first = group.first();
            row(
                    group.project(),
                    group.titles(3),
                    first.how(),
                    first.reason(),
                    first.author(),
                    Amounts.date(group.at(), brief.zone()),
                    first.until().map(end -> Amounts.lastDay(end)).orElse("open end"));
        }
        text.append('\n');
    }

    private void heading(String words) {
        text.append("\n## ").append(words).append("\n\n");
    }

    private void paragraph(String words) {
        text.append(escaped(words)).append("\n\n");
    }

    private void row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(escaped(cell)).append(" |");
        }
        text.append('\n');
    }

    private void rule(int columns) {
        text.append("|").append(" --- |".repeat(columns)).append('\n');
    }

    /** Whether it is what makes an address a link by itself: the colon of https://, or the first dot behind www. */
    private static boolean isOfAddress(int[] points, int at) {
        if (points[at] == ':') {
            return at + 1 < points.length && points[at + 1] == '/';
        }
        return points[at] == '.' && at >= 3 && new String(points, at - 3, 3).equalsIgnoreCase("www");
    }

    /** One line of text in which nothing is markup. */
    static String escaped(String words) {
        var line = new StringBuilder(words.length());
        int[] points = words.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            if (point == '<') {
                line.append("&lt;");
            } else if (point == '&') {
                line.append("&amp;");
            } else if ("\\`*_[]#|~>@".indexOf(point) >= 0 || isOfAddress(points, i)) {
                line.append('\\').appendCodePoint(point);
            } else if (Character.isWhitespace(point) || Character.isISOControl(point)) {
                line.append(' ');
            } else {
                line.appendCodePoint(point);
            }
        }
        return line.toString().strip();
    }
}
