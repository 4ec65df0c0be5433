package dev.winnow.importers.policyreport;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code kubectl get policyreports,clusterpolicyreports -A -o json} (or {@code -o yaml}) writes, of the working
 * group's API and of OpenReports: what Kyverno, the tools behind OPA Gatekeeper, Kubewarden, Falco, kube-bench and others
 * report of a cluster. One report, a list of them, several documents.
 *
 * <p>Results are those that fail or warn; passed and skipped ones are none. One with an error says that its policy could not
 * be evaluated: it is a notice, and the scan partial. A failure is medium and a warning low where the report gives no
 * severity. The tool is the report's {@code source}. A pod goes by its workload's name, as the next pod has another one.
 */
public final class PolicyReportImporter implements Importer {
    private static final Set<String> GROUPS = Set.of("wgpolicyk8s.io", "reports.x-k8s.io", "openreports.io");

    @Override
    public String format() {
        return "policyreport";
    }

    @Override
    public String title() {
        return "PolicyReport JSON and YAML";
    }

    @Override
    public boolean recognises(Shape shape) {
        return switch (shape) {
            case Shape.JsonObject object -> isReport(object);
            case Shape.Yaml yaml -> isReport(yaml.top());
            default -> false;
        };
    }

    private static boolean isReport(Shape.JsonObject object) {
        return isOfReports(object.texts().get("apiVersion"))
                || isOfReports(object.texts().get("items/apiVersion"));
    }

    /** Whether the version is that of an API for policy reports. */
    static boolean isOfReports(@Nullable String apiVersion) {
        int slash = apiVersion == null ? -1 : apiVersion.indexOf('/');
        return apiVersion != null && slash > 0 && GROUPS.contains(apiVersion.substring(0, slash));
    }

    /** An empty list does not say what it is a list of. */
    @Override
    public boolean mayBeEmpty(Shape shape) {
        return switch (shape) {
            case Shape.JsonObject object -> isEmptyList(object);
            case Shape.Yaml yaml -> isEmptyList(yaml.top());
            default -> false;
        };
    }

    private static boolean isEmptyList(Shape.JsonObject object) {
        return "List".equals(object.texts().get("kind")) && object.empty().contains("items");
    }

    @Override
    public boolean placesByResults() {
        return true;
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new PolicyReportReading(report, sink).read();
    }
}
