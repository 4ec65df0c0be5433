package dev.winnow.importers.conftest;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code conftest test --output json} writes: a list of files with what Rego policies say of each.
 *
 * <p>Early versions wrote the names with capitals, and what a rule says as just a text.
 *
 * <p>A {@code deny} or {@code violation} is high, a {@code warn} medium, as Conftest's SARIF has them; an exception is a
 * failure that the policy itself lets pass, and so suppressed. Rego's rules have no ids: the query stands for one, such as
 * {@code data.main.deny}, and the message tells its findings apart.
 */
public final class ConftestImporter implements Importer {
    private static final Set<String> OUTCOMES =
            Set.of("successes", "failures", "warnings", "exceptions", "skipped", "queries", "Failures", "Warnings");

    @Override
    public String format() {
        return "conftest";
    }

    @Override
    public String title() {
        return "Conftest JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return shape instanceof Shape.JsonArray array
                && array.names().contains("filename")
                && OUTCOMES.stream().anyMatch(array.names()::contains);
    }

    @Override
    public boolean mayBeEmpty(Shape shape) {
        return shape instanceof Shape.JsonNull || (shape instanceof Shape.JsonArray array && array.empty());
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new ConftestReading(report, sink).read();
    }
}
