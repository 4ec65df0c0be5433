package dev.winnow.demo;

import java.util.Map;

/** Writes what {@code terraform show -json} says of a refresh-only plan. */
final class DriftReport {
    private DriftReport() {}

    static byte[] of(Scene scene) {
        return Json.bytes(Json.object(
                "format_version",
                "1.2",
                "terraform_version",
                "1.9.8",
                "planned_values",
                Map.of("root_module", Map.of()),
                "resource_drift",
                scene.of(Problem.Drift.class).stream().map(DriftReport::drift).toList(),
                "timestamp",
                scene.finished().toString(),
                "complete",
                scene.complete(),
                "errored",
                !scene.complete()));
    }

    private static Map<String, Object> drift(Problem.Drift drift) {
        return Json.object(
                "address",
                drift.address(),
                "mode",
                "managed",
                "type",
                drift.address().substring(0, drift.address().indexOf('.')),
                "provider_name",
                "registry.terraform.io/hashicorp/aws",
                "change",
                Json.object(
                        "actions",
                        new String[] {"update"},
                        "before",
                        Map.of(drift.attribute(), drift.before()),
                        "after",
                        Map.of(drift.attribute(), drift.after()),
                        "before_sensitive",
                        Map.of(),
                        "after_sensitive",
                        Map.of()));
    }
}
