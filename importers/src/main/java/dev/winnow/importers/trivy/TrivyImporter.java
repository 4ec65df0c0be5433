package dev.winnow.importers.trivy;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code trivy image --format json}, and {@code fs}, {@code repo}, {@code config}, {@code vm}, {@code sbom},
 * {@code k8s} in place of {@code image}, writes.
 */
public final class TrivyImporter implements Importer {
    /** Names that stand at the top of a Trivy report; two of them together are found nowhere else. */
    private static final Set<String> TOP = Set.of(
            "SchemaVersion",
            "Trivy",
            "ReportID",
            "ArtifactID",
            "ArtifactName",
            "ArtifactType",
            "ImageID",
            "RepoTags",
            "RepoDigests",
            "Results");

    private static final Set<String> KUBERNETES =
            Set.of("Resources", "Findings", "Vulnerabilities", "Misconfigurations");

    private static final Set<String> LEGACY =
            Set.of("Type", "Class", "Packages", "Vulnerabilities", "Misconfigurations", "Secrets", "Licenses");

    @Override
    public String format() {
        return "trivy";
    }

    @Override
    public String title() {
        return "Trivy JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return switch (shape) {
            case Shape.JsonNull nothing -> true;
            case Shape.JsonArray array ->
                array.empty() || (array.names().contains("Target") && containsAny(array.names(), LEGACY));
            case Shape.JsonObject object ->
                object.texts().containsKey("Trivy/Version")
                        || (object.names().contains("ClusterName") && containsAny(object.names(), KUBERNETES))
                        || object.names().stream()
                                        .filter(TOP::contains)
                                        .limit(2)
                                        .count()
                                == 2;
            default -> false;
        };
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new TrivyReading(report, sink).read();
    }

    private static boolean containsAny(Set<String> names, Set<String> some) {
        return some.stream().anyMatch(names::contains);
    }
}
