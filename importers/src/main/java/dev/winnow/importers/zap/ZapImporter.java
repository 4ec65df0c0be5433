package dev.winnow.importers.zap;

import dev.winnow.importers.Importer;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Shape;
import java.io.IOException;

/**
 * Reads what {@code zap-baseline.py -J report.json} or {@code -x report.xml} writes, and the templates {@code
 * traditional-json}, {@code traditional-json-plus}, {@code traditional-xml} and {@code traditional-xml-plus} of ZAP's
 * report add-on.
 *
 * <p>A result is one instance of an alert, with the alert's data; an alert that lists no instance is one result. The
 * rule is the alert's {@code alertRef} such as {@code 10055-4}, which tells apart the different complaints of one scan
 * rule; older reports lack it and have only the part before the hyphen, the {@code pluginid}. A manual alert has -1
 * for both and goes by its name. Requests and responses are not kept: they are full of session cookies.
 */
public final class ZapImporter implements Importer {
    @Override
    public String format() {
        return "zap";
    }

    @Override
    public String title() {
        return "ZAP JSON and XML";
    }

    @Override
    public boolean recognises(Shape shape) {
        return switch (shape) {
            case Shape.JsonObject json ->
                json.names().contains("site")
                        && (json.names().contains("@version") || json.names().contains("@programName"));
            case Shape.Xml xml -> xml.root().equals("OWASPZAPReport");
            default -> false;
        };
    }

    @Override
    public ScanInfo read(Report report, ResultSink sink) throws IOException {
        ZapReader reader = report.shape() instanceof Shape.Xml ? new ZapXml(report) : new ZapJson(report);
        var header = new Header();
        var alerts = new AlertStream(sink, header, report.limits());
        reader.read(header, alerts);
        if (alerts.needsSecondPass()) {
            alerts.startSecondPass();
            reader.read(new Header(), alerts);
        }
        return header.scan();
    }
}
