package dev.winnow.demo;

import dev.winnow.demo.Catalogue.AlertRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what ZAP would report of a site, in its traditional JSON. */
final class ZapReport {
    private static final List<String> RISKS = List.of("Informational", "Low", "Medium", "High");
    private static final List<String> CONFIDENCES = List.of("False Positive", "Low", "Medium", "High");

    private ZapReport() {}

    static byte[] of(Scene scene) {
        var pages = new LinkedHashMap<AlertRule, List<Object>>();
        for (Problem.Alert alert : scene.of(Problem.Alert.class)) {
            pages.computeIfAbsent(alert.rule(), rule -> new ArrayList<>()).add(instance(scene, alert));
        }
        String host = scene.site().substring(scene.site().indexOf("://") + 3);
        return Json.bytes(Json.object(
                "@programName",
                "ZAP",
                "@version",
                "2.16.1",
                "created",
                scene.finished().toString(),
                "site",
                List.of(Json.object(
                        "@name",
                        scene.site(),
                        "@host",
                        host,
                        "@port",
                        "443",
                        "@ssl",
                        "true",
                        "alerts",
                        pages.entrySet().stream()
                                .map(entry -> alert(entry.getKey(), entry.getValue()))
                                .toList())),
                "afPlanErrors",
                scene.complete() ? null : List.of("The spider was stopped when its time had run out.")));
    }

    private static Map<String, Object> alert(AlertRule rule, List<Object> instances) {
        int risk = switch (rule.severity()) {
            case CRITICAL, HIGH -> 3;
            case MEDIUM -> 2;
            case LOW -> 1;
            case INFO, UNKNOWN -> 0;
        };
        return Json.object(
                "pluginid", rule.plugin(),
                "alertRef", rule.plugin(),
                "alert", rule.title(),
                "name", rule.title(),
                "riskcode", Integer.toString(risk),
                "confidence", Integer.toString(rule.confidence()),
                "riskdesc", RISKS.get(risk) + " (" + CONFIDENCES.get(rule.confidence()) + ")",
                "desc", "<p>" + rule.title() + "</p>",
                "instances", instances,
                "count", Integer.toString(instances.size()),
                "solution", "<p>" + rule.solution() + "</p>",
                "cweid", rule.cwe());
    }

    private static Map<String, Object> instance(Scene scene, Problem.Alert alert) {
        @Nullable String parameter = alert.rule().parameter();
        return Json.object(
                "uri",
                scene.site() + alert.page(),
                "method",
                alert.rule().method(),
                "param",
                parameter == null ? "" : parameter,
                "attack",
                "",
                "evidence",
                "");
    }
}
