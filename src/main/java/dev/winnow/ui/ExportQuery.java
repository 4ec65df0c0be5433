package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.metrics.Quarter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which brief the page of exports shows, as its address says it.
 *
 * @param quarter empty: the running one
 * @param projects names; none: all
 */
record ExportQuery(Optional<Quarter> quarter, SortedSet<String> projects, Optional<String> team) {
    static final String QUARTERS = "quarter";
    private static final Pattern QUARTER = Pattern.compile("[12][0-9]{3}-Q[1-4]");

    /** What cannot be read of an address is as usual; the page says so. */
    static ExportQuery of(QueryParameters parameters) {
        return new ExportQuery(
                parameters
                        .getSingleParameter(QUARTERS)
                        .filter(ExportQuery::isQuarter)
                        .map(Quarter::of),
                new TreeSet<>(parameters.getParameters().getOrDefault("project", List.of())),
                parameters.getSingleParameter("team").filter(name -> !name.isBlank()));
    }

    static boolean isQuarter(String name) {
        return QUARTER.matcher(name).matches();
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        quarter.ifPresent(one -> parameters.put(QUARTERS, List.of(one.toString())));
        if (!projects.isEmpty()) {
            parameters.put("project", new ArrayList<>(projects));
        }
        team.ifPresent(name -> parameters.put("team", List.of(name)));
        return new QueryParameters(parameters);
    }

    ExportQuery of(Quarter other) {
        return new ExportQuery(Optional.of(other), projects, team);
    }

    ExportQuery of(SortedSet<String> others) {
        return new ExportQuery(quarter, others, team);
    }

    ExportQuery ofTeam(Optional<String> other) {
        return new ExportQuery(quarter, projects, other);
    }
}
