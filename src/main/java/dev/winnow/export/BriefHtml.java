package dev.winnow.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The pages of a brief's PDF. Texts are put in as text, so that nothing a report says becomes markup. */
final class BriefHtml {
    /** The type of the objects that charts are drawn into. */
    static final String CHART = "winnow/chart";

    /** The attribute that says which chart. */
    static final String NUMBER = "data-number";

    private static final String FIGURES = "Figures";
    private static final String TRENDS = "Trends";
    private static final String GUARDS = "Guards";
    private static final String SILENCED = "Silenced";
    private static final String DEFINITIONS = "Appendix: definitions";

    /** In their order. */
    private static final List<String> SECTIONS = List.of(FIGURES, TRENDS, GUARDS, SILENCED, DEFINITIONS);

    /** Acts of silencing that are printed; the other formats have them all. */
    private static final int MOST_ACTS = 150;

    /** A reason that is longer than that is cut. */
    private static final int LONGEST = 400;

    private final QuarterBrief brief;
    private final Document page;
    private final Element body;

    private BriefHtml(QuarterBrief brief) {
        this.brief = brief;
        page = Document.createShell("");
        body = page.body();
    }

    static Document of(QuarterBrief brief, List<TrendChart> charts) {
        var html = new BriefHtml(brief);
        html.head();
        html.cover();
        html.trends(charts);
        html.guards();
        html.silenced();
        html.appendix();
        return html.page;
    }

    private void head() {
        page.getElementsByTag("html").attr("lang", "en");
        String title = "Security brief " + brief.quarter();
        page.title(title);
        meta("author", "Winnow");
        meta("subject", PdfFonts.shown(brief.days() + ", " + brief.scope()));
        meta("description", PdfFonts.shown(title + ", " + brief.days() + ", " + brief.scope()));
        meta("keywords", "security, " + brief.quarter());
        Element marks = page.head().appendElement("bookmarks");
        for (String section : SECTIONS) {
            marks.appendElement("bookmark").attr("name", section).attr("href", "#" + id(section));
        }
        page.head().appendElement("style").appendChild(new DataNode(style()));
    }

    private void meta(String name, String content) {
        page.head().appendElement("meta").attr("name", name).attr("content", content);
    }

