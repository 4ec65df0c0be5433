package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.project.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the page of guards shows, as its address says it.
 *
 * @param trend the period, the projects and the severity, as pages of trends say them
 * @param team only projects of this team
 * @param guard only guards of this name
 * @param byProject whether a guard has a row for each project
 * @param back whether the order is the other way round
 * @param all whether to show more rows than usual
 */
record GuardQuery(
        TrendQuery trend,
        Optional<String> team,
        Optional<String> guard,
        boolean byProject,
        GuardSort sort,
        boolean back,
        boolean all) {
    private static final String TEAM = "team";
    private static final String GUARD = "guard";
    private static final String BY = "by";
    private static final String PROJECT = "project";
    private static final String SORT = "sort";
    private static final String ROWS = "rows";

    /** What cannot be read of an address is as usual. */
    static GuardQuery of(QueryParameters parameters) {
        String sort = parameters.getSingleParameter(SORT).orElse("");
        boolean back = sort.startsWith("-");
        return new GuardQuery(
                TrendQuery.of(parameters),
                word(parameters, TEAM),
                word(parameters, GUARD),
                parameters.getSingleParameter(BY).filter(PROJECT::equals).isPresent(),
                GuardSort.of(back ? sort.substring(1) : sort).orElse(GuardSort.ADVICE),
                back,
                parameters.getSingleParameter(ROWS).filter("all"::equals).isPresent());
    }

    private static Optional<String> word(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).filter(word -> !word.isBlank());
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters =
                new LinkedHashMap<>(trend.parameters().getParameters());
        team.ifPresent(name -> parameters.put(TEAM, List.of(name)));
        guard.ifPresent(name -> parameters.put(GUARD, List.of(name)));
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

    /** Names of the projects among those that the caller may read. */
    SortedSet<String> readable(List<Project> readable) {
        var names = new TreeSet<String>();
        readable.stream()
                .filter(project ->
                        team.filter(name -> !name.equals(project.team())).isEmpty())
                .forEach(project -> names.add(project.name()));
        return names;
    }

    /** @param readable names as {@link #readable} gives them */
    MetricsQuestion question(SortedSet<String> readable, Period period) {
        MetricsQuestion all = trend.question(readable, period);
        return new MetricsQuestion(all.projects(), period, all.severity(), guard, all.category());
    }

    GuardQuery of(TrendQuery other) {
        return new GuardQuery(other, team, guard, byProject, sort, back, false);
    }

    GuardQuery ofTeam(Optional<String> other) {
        return new GuardQuery(trend, other, guard, byProject, sort, back, false);
    }

    GuardQuery ofGuard(Optional<String> other) {
        return new GuardQuery(trend, team, other, byProject, sort, back, false);
    }

    GuardQuery byProject(boolean each) {
        return new GuardQuery(trend, team, guard, each, sort, back, false);
    }

    /** By this first; if it is so already, the other way round. */
    GuardQuery sortedBy(GuardSort other) {
        return new GuardQuery(trend, team, guard, byProject, other, other == sort && !back, all);
    }

    GuardQuery whole() {
        return new GuardQuery(trend, team, guard, byProject, sort, back, true);
    }
}
