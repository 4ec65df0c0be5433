package dev.winnow.export;

import dev.winnow.export.Sheet.Column;
import dev.winnow.triage.Silencers.Silencer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** A brief as a workbook. */
final class BriefWorkbook {
    private BriefWorkbook() {}

    static void write(QuarterBrief brief, OutputStream out) throws IOException {
        // What closes the workbook would close the stream, too; and where it breaks off, it must not be finished.
        var book = new Workbook(out, "Winnow", "1.0");
        about(brief, book);
        figures(brief, book);
        months(brief, book);
        observations(brief, book);
        guards(brief, book);
        silenced(brief, book);
        var definitions = new Sheet(book, "Definitions", List.of(new Column("Metric", 28), new Column("Meaning", 160)));
        for (Meaning definition : brief.meanings()) {
            definitions.text(definition.title()).text(definition.words()).end();
        }
        definitions.text("Version").number(brief.definitions()).end();
        definitions.finish();
        book.finish();
    }

    private static void about(QuarterBrief brief, Workbook book) throws IOException {
        var sheet = new Sheet(book, "About", List.of(new Column("What", 20), new Column("", 60)));
        sheet.text("Quarter").text(brief.quarter().toString()).end();
        sheet.text("From").time(brief.period().from()).end();
        sheet.text("To, not included").time(brief.period().to()).end();
        sheet.text("Computed").time(brief.made()).end();
        sheet.text("Standing").text(brief.standing()).end();
        sheet.text("Over").yes(brief.isOver()).end();
        sheet.text("Scope").text(brief.scope()).end();
        sheet.text("Times").text("UTC; days begin in " + brief.zone().getId()).end();
        for (String project : brief.projects()) {
            sheet.text("Project").text(project).end();
        }
        sheet.finish();
    }

    private static void figures(QuarterBrief brief, Workbook book) throws IOException {
        var sheet = new Sheet(
                book,
                "Figures",
                List.of(
                        new Column("Metric", 28),
                        new Column("Value", 16),
                        new Column("Unit", 22),
                        new Column("N", 10),
                        new Column("Aim", 12),
                        new Column("Target", 16),
                        new Column("Target met", 12),
                        new Column("Quarter before", 16),
                        new Column("Change", 16)));
        for (Figure figure : brief.figures()) {
            sheet.text(figure.title())
                    .number(figure.value())
                    .text(figure.unit().word())
                    .number(figure.n())
                    .text(figure.aim().word())
                    .number(figure.target())
                    .text(figure.metText())
                    .number(figure.before())
                    .number(figure.change())
                    .end();
        }
        sheet.finish();
    }

    /** What the charts of the PDF are drawn from. */
    private static void months(QuarterBrief brief, Workbook book) throws IOException {
        var sheet = new Sheet(
                book,
                "Months",
                List.of(
                        new Column("Month", 18),
                        new Column("MTTD mean, seconds", 20),
                        new Column("MTTR mean, seconds", 20),
                        new Column("Pass rate", 12),
                        new Column("Critical CVEs in production", 28),
                        new Column("Unauthorised changes", 22),
                        new Column("Alerts per person and day", 26),
                        new Column("Opened", 10),
                        new Column("Fixed", 10),
                        new Column("Silenced", 10),
                        new Column("Reopened", 10)));
        for (MonthFigures month : brief.months()) {
            sheet.time(month.period().from())
                    .number(month.mttd())
                    .number(month.mttr())
                    .number(month.passRate())
                    .number(month.criticals())
                    .number(month.unauthorised())
                    .number(month.alerts())
                    .number(month.opened())
                    .number(month.fixed())
                    .number(month.silenced())
                    .number(month.reopened())
                    .end();
        }
        sheet.finish();
    }

    private static void observations(QuarterBrief brief, Workbook book) throws IOException {
        var sheet = new Sheet(
                book,
                "Observations",
                List.of(
                        new Column("Period", 10),
                        new Column("From", 18),
                        new Column("To", 18),
                        new Column("Metric", 28),
                        new Column("Statistic", 20),
                        new Column("Severity", 12),
                        new Column("Project", 24),
                        new Column("Guard", 24),
                        new Column("Value", 18),
                        new Column("Unit", 22),
                        new Column("N", 10)));
        for (Observation one : brief.observations()) {
            sheet.text(one.span().word())
                    .time(one.period().from())
                    .time(one.period().to())
                    .text(one.metric())
                    .text(one.statistic())
                    .text(one.severity().map(BriefCsv::word))
                    .text(one.guard().map(Observation.OfGuard::project))
                    .text(one.guard().map(Observation.OfGuard::guard))
                    .number(one.value())
                    .text(one.unit().word())
                    .number(one.n())
                    .end();
        }
        sheet.finish();
    }

    private static void guards(QuarterBrief brief, Workbook book) throws IOException {
        var sheet = new Sheet(
                book,
                "Guards",
                List.of(
                        new Column("Project", 24),
                        new Column("Guard", 24),
                        new Column("Tool", 20),
                        new Column("Stage", 12),
                        new Column("Category", 12),
                        new Column("Opened", 10),
                        new Column("Fixed", 10),
                        new Column("False positive", 14),
                        new Column("Accepted", 10),
                        new Column("Open", 10),
                        new Column("Ended", 10),
                        new Column("Signal", 10),
                        new Column("Low", 10),
                        new Column("High", 10),
                        new Column("Advice", 14)));
        for (GuardLine guard : brief.guards()) {
            sheet.text(guard.project())
                    .text(guard.guard())
                    .text(guard.tool())
                    .text(guard.stage().word())
                    .text(guard.category().word())
                    .number(guard.opened())
                    .number(guard.fixed())
                    .number(guard.falsePositive())
                    .number(guard.accepted())
                    .number(guard.open())
                    .number(guard.ended())
                    .number(guard.signal())
                    .number(guard.low())
                    .number(guard.high())
                    .text(guard.advice().word())
                    .end();
        }
        sheet.finish();
    }

    private static void silenced(QuarterBrief brief, Workbook book) throws IOException {
        var sheet = new Sheet(
                book,
                "Silenced",
                List.of(
                        new Column("Project", 24),
                        new Column("Finding", 18),
                        new Column("Title", 60),
                        new Column("Severity", 12),
                        new Column("On", 18),
                        new Column("Means", 12),
                        new Column("Decision or rule", 24),
                        new Column("Reason", 60),
                        new Column("By", 20),
                        new Column("Approved by", 20),
                        new Column("Until", 18)));
        for (SilencedFinding finding : brief.silenced()) {
            sheet.text(finding.project())
                    .text(Long.toString(finding.findingId()))
                    .text(finding.title())
                    .text(BriefCsv.word(finding.severity()))
                    .time(finding.at())
                    .text(finding.by().map(one -> one.means().word()))
                    .text(finding.by().map(Silencer::said))
                    .text(finding.reason())
                    .text(finding.author())
                    .text(finding.by().flatMap(Silencer::reviewer))
                    .time(finding.until())
                    .end();
        }
        if (brief.silencedTotal() > brief.silenced().size()) {
            sheet.text("and " + (brief.silencedTotal() - brief.silenced().size()) + " more")
                    .end();
        }
        sheet.finish();
    }
}
