package dev.winnow.importers.policyreport;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.Notices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over one report, and one ahead where a report has many results and its scope behind them. */
final class PolicyReportReading {
    /** So many results and objects of one report wait for its end; with more, it is looked ahead. */
    static final int MOST_HELD = 1_000;

    private static final String CLUSTER = "kubernetes";
    private static final Tool SEVERAL = new Tool("PolicyReport", null);

    private final Report report;
    private final ResultSink sink;
    private final Results results = new Results();
    private final Notices notices = new Notices();
    private @Nullable LateContexts late;
    private @Nullable Tool tool;
    private @Nullable String namespace;
    private boolean severalNamespaces;
    private boolean complete = true;
    private boolean known;

    PolicyReportReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.openJsonOrYaml(report)) {
            new Walk(json, Part::new).all();
            if (!known) {
                throw json.malformed("neither a policy report nor a list of them");
            }
        }
        String target = namespace == null || severalNamespaces ? CLUSTER : namespace;
        return new ScanInfo(tool == null ? SEVERAL : tool, Category.POLICY, target, null, complete, notices.lines());
    }

    private LateContexts late() throws IOException {
        LateContexts contexts = late;
        if (contexts == null) {
            contexts = LateContexts.of(report);
            late = contexts;
        }
        return contexts;
    }

    private void accept(Item item, Context context) throws IOException {
        if (!context.isReport()) {
            return;
        }
        Tool by = results.tool(item, context);
        tool = tool == null || tool.name().equals(by.name()) ? by : SEVERAL;
        if (item.outcome.equals("error")) {
            complete = false;
            notices.add("could not be evaluated: " + item.policy + (item.message == null ? "" : ": " + item.message));
        } else if (item.isProblem()) {
            for (Result result : results.of(item, context)) {
                sink.accept(result);
            }
            if (item.subjectsLeftOut > 0) {
                complete = false;
                notices.add(item.subjectsLeftOut + " more objects of policy " + item.policy + " are not read");
            }
        }
    }

    /** One object of the document. Its results wait until it is known what they are about. */
    private final class Part implements Walk.Part {
        private final int number;
        private final List<Item> held = new ArrayList<>();
        private int seen;
        private @Nullable Context whole;

        Part(int number) {
            this.number = number;
        }

        @Override
        public void results(JsonCursor json, Context context) throws IOException {
            if (!json.arrayOrSkip()) {
                return;
            }
            while (json.element()) {
                Item item = Item.read(json);
                if (item == null) {
                    continue;
                }
                if (whole != null) {
                    accept(item, whole);
                    continue;
                }
                if (held.isEmpty() && context.apiVersion != null && item.isWhole()) {
                    accept(item, context);
                    continue;
                }
                held.add(item);
                seen += item.size();
                if (seen > MOST_HELD) {
                    whole = late().of(number);
                    release(whole);
                }
            }
        }

        @Override
        public void end(JsonCursor json, Context context) throws IOException {
            known |= context.apiVersion != null;
            saw(context);
            release(context);
        }

        private void saw(Context context) {
            if (PolicyReportImporter.isOfReports(context.apiVersion) && !context.isList()) {
                String here = context.namespace;
                severalNamespaces |= here == null || (namespace != null && !namespace.equals(here));
                namespace = here == null ? namespace : here;
            }
        }

        private void release(Context context) throws IOException {
            for (Item item : held) {
                accept(item, context);
            }
            held.clear();
        }
    }
}
