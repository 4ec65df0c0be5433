package dev.winnow.ui;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.chart.TrendChart;
import dev.winnow.metrics.Trend;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.stereotype.Service;

/** Charts of the page of trends, drawn once for all who see the same; their colours are the style sheet's. */
@Service
class TrendDrawings {
    private static final int MOST_CHARACTERS = 8_000_000;

    private final Cache<Drawn, String> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Drawn what, String svg) -> svg.length())
            .build();

    /** All that a drawing depends on: the trend says how values are called. */
    record Drawn(
            Trend trend,
            List<TrendChart.Point> points,
            List<TrendChart.Mark> marks,
            OptionalDouble target,
            double grain,
            int width,
            int height) {
        Drawn of(int otherWidth, int otherHeight) {
            return new Drawn(trend, points, marks, target, grain, otherWidth, otherHeight);
        }
    }

    String svg(Drawn what) {
        return kept.get(what, TrendDrawings::draw);
    }

    private static String draw(Drawn what) {
        return new TrendChart(
                        what.points(),
                        what.marks(),
                        what.target(),
                        what.grain(),
                        value -> TrendWords.tick(what.trend(), what.grain(), value))
                .svg(what.width(), what.height());
    }
}
