package dev.winnow.export;

import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.awt.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jsoup.helper.W3CDom;
import org.w3c.dom.Element;

/** A brief as a PDF of A4 pages. Nothing is fetched for it. */
final class BriefPdf {
    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
        PdfFonts.useNoOthers();
    }

    private BriefPdf() {}

    static void write(QuarterBrief brief, OutputStream out) throws IOException {
        List<TrendChart> charts = TrendChart.of(brief);
        var drawers = new DefaultObjectDrawerFactory();
        drawers.registerDrawer(
                BriefHtml.CHART,
                (element, x, y, width, height, device, context, dots) ->
                        draw(charts, element, x, y, width, height, device, dots));
        var pdf = new PdfRendererBuilder();
        pdf.useFastMode();
        // Tagged, for screen readers: headings, paragraphs, tables with their headings, and charts with what they are.
        pdf.usePdfUaAccessibility(true);
        PdfFonts.use(pdf);
        pdf.useObjectDrawerFactory(drawers);
        pdf.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        pdf.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        pdf.withProducer("Winnow");
        pdf.withW3cDocument(W3CDom.convert(BriefHtml.of(brief, charts)), "");
        pdf.toStream(out);
        pdf.run();
    }

    private static Map<Shape, String> draw(
            List<TrendChart> charts,
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            int dots) {
        TrendChart chart = charts.get(Integer.parseInt(element.getAttribute(BriefHtml.NUMBER)));
        device.drawWithGraphics(
                (float) x,
                (float) y,
                (float) width / dots,
                (float) height / dots,
                graphics -> chart.draw(graphics, width / dots, height / dots));
        return Map.of();
    }
}
