package dev.winnow.importers.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Reports;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How fast ZAP reports are normalised, against what the parser alone needs to tokenise the same bytes and make every
 * string. One thread, warm; both are measured in turns and the median counts.
 */
public final class ZapBench {
    private static final int ROUNDS = 15;

    private ZapBench() {}

    /** @param args the number of alerts, of 50 instances each, by default 2,000; then names of layouts, by default all */
    public static void main(String[] args) throws Exception {
        int alerts = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        List<String> layouts = args.length > 1
                ? List.of(args).subList(1, args.length)
                : List.of("json", "json-plus", "xml", "xml-plus");
        for (String layout : layouts) {
            boolean plus = layout.endsWith("-plus");
            int count = plus ? alerts / 4 : alerts;
            boolean json = layout.startsWith("json");
            byte[] bytes = (json ? json(count, plus) : xml(count, plus)).getBytes(StandardCharsets.UTF_8);
            compare(layout, bytes, json ? ZapBench::tokenisedJson : ZapBench::tokenisedXml);
        }
    }

    private interface Work {
        long run(byte[] bytes) throws Exception;
    }

    private static void compare(String name, byte[] bytes, Work tokenise) throws Exception {
        double[] tokenising = new double[ROUNDS];
        double[] normalising = new double[ROUNDS];
        long sum = 0;
        for (int round = -10; round < ROUNDS; round++) {
            long start = System.nanoTime();
            sum += tokenise.run(bytes);
            long between = System.nanoTime();
            sum += normalised(bytes);
            long end = System.nanoTime();
            if (round >= 0) {
                tokenising[round] = bytes.length * 1e3 / (between - start);
                normalising[round] = bytes.length * 1e3 / (end - between);
            }
        }
        Arrays.sort(tokenising);
        Arrays.sort(normalising);
        double t = tokenising[ROUNDS / 2];
        double n = normalising[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "%-9s %4d MB: tokenising %4.0f MB/s, normalising %4.0f MB/s, ratio %.2f (check %d)%n",
                name,
                bytes.length >> 20,
                t,
                n,
                n / t,
                sum & 0xff);
    }

