package dev.winnow.finding;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Rules and places of findings by project, held in memory for who looks at them again and again. */
@Component
public class FindingColumns {
    private final ColumnSets rules;
    private final ColumnSets places;

    FindingColumns(JdbcClient jdbc) {
        // From an index alone, whose first column is the project.
        rules = new ColumnSets(
                jdbc, "rule_id", "select f.rule_id, f.id from finding f where f.project_id = ?", List::of);
        places = new ColumnSets(
                jdbc,
                "place",
                "select f.place, f.id from finding f where f.id between ? and ?",
                id -> List.of(FindingId.of(id, 1), FindingId.of(id, Integer.MAX_VALUE)));
    }

    /** Findings by their project and rule. The maps and their sets are not to be changed. */
    Map<Long, Map<String, RoaringBitmap>> byRule(Collection<Long> projects) {
        return rules.of(projects);
    }

    /**
     * Findings of the project whose rule and place fit, as of what was committed a moment ago: good for a look, not for what
     * is kept.
     *
     * @param place null: any, also none
     */
    public RoaringBitmap fitting(long projectId, Predicate<String> rule, @Nullable Predicate<@Nullable String> place) {
        RoaringBitmap numbers = fitting(rules, projectId, rule);
        if (place != null && !numbers.isEmpty()) {
            numbers.and(fitting(places, projectId, place));
        }
        return numbers;
    }

    private static RoaringBitmap fitting(ColumnSets column, long projectId, Predicate<? super String> test) {
        var numbers = new RoaringBitmap();
        column.of(List.of(projectId)).getOrDefault(projectId, Map.of()).forEach((value, its) -> {
            if (test.test(value)) {
                numbers.or(its);
            }
        });
        return numbers;
    }

    @TransactionalEventListener
    void written(FindingsWritten event) {
        rules.written(event);
        places.written(event);
    }
}
