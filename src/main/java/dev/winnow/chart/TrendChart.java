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
import org.jfree.chart.plot.CategoryMarker;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** A number over the parts of a period: a line with a mark at each part that has a value, and what is aimed at. */
public final class TrendChart {
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    private static final int LABEL_WIDTH = 64;
    private static final int MARK_WIDTH = 18;

    private final List<Point> points;
    private final List<Mark> marks;
    private final OptionalDouble target;
    private final double grain;
    private final DoubleFunction<String> words;

    /** @param label of the part, as in "Oct 2026". @param value empty: there is a gap */
    public record Point(String label, OptionalDouble value) {}

    /** Something that happened in a part. @param point which one, from 0. @param label one or two characters */
    public record Mark(int point, String label) {}

    /**
     * @param points the oldest first, at least one
     * @param marks drawn as a dotted line with the label above, in the order of their points
     * @param target drawn as a broken line
     * @param grain values at the side are multiples of it; 0: any
     * @param words what values at the side are called
     */
    public TrendChart(
            List<Point> points, List<Mark> marks, OptionalDouble target, double grain, DoubleFunction<String> words) {
        this.points = List.copyOf(points);
        this.marks = List.copyOf(marks);
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
        var plot = new CategoryPlot(data, time(width), values(), line());
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Tone.LINE.color());
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        target.ifPresent(aim -> {
            var stroke = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {5, 4}, 0);
            plot.addRangeMarker(new ValueMarker(aim, Tone.GOOD.color(), stroke), Layer.BACKGROUND);
        });
        // Its line takes what the side leaves; there each label wants its own room.
        int every =
                Math.max(1, (int) Math.ceil(points.size() * (double) MARK_WIDTH / Math.max(1, width - LABEL_WIDTH)));
        int last = -every;
        for (Mark mark : marks) {
            plot.addDomainMarker(marker(mark, mark.point() - last >= every), Layer.BACKGROUND);
            if (mark.point() - last >= every) {
                last = mark.point();
            }
        }
        return plot;
    }

    private static CategoryMarker marker(Mark mark, boolean labelled) {
        var stroke = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {2, 3}, 0);
        var marker = new CategoryMarker(Integer.valueOf(mark.point()), Tone.SOFT.color(), stroke);
        marker.setDrawAsLine(true);
        marker.setAlpha(1);
        if (labelled) {
            marker.setLabel(mark.label());
            marker.setLabelFont(BOLD);
            marker.setLabelPaint(Tone.INK.color());
            marker.setLabelBackgroundColor(Tone.clear());
            // Beside the line, so that both can be read.
            marker.setLabelAnchor(RectangleAnchor.TOP);
            marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
            marker.setLabelOffset(new RectangleInsets(1, 3, 0, 3));
        }
        return marker;
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
        // Above the values there is room for the labels of marks.
        double room = marks.isEmpty() ? 1.12 : 1.24;
        var values = new NumberAxis();
        values.setRange(0, (top <= 0 ? Math.max(1, grain) : top) * room);
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

    private LineAndShapeRenderer line() {
        var line = new LineAndShapeRenderer(true, true);
        line.setSeriesStroke(0, new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        line.setSeriesPaint(0, Tone.ACCENT.color());
        double r = points.size() > 40 ? 2.5 : 4;
        line.setSeriesShape(0, new Ellipse2D.Double(-r, -r, 2 * r, 2 * r));
        line.setUseFillPaint(true);
        line.setSeriesFillPaint(0, Tone.ACCENT.color());
        line.setUseOutlinePaint(true);
        line.setSeriesOutlinePaint(0, Tone.CARD.color());
        line.setSeriesOutlineStroke(0, new BasicStroke(1.5f));
        return line;
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
