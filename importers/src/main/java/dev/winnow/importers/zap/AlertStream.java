package dev.winnow.importers.zap;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Location;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.Tool;
import dev.winnow.importers.WebRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes results of alerts and their instances, in order and in bounded memory.
 *
 * <p>Half of an alert's data stands behind its instances, so these wait for the alert's end. An alert with more of them
 * than {@link #INSTANCES} or {@link #CHARACTERS} is too large to wait: from there on the first pass hands over nothing
 * and only learns the data of such large alerts; a second pass over the report hands over the rest, now knowing them.
 */
final class AlertStream {
    /** The most instances of one alert that wait in memory. */
    static final int INSTANCES = 20_000;

    /** The most characters of instances of one alert that wait in memory. */
    static final int CHARACTERS = 4 << 20;

    private final ResultSink sink;
    private final Header header;
    private final Limits limits;
    private final AlertFacts.Reader facts = new AlertFacts.Reader();

    /** The facts of large alerts by the alert's number in the report. */
    private final Map<Integer, AlertFacts> large = new HashMap<>();

    private List<Instance> waiting = new ArrayList<>();
    private int waitingCharacters;
    private @Nullable Tool tool;
    private boolean secondPass;
    private boolean overflowed;
    private int firstLarge = Integer.MAX_VALUE;
    private int number = -1;
    private int instances;
    private int results;
    private String site = "";

    AlertStream(ResultSink sink, Header header, Limits limits) {
        this.sink = sink;
        this.header = header;
        this.limits = limits;
    }

    boolean needsSecondPass() {
        return firstLarge != Integer.MAX_VALUE;
    }

    void startSecondPass() {
        secondPass = true;
        number = -1;
        results = 0;
    }

    /** @param site the address of the site that the alert is about; empty where unknown */
    void begin(String site) {
        this.site = site;
        number++;
        instances = 0;
        overflowed = false;
        waiting.clear();
        waitingCharacters = 0;
    }

    void instance(Fields fields) throws IOException {
        instances++;
        count();
        if (overflowed || (secondPass && number < firstLarge)) {
            return;
        }
        var instance = Instance.of(fields, site);
        AlertFacts known = secondPass ? large.get(number) : null;
        if (known != null) {
            emit(known, instance);
            return;
        }
        waiting.add(instance);
        waitingCharacters += instance.size();
        if (waiting.size() > INSTANCES || waitingCharacters > CHARACTERS) {
            overflowed = true;
            waiting = new ArrayList<>();
            firstLarge = Math.min(firstLarge, number);
        }
    }

    /** Ends the alert, with all its data; {@code tags} are the report's own. */
    void end(Fields alert, List<String> tags) throws IOException {
        if (instances == 0) {
            count();
        }
        if (overflowed) {
            large.put(number, facts.of(alert, tags));
            return;
        }
        if (secondPass ? number < firstLarge || large.containsKey(number) : needsSecondPass()) {
            return;
        }
        AlertFacts known = facts.of(alert, tags);
        if (instances == 0) {
            emit(known, new Instance(Instance.of(alert, site).request(), null));
        }
        for (Instance instance : waiting) {
            emit(known, instance);
        }
    }

    private void count() throws ReportTooLarge {
        if (++results > limits.results()) {
            throw new ReportTooLarge("the report has more than " + limits.results() + " results (limit: results)");
        }
    }

    private void emit(AlertFacts alert, Instance instance) throws IOException {
        if (tool == null) {
            tool = header.tool();
        }
        WebRequest request = instance.request();
        String otherInfo = instance.otherInfo();
        sink.accept(Result.of(tool, Kind.WEB, alert.rule(), alert.severity())
                .title(alert.title())
                .message(otherInfo == null ? alert.otherInfo() : otherInfo)
                .locations(request == null ? List.of() : List.of(Location.ofFile(request.url())))
                .request(request)
                .suppression(alert.suppression())
                .build());
    }
}
