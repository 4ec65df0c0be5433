package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page of guards shows, as its address says it.
 *
 * @param trend the period, the projects, the severity and the guards, as pages of trends say them
 * @param byProject whether a guard has a row for each project
 * @param back whether the order is the other way round
 * @param all whether to show more rows than usual
 */
record GuardQuery(TrendQuery trend, boolean byProject, GuardSort sort, boolean back, boolean all) {
    static final String BY = TrendQuery.BY;
    static final String PROJECT = "project";
    static final String SORT = "sort";
    static final String ROWS = "rows";

    /** What cannot be read of an address is as usual. */
    static GuardQuery of(QueryParameters parameters) {
        String sort = parameters.getSingleParameter(SORT).orElse("");
        boolean back = sort.startsWith("-");
        return new GuardQuery(
                TrendQuery.of(parameters),
                parameters.getSingleParameter(BY).filter(PROJECT::equals).isPresent(),
                GuardSort.of(back ? sort.substring(1) : sort).orElse(GuardSort.ADVICE),
                back,
                parameters.getSingleParameter(ROWS).filter("all"::equals).isPresent());
    }

    Optional<String> team() {
        return trend.team();
    }

    Optional<String> guard() {
        return trend.guard();
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters =
                new LinkedHashMap<>(trend.parameters().getParameters());
        if (byProject) {
            parameters.put(BY, List.of(PROJECT));
        }
        if (sort != GuardSort.ADVICE || back) {
            parameters.put(SORT, List.of((back ? "-" : "") + sort.word()));
        }
        if (all) {
            parameters.put(ROWS, List.of("all"));
        }
        return new QueryParameters(parameters);
    }

    GuardQuery of(TrendQuery other) {
        return new GuardQuery(other, byProject, sort, back, false);
    }

    GuardQuery ofGuard(Optional<String> other) {
        return of(trend.ofGuard(other));
    }

    GuardQuery byProject(boolean each) {
        return new GuardQuery(trend, each, sort, back, false);
    }

    /** By this first; if it is so already, the other way round. */
    GuardQuery sortedBy(GuardSort other) {
        return new GuardQuery(trend, byProject, other, other == sort && !back, all);
    }

    GuardQuery whole() {
        return new GuardQuery(trend, byProject, sort, back, true);
    }
}
