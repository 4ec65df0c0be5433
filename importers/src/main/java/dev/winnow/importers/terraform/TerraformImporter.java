package dev.winnow.importers.terraform;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code terraform show -json} and {@code tofu show -json} write of a plan, best of one made by {@code
 * terraform plan -refresh-only -out=drift.tfplan}: each resource in {@code resource_drift} is other than the state says,
 * so somebody or something changed it past the pipeline. What the plan itself would change is none of its business.
 *
 * <p>A plan without {@code resource_drift} found no drift: a complete scan without results. One that {@code errored}, or
 * says that it is not {@code complete}, did not look at everything. States, and the lines of {@code terraform plan -json},
 * which do not say what of a resource changed, are refused by name.
 */
public final class TerraformImporter implements Importer {
    private static final Set<String> OF_PLANS = Set.of(
            "resource_drift",
            "resource_changes",
            "planned_values",
            "prior_state",
            "relevant_attributes",
            "output_changes");

    @Override
    public String format() {
        return "terraform";
    }

    @Override
    public String title() {
        return "Terraform and OpenTofu plan JSON";
    }

    @Override
    public boolean recognises(Shape shape) {
        return shape instanceof Shape.JsonObject object && (isShown(object.names()) || isLog(object.names()));
    }

    private static boolean isShown(Set<String> names) {
        return names.contains("format_version")
                && (OF_PLANS.stream().anyMatch(names::contains)
                        || (names.contains("terraform_version")
                                && (names.contains("values") || names.contains("errored"))));
    }

    /** A line of {@code terraform plan -json}. */
    static boolean isLog(Set<String> names) {
        return names.contains("@level") && names.contains("@message") && names.contains("@module");
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        return new TerraformReading(report, sink).read();
    }
}
