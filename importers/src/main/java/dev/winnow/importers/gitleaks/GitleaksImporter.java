package dev.winnow.importers.gitleaks;

import dev.winnow.importers.Category;
import dev.winnow.importers.Importer;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.ScanTargets;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Reads what {@code gitleaks git --report-format json}, {@code gitleaks dir} and {@code detect} write (version 8, Betterleaks
 * too), and the lower-case layout of versions 2 to 7.
 *
 * <p>Gitleaks has no severities; a leaked secret is high, as its peers take it. A scan that found nothing is {@code []},
 * which other tools write as well: it is read where somebody says {@code format=gitleaks}. The fingerprint counts only
 * with a commit in it: without one it is file, rule and line, and lines shift. Authors and commit messages are not kept.
 */
public final class GitleaksImporter implements Importer {
    static final Tool TOOL = new Tool("Gitleaks", null);

    private static final Set<String> OF_A_LEAK =
            Set.of("Secret", "Match", "Fingerprint", "StartLine", "Entropy", "Commit");

    @Override
    public String format() {
        return "gitleaks";
    }

    @Override
    public String title() {
        return "Gitleaks JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        if (!(shape instanceof Shape.JsonArray array)) {
            return false;
        }
        Set<String> names = array.names();
        boolean recent = names.contains("File")
                && OF_A_LEAK.stream().filter(names::contains).limit(2).count() == 2;
        boolean old = names.contains("rule")
                && names.contains("offender")
                && (names.contains("line") || names.contains("file"));
        return recent || old;
    }

    @Override
    public boolean mayBeEmpty(Shape shape) {
        return shape instanceof Shape.JsonNull || (shape instanceof Shape.JsonArray array && array.empty());
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        var bounded = new BoundedSink(sink, report.limits());
        var leak = new Leak();
        var results = new Results(report.masking());
        try (JsonCursor json = JsonCursor.open(report)) {
            if (json.array()) {
                while (json.element()) {
                    if (leak.read(json)) {
                        bounded.accept(results.of(leak));
                    }
                }
            }
            json.end();
        }
        return new ScanInfo(TOOL, Category.SECRETS, ScanTargets.SOURCE, null, true, List.of());
    }
}
