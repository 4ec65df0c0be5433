package dev.winnow.api;

import dev.winnow.importers.Severity;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.metrics.GuardSignal;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of what is behind numbers: they ask the same question of the part's own period.
 *
 * @param asked what the numbers were asked with
 */
record MetricsLinks(String root, MetricsParameters.Asked asked) {
    private static final Set<Counted> BY_SEVERITY =
            EnumSet.of(Counted.MTTR, Counted.DUE, Counted.IN_TIME, Counted.LATE);

    /** Of each number of a period, by its name as JSON has names. */
    Map<String, Object> of(Metrics metrics) {
        var links = new LinkedHashMap<String, Object>();
        for (Counted what : Counted.values()) {
            links.put(camel(what.word()), behind(metrics.period(), what, asked.severity()));
        }
        var severities = EnumSet.noneOf(Severity.class);
        severities.addAll(metrics.mttr().bySeverity().keySet());
        severities.addAll(metrics.due().keySet());
        var bySeverity = new EnumMap<Severity, Map<String, String>>(Severity.class);
        severities.forEach(severity -> {
            var its = new LinkedHashMap<String, String>();
            BY_SEVERITY.forEach(what -> its.put(camel(what.word()), behind(metrics.period(), what, severity.name())));
            bySeverity.put(severity, its);
        });
        links.put("bySeverity", bySeverity);
        return links;
    }

    /** Of each number of a guard. */
    Map<String, String> of(GuardSignal guard, Period period) {
        var links = new LinkedHashMap<String, String>();
        for (GuardCounted what : GuardCounted.values()) {
            UriComponentsBuilder address = UriComponentsBuilder.fromUriString(root + "/api/v1/guards/behind")
                    .queryParam("fate", what.word());
            var values = new ArrayList<String>();
            add(address, values, "project", guard.project());
            add(address, values, "guard", guard.guard());
            period(address, period);
            add(address, values, "severity", asked.severity());
            links.put(what == GuardCounted.ALONE ? "onlyIt" : camel(what.word()), said(address, values));
        }
        return links;
    }

    private String behind(Period period, Counted what, @Nullable String severity) {
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(root + "/api/v1/metrics/behind")
                .queryParam("metric", what.word());
        var values = new ArrayList<String>();
        List<String> projects = asked.project();
        if (projects != null) {
            projects.forEach(project -> add(address, values, "project", project));
        }
        add(address, values, "team", asked.team());
        period(address, period);
        add(address, values, "severity", severity);
        add(address, values, "guard", asked.guard());
        add(address, values, "category", asked.category());
        return said(address, values);
    }

    private static void period(UriComponentsBuilder address, Period period) {
        address.queryParam("from", period.from()).queryParam("to", period.to());
    }

    /** By its place, so that what somebody called a thing is encoded and means nothing. */
    private static void add(UriComponentsBuilder address, List<String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            address.queryParam(name, "{value" + values.size() + "}");
            values.add(value.strip());
        }
    }

    private static String said(UriComponentsBuilder address, List<String> values) {
        return address.encode().build(values.toArray()).toString();
    }

    private static String camel(String word) {
        var said = new StringBuilder();
        for (String part : word.split("-")) {
            said.append(
                    said.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1));
        }
        return said.toString();
    }
}
