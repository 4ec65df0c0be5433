package dev.winnow.importers.zap;

import dev.winnow.importers.Report;
import dev.winnow.importers.Texts;
import dev.winnow.importers.XmlCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The traditional XML layouts. */
final class ZapXml implements ZapReader {
    private static final int TAGS = 100;

    private final Report report;

    ZapXml(Report report) {
        this.report = report;
    }

    @Override
    public void read(Header header, AlertStream alerts) throws IOException {
        try (var xml = XmlCursor.open(report)) {
            xml.attributes().forEach(header::attribute);
            while (xml.child()) {
                if (xml.name().equals("site")) {
                    site(xml, header, alerts);
                } else {
                    xml.skip();
                }
            }
            xml.end();
        }
    }

    private static void site(XmlCursor xml, Header header, AlertStream alerts) throws IOException {
        String name = orEmpty(xml.attribute("name"));
        String site = name.isEmpty() ? orEmpty(xml.attribute("host")) : name;
        header.site(Texts.line(site));
        while (xml.child()) {
            if (!xml.name().equals("alerts")) {
                xml.skip();
                continue;
            }
            while (xml.child()) {
                if (xml.name().equals("alertitem")) {
                    alert(xml, site, alerts);
                } else {
                    xml.skip();
                }
            }
        }
    }

    private static void alert(XmlCursor xml, String site, AlertStream alerts) throws IOException {
        alerts.begin(site);
        var fields = new Fields();
        List<String> tags = List.of();
        while (xml.child()) {
            Field field = Field.named(xml.name());
            if (field != null) {
                fields.put(field, xml.text());
                continue;
            }
            switch (xml.name()) {
                case "instances" -> instances(xml, alerts);
                case "tags" -> tags = tags(xml);
                default -> xml.skip();
            }
        }
        alerts.end(fields, tags);
    }

    private static void instances(XmlCursor xml, AlertStream alerts) throws IOException {
        var fields = new Fields();
        while (xml.child()) {
            if (!xml.name().equals("instance")) {
                xml.skip();
                continue;
            }
            fields.clear();
            while (xml.child()) {
                Field field = Field.named(xml.name());
                if (field != null && field.ofInstance()) {
                    fields.put(field, xml.text());
                } else {
                    xml.skip();
                }
            }
            alerts.instance(fields);
        }
    }

    private static List<String> tags(XmlCursor xml) throws IOException {
        var tags = new ArrayList<String>();
        while (xml.child()) {
            while (xml.child()) {
                if (xml.name().equals("tag") && tags.size() < TAGS) {
                    tags.add(Texts.line(xml.text()));
                } else {
                    xml.skip();
                }
            }
        }
        return tags;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