    private static String id(String section) {
        return section.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    private static String style() {
        try (InputStream css = BriefHtml.class.getResourceAsStream("brief.css")) {
            if (css == null) {
                throw new IllegalStateException("brief.css is not there");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cover() {
        text(body, "p", "Security brief").addClass("kind");
        text(body, "h1", brief.quarter().toString()).attr("id", id(FIGURES));
        text(body, "p", brief.days() + " · " + brief.scope()).addClass("scope");
        text(body, "p", brief.standing()).addClass(brief.isOver() ? "soft" : "warning");
        Element tiles = body.appendElement("table").addClass("tiles").appendElement("tbody");
        Element row = tiles.appendElement("tr");
        for (int i = 0; i < brief.figures().size(); i++) {
            if (i > 0 && i % 2 == 0) {
                row = tiles.appendElement("tr");
            }
            tile(row.appendElement("td"), brief.figures().get(i));
        }
        text(body, "p", summary()).addClass("summary");
    }

    private void tile(Element tile, Figure figure) {
        tile.addClass(figure.met().map(met -> met ? "met" : "missed").orElse("open"));
        text(tile, "p", figure.title()).addClass("name");
        Element line = tile.appendElement("p").addClass("value");
        text(line, "span", figure.valueText()).addClass("number");
        text(line, "span", " " + figure.basis()).addClass("soft");
        Element aim = tile.appendElement("p").addClass("aim");
        if (figure.aim() == Figure.Aim.FALLING || figure.target().isPresent()) {
            text(aim, "span", "Target " + figure.targetText() + ": ");
            text(aim, "span", figure.metText()).addClass("verdict");
        } else {
            text(aim, "span", "No target");
        }
        String change =
                figure.better().map(better -> better ? " · better" : " · worse").orElse("");
        text(tile, "p", brief.quarter().before() + ": " + figure.beforeText() + change)
                .addClass("before");
    }

    private String summary() {
        long targets =
                brief.figures().stream().filter(one -> one.met().isPresent()).count();
        long met = brief.figures().stream()
                .filter(one -> one.met().filter(is -> is).isPresent())
                .count();
        String figures = targets == 0
                ? "There was nothing to hold against the targets."
                : met + " of " + targets
                        + (targets == 1
                                ? " target that can be judged is met."
                                : " targets that can be judged are met.");
        return figures + " " + Amounts.text(brief.silencedTotal(), Unit.COUNT)
                + (brief.silencedTotal() == 1 ? " finding was" : " findings were") + " silenced in the quarter.";
    }

    private void trends(List<TrendChart> charts) {
        section(TRENDS);
        text(body, "p", "By month, this quarter and the one before. The broken line is the target.")
                .addClass("soft");
        Element rows = body.appendElement("table").addClass("charts").appendElement("tbody");
        Element row = rows.appendElement("tr");
        for (int i = 0; i < charts.size(); i++) {
            if (i > 0 && i % 2 == 0) {
                row = rows.appendElement("tr");
            }
            Element cell = row.appendElement("td");
            text(cell, "p", charts.get(i).title()).addClass("name");
            if (charts.get(i).any()) {
                String what = "Chart: " + charts.get(i).title() + " by month, as in the table below";
                cell.appendElement("object")
                        .attr("type", CHART)
                        .attr(NUMBER, Integer.toString(i))
                        .attr("alt", what)
                        .attr("title", what);
            } else {
                text(cell, "p", "Nothing was counted.").addClass("soft");
            }
        }
        Element table = table(
                Set.of(0), "Month", "MTTD", "MTTR", "Pass rate", "Criticals", "Changes", "Alerts", "Opened", "Fixed");
        for (MonthFigures month : brief.months()) {
            Element line = table.appendElement("tr");
            text(line, "td", Amounts.month(month.period().from(), brief.zone()));
            number(line, Amounts.text(month.mttd(), Unit.SECONDS));
            number(line, Amounts.text(month.mttr(), Unit.SECONDS));
            number(line, Amounts.text(month.passRate(), Unit.SHARE));
            number(line, Amounts.text(month.criticals(), Unit.COUNT));
            number(line, Amounts.text(month.unauthorised(), Unit.COUNT));
            number(line, Amounts.text(month.alerts(), Unit.PER_PERSON_AND_DAY));
            number(line, Amounts.text(month.opened(), Unit.COUNT));
            number(line, Amounts.text(month.fixed(), Unit.COUNT));
        }
    }

    private void guards() {
        section(GUARDS);
        if (brief.guards().isEmpty()) {
            text(body, "p", "No guard has reported.").addClass("soft");
            return;
        }
        text(
                        body,
                        "p",
                        "What became of what each guard reported in the quarter. The signal is what was fixed of what opened.")
                .addClass("soft");
        Element table = table(
                Set.of(0, 1, 9),
                "Project",
                "Guard",
                "Opened",
                "Fixed",
                "False",
                "Accepted",
                "Open",
                "Signal",
                "90 % interval",
                "Advice");
        for (GuardLine guard : brief.guards()) {
            Element line = table.appendElement("tr");
            text(line, "td", guard.project());
            text(line, "td", guard.guard());
            number(line, Amounts.text(guard.opened(), Unit.COUNT));
            number(line, Amounts.text(guard.fixed(), Unit.COUNT));
            number(line, Amounts.text(guard.falsePositive(), Unit.COUNT));
            number(line, Amounts.text(guard.accepted(), Unit.COUNT));
            number(line, Amounts.text(guard.open(), Unit.COUNT));
            number(line, Amounts.text(guard.signal(), Unit.SHARE));
            number(line, interval(guard));
            text(line, "td", guard.advice().word().replace('-', ' '))
                    .addClass(guard.advice().word());
        }
    }

    private static String interval(GuardLine guard) {
        return guard.low().isEmpty() || guard.high().isEmpty()
                ? ""
                : percent(guard.low().getAsDouble()) + "–"
                        + percent(guard.high().getAsDouble());
    }

    private static String percent(double share) {
        return Long.toString(Math.round(100 * share));
    }

    private void silenced() {
        section(SILENCED);
        if (brief.silencedTotal() == 0) {
            text(body, "p", "Nothing was silenced in the quarter.").addClass("soft");
            return;
        }
        List<SilencedGroup> acts = SilencedGroup.of(brief.silenced());
        text(body, "p", "What people took out of score and gate in the quarter, and why.")
                .addClass("soft");
        Element table = table(Set.of(0, 1, 2, 3, 4, 5, 6), "Project", "Findings", "How", "Reason", "By", "On", "Until");
        Objects.requireNonNull(table.parent()).addClass("silenced");
        for (SilencedGroup act : acts.subList(0, Math.min(acts.size(), MOST_ACTS))) {
            SilencedFinding first = act.first();
            Element line = table.appendElement("tr");
            text(line, "td", act.project());
            text(line, "td", cut(act.titles(3)));
            text(line, "td", first.how());
            text(line, "td", cut(first.reason()));
            text(line, "td", first.author());
            text(line, "td", Amounts.date(act.at(), brief.zone()));
            text(line, "td", first.until().map(end -> Amounts.lastDay(end)).orElse("open end"));
        }
        int printed = acts.stream()
                .limit(MOST_ACTS)
                .mapToInt(act -> act.findings().size())
                .sum();
        if (printed < brief.silencedTotal()) {
            text(
                            body,
                            "p",
                            "And " + Amounts.text(brief.silencedTotal() - printed, Unit.COUNT)
                                    + " more findings: the workbook and the JSON of this brief list up to "
                                    + Amounts.text(QuarterBriefs.MOST_SILENCED, Unit.COUNT) + ".")
                    .addClass("soft");
        }
    }

    private void appendix() {
        section(DEFINITIONS);
        text(
                        body,
                        "p",
                        "Version " + brief.definitions() + ". Days begin at midnight in "
                                + brief.zone().getId() + ".")
                .addClass("soft");
        for (Meaning definition : brief.meanings()) {
            Element entry = body.appendElement("div").addClass("definition");
            text(entry, "h3", definition.title());
            text(entry, "p", definition.words());
        }
        if (brief.projects().size() > 1) {
            text(body, "h3", "Projects");
            text(body, "p", String.join(", ", brief.projects()));
        }
    }

    private void section(String title) {
        text(body, "h2", title).attr("id", id(title)).addClass(title.equals(SILENCED) ? "" : "page");
    }

    /** A table with its heading. @param words columns that hold no numbers. @return its body */
    private Element table(Set<Integer> words, String... names) {
        Element table = body.appendElement("table").addClass("rows");
        Element heading = table.appendElement("thead").appendElement("tr");
        for (int i = 0; i < names.length; i++) {
            text(heading, "th", names[i]).attr("scope", "col").addClass(words.contains(i) ? "" : "n");
        }
        return table.appendElement("tbody");
    }

    private static void number(Element row, String value) {
        text(row, "td", value).addClass("n");
    }

    private static Element text(Element parent, String tag, String text) {
        return parent.appendElement(tag).text(PdfFonts.shown(text));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST) + "…";
    }
}
