package dev.winnow.chart;

import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnitSource;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Element;

/** The score over builds: a line through points, each a link to its build, on the steps of the grades. */
public final class ScoreChart {
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final double REACH = 9;

    private final List<ScorePoint> points;
    private final ZoneId zone;

    /** @param points the oldest first, at least one */
    public ScoreChart(List<ScorePoint> points, ZoneId zone) {
        this.points = List.copyOf(points);
        this.zone = zone;
    }

    /** An SVG element. It is hidden from those who listen; the page says the same in words. */
    public String svg(int width, int height) {
        XYPlot plot = plot(width);
        var chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(6, 0, 2, 22));
        var info = new ChartRenderingInfo();
        return Svg.draw(
                width,
                height,
                graphics -> chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height), info),
                root -> links(root, plot, info.getPlotInfo().getDataArea()));
    }

    private XYPlot plot(int width) {
        var series = new XYSeries("Score", false, true);
        points.forEach(point -> series.add(point.at().toEpochMilli(), point.score()));
        var time = new DateAxis(null, TimeZone.getTimeZone(zone), Locale.ENGLISH);
        Dates dates = Dates.over(
                Duration.between(points.getFirst().at(), points.getLast().at()));
        time.setDateFormatOverride(dates.format(zone));
        time.setStandardTickUnits(dates.steps(zone));
        // Seconds have no labels of their own.
        time.setAutoRangeMinimumSize(Duration.ofMinutes(10).toMillis());
        time.setTickLabelFont(SMALL);
        time.setTickLabelPaint(Tone.SOFT.color());
        time.setAxisLineVisible(false);
        time.setTickMarksVisible(false);
        time.setLowerMargin(0.02);
        // The last mark and the letters of the grades must not meet.
        time.setUpperMargin(0.01 + REACH / width);
        if (points.getFirst().at().equals(points.getLast().at())) {
            long at = points.getFirst().at().toEpochMilli();
            time.setRange(new Date(at - 43_200_000), new Date(at + 43_200_000));
        }
        var score = new NumberAxis();
        score.setRange(0, 104);
        score.setTickUnit(new NumberTickUnit(25));
        score.setTickLabelFont(SMALL);
        score.setTickLabelPaint(Tone.SOFT.color());
        score.setAxisLineVisible(false);
        score.setTickMarksVisible(false);
        var plot = new XYPlot(new XYSeriesCollection(series), time, score, new Marks(points));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        step(plot, 0, Optional.of(Grade.E));
        step(plot, 25, Optional.of(Grade.D));
        step(plot, 50, Optional.of(Grade.C));
        step(plot, 75, Optional.of(Grade.B));
        step(plot, 90, Optional.of(Grade.A));
        step(plot, 100, Optional.empty());
        return plot;
    }

    /** Where a grade begins, with its letter at the right end. */
    private static void step(XYPlot plot, int from, Optional<Grade> grade) {
        var marker = new ValueMarker(from, Tone.LINE.color(), new BasicStroke(1));
        grade.ifPresent(letter -> {
            marker.setLabel(letter.name());
            marker.setLabelFont(SMALL);
            marker.setLabelPaint(Tone.SOFT.color());
            marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
            marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
            marker.setLabelBackgroundColor(Tone.clear());
        });
        plot.addRangeMarker(marker, Layer.BACKGROUND);
    }

    private void links(Element root, XYPlot plot, Rectangle2D area) {
        for (ScorePoint point : points) {
            double x = plot.getDomainAxis().valueToJava2D(point.at().toEpochMilli(), area, RectangleEdge.BOTTOM);
            double y = plot.getRangeAxis().valueToJava2D(point.score(), area, RectangleEdge.LEFT);
            Element link = child(root, "a");
            link.setAttribute("href", point.address());
            // The list of builds below has the same links for the keyboard.
            link.setAttribute("tabindex", "-1");
            child(link, "title").setTextContent(point.label());
            Element spot = child(link, "circle");
            spot.setAttribute("cx", String.format(Locale.ROOT, "%.1f", x));
            spot.setAttribute("cy", String.format(Locale.ROOT, "%.1f", y));
            spot.setAttribute("r", Double.toString(REACH));
            spot.setAttribute("fill", "transparent");
            spot.setAttribute("stroke", "none");
        }
    }

    private static Element child(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(Svg.NAMESPACE, name);
        parent.appendChild(child);
        return child;
    }

    /** The line, and a mark for each verdict: round, pointed, square. */
    private static final class Marks extends XYLineAndShapeRenderer {
        private static final long serialVersionUID = 1L;

        private final transient List<ScorePoint> points;

        Marks(List<ScorePoint> points) {
            super(true, true);
            this.points = points;
            setSeriesStroke(0, new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            setSeriesPaint(0, Tone.ACCENT.color());
            setDrawSeriesLineAsPath(true);
            setUseFillPaint(true);
            setUseOutlinePaint(true);
            setSeriesOutlinePaint(0, Tone.CARD.color());
            setSeriesOutlineStroke(0, new BasicStroke(1.5f));
        }

        @Override
        public Shape getItemShape(int row, int item) {
            double r = points.size() > 40 ? 3.5 : 4.5;
            return points.get(item)
                    .verdict()
                    .map(verdict ->
                            verdict == Outcome.PASS ? round(r) : verdict == Outcome.WARN ? pointed(r) : square(r))
                    .orElseGet(() -> round(r / 2));
        }

        @Override
        public Paint getItemFillPaint(int row, int item) {
            return points.get(item)
                    .verdict()
                    .map(verdict -> switch (verdict) {
                        case PASS -> Tone.GOOD;
                        case WARN -> Tone.MIDDLING;
                        case FAIL -> Tone.BAD;
                    })
                    .orElse(Tone.SOFT)
                    .color();
        }

        private static Shape round(double r) {
            return new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
        }

        private static Shape square(double r) {
            return new Rectangle2D.Double(-r, -r, 2 * r, 2 * r);
        }

        private static Shape pointed(double r) {
            var path = new Path2D.Double();
            path.moveTo(0, -1.25 * r);
            path.lineTo(1.25 * r, r);
            path.lineTo(-1.25 * r, r);
            path.closePath();
            return path;
        }
    }

    /** How the time below the chart is written: steps are never shorter than what a label says, so that none comes twice. */
    private enum Dates {
        MONTHS("MMM yyyy", Duration.ofDays(28)),
        DAYS("d MMM", Duration.ofDays(1)),
        MINUTES("d MMM HH:mm", Duration.ofMinutes(1));

        private final String pattern;
        private final Duration shortest;

        Dates(String pattern, Duration shortest) {
            this.pattern = pattern;
            this.shortest = shortest;
        }

        static Dates over(Duration span) {
            return span.toDays() > 60 ? MONTHS : span.toDays() > 1 ? DAYS : MINUTES;
        }

        SimpleDateFormat format(ZoneId zone) {
            var format = new SimpleDateFormat(pattern, Locale.ENGLISH);
            format.setTimeZone(TimeZone.getTimeZone(zone));
            return format;
        }

        TickUnitSource steps(ZoneId zone) {
            var all = (TickUnits) DateAxis.createStandardDateTickUnits(TimeZone.getTimeZone(zone), Locale.ENGLISH);
            var steps = new TickUnits();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).getSize() >= shortest.toMillis()) {
                    steps.add(all.get(i));
                }
            }
            return steps;
        }
    }
}
