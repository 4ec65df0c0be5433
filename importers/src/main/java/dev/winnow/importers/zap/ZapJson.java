package dev.winnow.importers.zap;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonToken;

/** The traditional JSON layouts. */
final class ZapJson implements ZapReader {
    private static final int TAGS = 100;

    private final Report report;

    ZapJson(Report report) {
        this.report = report;
    }

    @Override
    public void read(Header header, AlertStream alerts) throws IOException {
        try (var json = JsonCursor.open(report)) {
            json.object();
            while (json.member()) {
                String name = json.name();
                switch (name) {
                    case "site" -> {
                        if (!header.versioned()) {
                            // Each result names the tool with its version, which stands behind the sites here.
                            readAttributes(header);
                        }
                        sites(json, header, alerts);
                    }
                    case "afPlanErrors" -> texts(json, header::error);
                    case "afPlanWarns" -> texts(json, header::warning);
                    default -> header.attribute(name, json.textIfScalar());
                }
            }
            json.end();
        }
    }

    private void readAttributes(Header header) throws IOException {
        try (var json = JsonCursor.open(report)) {
            json.object();
            while (json.member()) {
                header.attribute(json.name(), json.textIfScalar());
            }
        }
    }

    private static void sites(JsonCursor json, Header header, AlertStream alerts) throws IOException {
        if (json.peek() == JsonToken.START_OBJECT) {
            // A conversion from XML makes a list of one a single object.
            site(json, header, alerts);
        } else if (json.array()) {
            while (json.element()) {
                site(json, header, alerts);
            }
        }
    }

    private static void site(JsonCursor json, Header header, AlertStream alerts) throws IOException {
        String site = "";
        String host = "";
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "@name" -> site = json.textOrEmpty().strip();
                case "@host" -> host = json.textOrEmpty().strip();
                case "alerts" -> alerts(json, site.isEmpty() ? host : site, alerts);
                default -> json.skip();
            }
        }
        header.site(Texts.line(site.isEmpty() ? host : site));
    }

    private static void alerts(JsonCursor json, String site, AlertStream alerts) throws IOException {
        if (json.peek() == JsonToken.START_OBJECT) {
            alert(json, site, alerts);
        } else if (json.array()) {
            while (json.element()) {
                alert(json, site, alerts);
            }
        }
    }

    private static void alert(JsonCursor json, String site, AlertStream alerts) throws IOException {
        if (!json.object()) {
            return;
        }
        alerts.begin(site);
        var fields = new Fields();
        List<String> tags = List.of();
        while (json.member()) {
            Field field = Field.named(json.name());
            if (field != null) {
                fields.put(field, json.textIfScalar());
                continue;
            }
            switch (json.name()) {
                case "instances" -> instances(json, alerts);
                case "tags" -> tags = tags(json);
                default -> json.skip();
            }
        }
        alerts.end(fields, tags);
    }

    private static void instances(JsonCursor json, AlertStream alerts) throws IOException {
        var fields = new Fields();
        if (json.peek() == JsonToken.START_OBJECT) {
            instance(json, fields, alerts);
        } else if (json.array()) {
            while (json.element()) {
                instance(json, fields, alerts);
            }
        }
    }

    private static void instance(JsonCursor json, Fields fields, AlertStream alerts) throws IOException {
        if (!json.object()) {
            return;
        }
        fields.clear();
        while (json.member()) {
            Field field = Field.named(json.name());
            if (field != null && field.ofInstance()) {
                // Instances of one alert mostly have the same method and parameter.
                boolean repeated = field == Field.METHOD || field == Field.PARAMETER;
                fields.put(
                        field, repeated && json.peek() == JsonToken.VALUE_STRING ? json.shared() : json.textIfScalar());
            } else {
                json.skip();
            }
        }
        alerts.instance(fields);
    }

    private static List<String> tags(JsonCursor json) throws IOException {
        var tags = new ArrayList<String>();
        if (json.peek() != JsonToken.START_ARRAY) {
            json.skip();
            return tags;
        }
        json.array();
        while (json.element()) {
            if (json.peek() != JsonToken.START_OBJECT) {
                json.skip();
                continue;
            }
            json.object();
            while (json.member()) {
                if (json.name().equals("tag") && tags.size() < TAGS) {
                    tags.add(Texts.line(json.textOrEmpty()));
                } else {
                    json.skip();
                }
            }
        }
        return tags;
    }

    private static void texts(JsonCursor json, Consumer<String> sink) throws IOException {
        if (json.peek() != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        json.array();
        while (json.element()) {
            String text = json.textIfScalar();
            if (text != null) {
                sink.accept(text);
            }
        }
    }
}
