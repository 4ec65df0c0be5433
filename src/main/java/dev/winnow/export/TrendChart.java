package dev.winnow.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * A number over the months, with its target as a broken line.
 *
 * @param title with the unit of the axis
 * @param whole whether all values are whole numbers
 * @param months their names, oldest first
 * @param lines what is drawn, by its name
 * @param target empty where there is none
 */
record TrendChart(String title, boolean whole, List<String> months, List<Line> lines, OptionalDouble target) {
    private static final Color INK = new Color(0x1f2933);
    private static final Color SOFT = new Color(0x616e7c);
    private static final Color GRID = new Color(0xd9dee4);
    private static final Color TARGET = new Color(0x8a5a00);
    private static final List<Color> COLOURS = List.of(new Color(0x1f5fbf), new Color(0x157347));

    /** @param values by month; empty where nothing was counted */
    record Line(String name, List<OptionalDouble> values) {}

    /** The charts of a brief. */
    static List<TrendChart> of(QuarterBrief brief) {
        return List.of(
                one(brief, "mttd", month -> month.mttd()),
                one(brief, "mttr", month -> month.mttr()),
                one(brief, "pass-rate", month -> month.passRate()),
                one(brief, "criticals-in-production", month -> month.criticals()),
                one(brief, "alerts-per-person-per-day", month -> month.alerts()),
                new TrendChart(
                        "Problems opened and fixed",
                        true,
                        names(brief),
                        List.of(
                                line(brief, "opened", month -> month.opened(), 1),
                                line(brief, "fixed", month -> month.fixed(), 1)),
                        OptionalDouble.empty()));
    }

    private static List<String> names(QuarterBrief brief) {
        return brief.months().stream()
                .map(month -> Amounts.month(month.period().from(), brief.zone()))
                .toList();
    }

    private static TrendChart one(QuarterBrief brief, String metric, Function<MonthFigures, OptionalDouble> value) {
        Figure figure = brief.figures().stream()
                .filter(one -> one.metric().equals(metric))
                .findFirst()
                .orElseThrow();
        Scale scale = Scale.of(
                figure.unit(),
                brief.months().stream()
                        .map(value)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .max()
                        .orElse(0));
        OptionalDouble target = figure.target().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(figure.target().getAsDouble() / scale.size());
        return new TrendChart(
                figure.title() + scale.words(),
                figure.unit() == Unit.COUNT,
                names(brief),
                List.of(line(brief, figure.metric(), value, scale.size())),
                target);
    }

    private static Line line(
            QuarterBrief brief, String name, Function<MonthFigures, OptionalDouble> value, double size) {
        return new Line(
                name,
                brief.months().stream()
                        .map(value)
                        .map(one ->
                                one.isPresent() ? OptionalDouble.of(one.getAsDouble() / size) : OptionalDouble.empty())
                        .toList());
    }

    /** What the axis counts in. */
    private record Scale(double size, String words) {
        static Scale of(Unit unit, double largest) {
            return switch (unit) {
                case SECONDS -> {
                    if (largest < 300) {
                        yield new Scale(1, ", seconds");
                    }
                    if (largest < 3 * 3_600) {
                        yield new Scale(60, ", minutes");
                    }
                    yield largest < 4 * 86_400 ? new Scale(3_600, ", hours") : new Scale(86_400, ", days");
                }
                case SHARE -> new Scale(0.01, ", %");
                case COUNT, PER_PERSON_AND_DAY, DAYS -> new Scale(1, "");
            };
        }
    }

    /** Whether there is anything to draw. */
    boolean any() {
        return lines.stream().flatMap(line -> line.values().stream()).anyMatch(OptionalDouble::isPresent);
    }

    /** @param width in points, as the height */
    void draw(Graphics2D graphics, double width, double height) {
        Font font = PdfFonts.plain().deriveFont(7.5f);
        var values = new DefaultCategoryDataset();
        for (Line line : lines) {
            for (int i = 0; i < months.size(); i++) {
                OptionalDouble value = line.values().get(i);
                values.addValue(value.isPresent() ? (Double) value.getAsDouble() : null, line.name(), months.get(i));
            }
        }
        var time = new CategoryAxis();
        time.setTickLabelFont(font);
        time.setTickLabelPaint(SOFT);
        time.setAxisLinePaint(GRID);
        time.setTickMarksVisible(false);
        // So that the widest month keeps its name.
        time.setLowerMargin(0);
        time.setUpperMargin(0);
        time.setCategoryMargin(0);
        time.setMaximumCategoryLabelWidthRatio(1.2f);
        var plot = new CategoryPlot(values, time, axis(font), renderer());
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        target.ifPresent(at -> plot.addRangeMarker(
                new ValueMarker(
                        at,
                        TARGET,
                        new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {4, 3}, 0f)),
                Layer.BACKGROUND));
        var chart = new JFreeChart(null, font, plot, lines.size() > 1);
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(font);
            chart.getLegend().setItemPaint(INK);
            chart.getLegend().setBackgroundPaint(null);
            chart.getLegend().setFrame(org.jfree.chart.block.BlockBorder.NONE);
        }
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(2, 0, 0, 4));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    private NumberAxis axis(Font font) {
        var axis = new NumberAxis();
        axis.setTickLabelFont(font);
        axis.setTickLabelPaint(SOFT);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        double largest = lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max()
                .orElse(0);
        // From nothing, with the target in sight.
        axis.setRange(0, Math.max(1, 1.15 * Math.max(largest, target.orElse(0))));
        if (whole || axis.getRange().getUpperBound() >= 5) {
            axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ENGLISH));
        } else {
            axis.setNumberFormatOverride(new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ENGLISH)));
        }
        return axis;
    }

    private LineAndShapeRenderer renderer() {
        var renderer = new LineAndShapeRenderer(true, true);
        for (int i = 0; i < lines.size(); i++) {
            renderer.setSeriesPaint(i, COLOURS.get(i));
            renderer.setSeriesStroke(i, new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4));
        }
        return renderer;
    }
}
