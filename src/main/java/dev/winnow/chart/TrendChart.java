package dev.winnow.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** A number over the parts of a period: a line with a mark at each part that has a value, and what is aimed at. */
public final class TrendChart {
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int LABEL_WIDTH = 64;

    private final List<Point> points;
    private final OptionalDouble target;
    private final double grain;
    private final DoubleFunction<String> words;

    /** @param label of the part, as in "Oct 2026". @param value empty: there is a gap */
    public record Point(String label, OptionalDouble value) {}

    /**
     * @param points the oldest first, at least one
     * @param target drawn as a broken line
     * @param grain values at the side are multiples of it; 0: any
     * @param words what values at the side are called
     */
    public TrendChart(List<Point> points, OptionalDouble target, double grain, DoubleFunction<String> words) {
        this.points = List.copyOf(points);
        this.target = target;
        this.grain = grain;
        this.words = words;
    }

    /** An SVG element. It is hidden from those who listen; the page says the same in words. */
    public String svg(int width, int height) {
        CategoryPlot plot = plot(width);
        var chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(6, 0, 2, 8));
        return Svg.draw(
                width,
                height,
                graphics -> chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height)),
                root -> {});
    }

    private CategoryPlot plot(int width) {
        var data = new DefaultCategoryDataset();
        for (int i = 0; i < points.size(); i++) {
            OptionalDouble value = points.get(i).value();
            data.addValue(value.isPresent() ? value.getAsDouble() : null, "value", Integer.valueOf(i));
        }
        var plot = new CategoryPlot(data, time(width), values(), marks());
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Tone.LINE.color());
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        target.ifPresent(aim -> {
            var stroke = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {5, 4}, 0);
            plot.addRangeMarker(new ValueMarker(aim, Tone.GOOD.color(), stroke), Layer.BACKGROUND);
        });
        return plot;
    }

    private CategoryAxis time(int width) {
        int every = Math.max(1, (int) Math.ceil(points.size() * (double) LABEL_WIDTH / width));
        var time = new CategoryAxis() {
            private static final long serialVersionUID = 1L;

            @Override
            @SuppressWarnings("rawtypes")
            protected org.jfree.chart.text.TextBlock createLabel(
                    Comparable category,
                    float room,
                    org.jfree.chart.ui.RectangleEdge edge,
                    java.awt.Graphics2D graphics) {
                int i = (Integer) category;
                var label = new org.jfree.chart.text.TextBlock();
                // Counted from the end, so that the newest part has its name.
                boolean named = (points.size() - 1 - i) % every == 0;
                label.addLine(named ? points.get(i).label() : "", SMALL, Tone.SOFT.color());
                return label;
            }
        };
        time.setTickLabelFont(SMALL);
        time.setTickLabelPaint(Tone.SOFT.color());
        time.setAxisLinePaint(Tone.LINE.color());
        time.setTickMarksVisible(false);
        time.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        time.setLowerMargin(0.01);
        time.setUpperMargin(0.01);
        return time;
    }

    private NumberAxis values() {
        double high = points.stream()
                .flatMapToDouble(point -> point.value().stream())
                .max()
                .orElse(0);
        double top = Math.max(high, target.orElse(0));
        var values = new NumberAxis();
        values.setRange(0, top <= 0 ? Math.max(1, grain) : top * 1.12);
        values.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(top <= 0 ? Math.max(1, grain) : step(top)));
        values.setNumberFormatOverride(new Worded(words));
        values.setTickLabelFont(SMALL);
        values.setTickLabelPaint(Tone.SOFT.color());
        values.setAxisLineVisible(false);
        values.setTickMarksVisible(false);
        return values;
    }

    /** About four steps, of a round size. */
    private double step(double top) {
        return grain > 0 ? Math.max(1, round(top / grain)) * grain : round(top);
    }

    private static double round(double top) {
        double raw = top / 4;
        double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
        double share = raw / magnitude;
        return magnitude * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    private LineAndShapeRenderer marks() {
        var marks = new LineAndShapeRenderer(true, true);
        marks.setSeriesStroke(0, new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        marks.setSeriesPaint(0, Tone.ACCENT.color());
        double r = points.size() > 40 ? 2.5 : 4;
        marks.setSeriesShape(0, new Ellipse2D.Double(-r, -r, 2 * r, 2 * r));
        marks.setUseFillPaint(true);
        marks.setSeriesFillPaint(0, Tone.ACCENT.color());
        marks.setUseOutlinePaint(true);
        marks.setSeriesOutlinePaint(0, Tone.CARD.color());
        marks.setSeriesOutlineStroke(0, new BasicStroke(1.5f));
        return marks;
    }

    /** Says values as the page does. */
    private static final class Worded extends NumberFormat {
        private static final long serialVersionUID = 1L;

        private final transient DoubleFunction<String> words;

        Worded(DoubleFunction<String> words) {
            this.words = words;
        }

        @Override
        public StringBuffer format(double number, StringBuffer into, FieldPosition position) {
            return into.append(words.apply(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer into, FieldPosition position) {
            return into.append(words.apply(number));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("values are only written");
        }
    }
}
