package dev.winnow.export;

import dev.winnow.importers.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** A brief as a tidy table: one observation a row. */
final class BriefCsv {
    static final List<String> COLUMNS = List.of(
            "quarter",
            "period",
            "period_start",
            "period_end",
            "scope",
            "metric",
            "statistic",
            "severity",
            "project",
            "guard",
            "value",
            "unit",
            "n");

    private BriefCsv() {}

    static void write(QuarterBrief brief, OutputStream out) throws IOException {
        var table = new CsvTable(out, COLUMNS);
        String scope = brief.scope();
        for (Observation one : brief.observations()) {
            table.text(brief.quarter().toString())
                    .text(one.span().word())
                    .instant(one.period().from())
                    .instant(one.period().to())
                    .text(scope)
                    .text(one.metric())
                    .text(one.statistic())
                    .text(one.severity().map(BriefCsv::word))
                    .text(one.guard().map(Observation.OfGuard::project))
                    .text(one.guard().map(Observation.OfGuard::guard));
            if (one.value().isPresent()) {
                table.number(one.value().getAsDouble());
            } else {
                table.nothing();
            }
            table.text(one.unit().word());
            table.number(one.n()).end();
        }
        table.flush();
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