    private static long tokenisedJson(byte[] bytes) {
        long characters = 0;
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), new ByteArrayInputStream(bytes))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    characters += parser.getString().length();
                } else if (token == JsonToken.PROPERTY_NAME) {
                    characters += parser.currentName().length();
                }
            }
        }
        return characters;
    }

    private static long tokenisedXml(byte[] bytes) throws Exception {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        var parser = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        long characters = 0;
        while (parser.hasNext()) {
            switch (parser.next()) {
                case XMLStreamConstants.CHARACTERS ->
                    characters += parser.getText().length();
                case XMLStreamConstants.START_ELEMENT ->
                    characters += parser.getLocalName().length();
                default -> {
                    // No text.
                }
            }
        }
        return characters;
    }

    private static long normalised(byte[] bytes) throws Exception {
        Report report =
                Reports.prepare(() -> new ByteArrayInputStream(bytes), Limits.DEFAULT, new Masking(new byte[32]));
        long[] characters = new long[1];
        Formats.importerOf(report)
                .read(report, result -> characters[0] += result.title().length());
        return characters[0];
    }

    private static String json(int alerts, boolean plus) {
        var random = new Random(42);
        var out = new StringBuilder(alerts * 20_000);
        out.append("{\n\t\"@programName\": \"ZAP\",\n\t\"@version\": \"2.16.1\",\n")
                .append("\t\"@generated\": \"Wed, 29 Oct 2025 10:53:54\",\n\t\"site\":[ \n\t\t{\n")
                .append("\t\t\t\"@name\": \"https://shop.example\",\n\t\t\t\"alerts\": [ \n");
        for (int i = 0; i < alerts; i++) {
            out.append(i == 0 ? "" : ",\n").append("\t\t\t\t{\n");
            int rule = 10_000 + random.nextInt(150);
            field(out, 5, "pluginid", "" + rule);
            field(out, 5, "alertRef", rule + "-" + (1 + rule % 3));
            field(out, 5, "alert", name(rule));
            field(out, 5, "name", name(rule));
            field(out, 5, "riskcode", "" + rule % 4);
            field(out, 5, "confidence", "" + (1 + rule % 3));
            field(out, 5, "riskdesc", "Medium (High)");
            field(out, 5, "desc", paragraphs(rule, 3));
            out.append("\t\t\t\t\t\"instances\":[ \n");
            for (int j = 0; j < 50; j++) {
                out.append(j == 0 ? "" : ",\n").append("\t\t\t\t\t\t{\n");
                field(out, 7, "id", "" + random.nextInt(100_000));
                field(out, 7, "uri", uri(random));
                field(out, 7, "nodeName", "https://shop.example/products (page,sort)");
                field(out, 7, "method", random.nextInt(4) == 0 ? "POST" : "GET");
                field(out, 7, "param", random.nextInt(3) == 0 ? "" : "Content-Security-Policy");
                field(out, 7, "attack", random.nextInt(4) == 0 ? "\\\"><script>alert(1);</script>" : "");
                field(out, 7, "evidence", evidence(random));
                if (plus) {
                    field(
                            out,
                            7,
                            "request-header",
                            "GET https://shop.example HTTP/1.1\\r\\nhost: shop.example\\r\\n\\r\\n");
                    field(out, 7, "request-body", "");
                    field(out, 7, "response-header", "HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n");
                    field(out, 7, "response-body", "<html><body class=\\\"x\\\">\\n".repeat(60));
                }
                out.append("\t\t\t\t\t\t\t\"otherinfo\": \"")
                        .append(random.nextInt(3) == 0 ? "The page was seen in history." : "");
                out.append("\"\n\t\t\t\t\t\t}");
            }
            out.append("\n\t\t\t\t\t],\n");
            field(out, 5, "count", "50");
            field(out, 5, "solution", paragraphs(rule + 1, 1));
            field(out, 5, "otherinfo", "");
            field(out, 5, "reference", "<p>https://a.example/" + rule + "</p><p>https://b.example/</p>");
            field(out, 5, "cweid", "693");
            out.append("\t\t\t\t\t\"wascid\": \"15\"\n\t\t\t\t}");
        }
        return out.append("\n\t\t\t]\n\t\t}\n\t]\n}\n").toString();
    }

    private static void field(StringBuilder out, int indent, String name, String value) {
        out.append("\t".repeat(indent))
                .append('"')
                .append(name)
                .append("\": \"")
                .append(value)
                .append("\",\n");
    }

    private static String xml(int alerts, boolean plus) {
        var random = new Random(42);
        var out = new StringBuilder(alerts * 20_000);
        out.append("<?xml version=\"1.0\"?>\n<OWASPZAPReport programName=\"ZAP\" version=\"2.16.1\"")
                .append(" generated=\"Wed, 29 Oct 2025 10:53:54\">\n<site name=\"https://shop.example\"><alerts>\n");
        for (int i = 0; i < alerts; i++) {
            int rule = 10_000 + random.nextInt(150);
            out.append("\t\t\t\t\t<alertitem>\n");
            element(out, 6, "pluginid", "" + rule);
            element(out, 6, "alertRef", rule + "-" + (1 + rule % 3));
            element(out, 6, "alert", name(rule));
            element(out, 6, "name", name(rule));
            element(out, 6, "riskcode", "" + rule % 4);
            element(out, 6, "confidence", "" + (1 + rule % 3));
            element(out, 6, "riskdesc", "Medium (High)");
            element(out, 6, "desc", escaped(paragraphs(rule, 3)));
            out.append("\t\t\t\t\t\t<instances>\n");
            for (int j = 0; j < 50; j++) {
                out.append("\t\t\t\t\t\t\t\t<instance>\n");
                element(out, 9, "uri", escaped(uri(random)));
                element(out, 9, "method", random.nextInt(4) == 0 ? "POST" : "GET");
                element(out, 9, "param", random.nextInt(3) == 0 ? "" : "Content-Security-Policy");
                element(out, 9, "attack", random.nextInt(4) == 0 ? escaped("\"><script>alert(1);</script>") : "");
                element(out, 9, "evidence", escaped(evidence(random).replace("\\\"", "\"")));
                element(out, 9, "otherinfo", random.nextInt(3) == 0 ? "The page was seen in history." : "");
                if (plus) {
                    element(out, 9, "requestheader", "GET https://shop.example HTTP/1.1\nhost: shop.example\n\n");
                    element(out, 9, "requestbody", "");
                    element(out, 9, "responseheader", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n");
                    element(
                            out,
                            9,
                            "responsebody",
                            escaped("<html><body class=\"x\">\n").repeat(60));
                }
                out.append("\t\t\t\t\t\t\t\t</instance>\n");
            }
            out.append("\t\t\t\t\t\t</instances>\n");
            element(out, 6, "count", "50");
            element(out, 6, "solution", escaped(paragraphs(rule + 1, 1)));
            element(out, 6, "reference", escaped("<p>https://a.example/" + rule + "</p>"));
            element(out, 6, "cweid", "693");
            element(out, 6, "wascid", "15");
            out.append("\t\t\t\t\t</alertitem>\n");
        }
        return out.append("</alerts></site></OWASPZAPReport>\n").toString();
    }

    private static void element(StringBuilder out, int indent, String name, String value) {
        out.append("\t".repeat(indent)).append('<').append(name).append('>').append(value);
        out.append("</").append(name).append(">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String name(int rule) {
        return "Missing Header or Weak Setting Number " + rule;
    }

    private static String uri(Random random) {
        return "https://shop.example/products/" + random.nextInt(5_000) + "/reviews?page=" + random.nextInt(90)
                + "&sort=newest";
    }

    private static String evidence(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "<form action=\\\"/basket/" + random.nextInt(1_000) + "\\\" method=\\\"post\\\">";
            case 2 -> "Set-Cookie: session" + random.nextInt(1_000);
            default ->
                "default-src 'self'; img-src *; style-src 'unsafe-inline'; report-uri /csp/" + random.nextInt(99);
        };
    }

    private static String paragraphs(int seed, int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append("<p>The server of this site does not send what keeps a browser from doing harm, case ")
                    .append(seed)
                    .append("; pages can then be framed, scripts from elsewhere run, and cookies read.</p>");
        }
        return out.toString();
    }
}
