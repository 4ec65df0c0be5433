package dev.winnow.chart;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Scores as a small line without axes: its shape says whether it goes up or down, the number beside it the rest. */
public final class Sparkline {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 28;
    private static final double EDGE = 3;

    /** Less than this between the lowest and the highest is no hill. */
    private static final double LEAST_SPAN = 20;

    private Sparkline() {}

    /**
     * @param scores the oldest first, 0 to 100, at least two
     * @return an SVG element, hidden from those who listen
     */
    public static String svg(List<Integer> scores) {
        var path = new StringBuilder();
        int low = Collections.min(scores);
        int high = Collections.max(scores);
        double span = Math.max(LEAST_SPAN, high - low);
        double top = (low + high + span) / 2;
        double step = (WIDTH - 2 * EDGE) / (scores.size() - 1);
        double x = EDGE;
        double y = 0;
        for (int i = 0; i < scores.size(); i++) {
            x = EDGE + i * step;
            y = EDGE + (top - scores.get(i)) * (HEIGHT - 2 * EDGE) / span;
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
                        + "<path d=\"%s\" fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"1.5\""
                        + " stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
                        + "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"var(--accent)\"/></svg>",
                Svg.NAMESPACE,
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                path,
                x,
                y);
    }
}
