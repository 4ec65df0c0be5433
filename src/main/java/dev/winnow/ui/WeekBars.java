package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.TeamLoad;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Alerts per person and day, a week a bar, with the limit as a line across. It is only a picture: the page of the team has
 * the same as a table.
 */
final class WeekBars extends Div {
    WeekBars(TeamLoad load) {
        addClassName("weeks");
        getElement().setAttribute("aria-hidden", "true");
        double highest = load.weeks().stream()
                .map(TeamLoad::perPersonPerDay)
                .mapToDouble(value -> value.orElse(0))
                .max()
                .orElse(0);
        // Some room above, so that the limit is seen where nothing comes near it.
        double top = Math.max(highest, load.limit()) * 1.1;
        getStyle().set("--limit", percent(load.limit() / top));
        for (Metrics week : load.weeks()) {
            OptionalDouble value = TeamLoad.perPersonPerDay(week);
            var bar = new Span();
            bar.getStyle().set("height", percent(value.orElse(0) / top));
            bar.setClassName("over", load.isOver(value));
            add(bar);
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
