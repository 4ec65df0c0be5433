package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.metrics.Behind;
import dev.winnow.metrics.BehindNumbers;
import dev.winnow.metrics.BehindRows;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.metrics.GuardSignal;
import dev.winnow.metrics.GuardSignals;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.RuleSignal;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which guards are worth keeping. */
@Tag(name = "Guards")
@RestController
@RequestMapping("/api/v1/guards")
class SignalController {
    /** More parts of guards are not told at once. */
    private static final int MOST = 10_000;

    private final GuardSignals signals;
    private final MetricsParameters parameters;
    private final BehindNumbers behind;
    private final BehindRows shown;

    SignalController(GuardSignals signals, MetricsParameters parameters, BehindNumbers behind, BehindRows shown) {
        this.behind = behind;
        this.shown = shown;
        this.signals = signals;
        this.parameters = parameters;
    }

    /**
     * What became of what a guard reported. Fixed, false positives, accepted, open and ended ones add up to opened.
     *
     * @param opened episodes that opened in the period and that it reported
     * @param accepted silenced for any reason but that the guard is wrong
     * @param ended retired with their stream, or ceased by themselves
     * @param signal fixed of opened; null where nothing opened, as its 90 % Wilson interval
     * @param advice keep, tune, fix-or-drop; too-few below 20 opened
     * @param alerts those that somebody was alerted of
     * @param onlyIt those that no other guard reported
     * @param noisiest up to five rules with the most false positives and otherwise silenced ones, the noisiest first
     * @param links to the episodes that each number counts
     * @param series the same for each part of the period, where one was asked for
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SignalJson(
            String project,
            String guard,
            String tool,
            String stage,
            String category,
            int opened,
            int fixed,
            int falsePositive,
            int accepted,
            int open,
            int ended,
            @Nullable Double signal,
            @Nullable Double low,
            @Nullable Double high,
            String advice,
            String reason,
            int alerts,
            int onlyIt,
            List<RuleJson> noisiest,
            Map<String, String> links,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<PartJson> series) {
        static SignalJson of(GuardSignal guard, Map<String, String> links, @Nullable List<PartJson> series) {
            boolean any = guard.opened() > 0;
            return new SignalJson(
                    guard.project(),
                    guard.guard(),
                    guard.tool(),
                    guard.stage().word(),
                    guard.category().word(),
                    guard.opened(),
                    guard.fixed(),
                    guard.falsePositive(),
                    guard.accepted(),
                    guard.open(),
                    guard.ended(),
                    any ? guard.signal().value() : null,
                    any ? guard.signal().low() : null,
                    any ? guard.signal().high() : null,
                    guard.advice().word(),
                    guard.advice().reason(),
                    guard.alerts(),
                    guard.alone(),
                    guard.noisiest().stream().map(RuleJson::of).toList(),
                    links,
                    series);
        }
    }

    /**
     * What became of what a guard reported in a part of the period.
     *
     * @param bucket where the part begins
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PartJson(
            Instant bucket,
            Instant from,
            Instant to,
            int opened,
            int fixed,
            int falsePositive,
            int accepted,
            int open,
            int ended,
            @Nullable Double signal,
            @Nullable Double low,
            @Nullable Double high,
            int alerts,
            int onlyIt,
            Map<String, String> links) {
        static PartJson of(GuardSignal guard, Period part, Map<String, String> links) {
            boolean any = guard.opened() > 0;
            return new PartJson(
                    part.from(),
                    part.from(),
                    part.to(),
                    guard.opened(),
                    guard.fixed(),
                    guard.falsePositive(),
                    guard.accepted(),
                    guard.open(),
                    guard.ended(),
                    any ? guard.signal().value() : null,
                    any ? guard.signal().low() : null,
                    any ? guard.signal().high() : null,
                    guard.alerts(),
                    guard.alone(),
                    links);
        }
    }

    /**
     * What became of what a guard reported by one rule.
     *
     * @param noise false positives and accepted ones of opened, with its 90 % Wilson interval
     */
    record RuleJson(
            String rule,
            int opened,
            int fixed,
            int falsePositive,
            int accepted,
            int open,
            int ended,
            double noise,
            double low,
            double high) {
        static RuleJson of(RuleSignal rule) {
            return new RuleJson(
                    rule.rule(),
                    rule.opened(),
                    rule.fixed(),
                    rule.falsePositive(),
                    rule.accepted(),
                    rule.open(),
                    rule.ended(),
                    rule.noise().value(),
                    rule.noise().low(),
                    rule.noise().high());
        }
    }

    @Operation(
            summary = "The signal to noise of each guard: what became of what it reported in a period",
            description =
                    "A line a guard of a project, by project and name. Without `from` and `to` the last 90 days. With"
                            + " `bucket` each has a `series`: the same of each part of the period.")
    @GetMapping
    List<SignalJson> signals(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String quarter,
            @Parameter(description = "day, week, sprint, month or quarter: gives `series`")
                    @RequestParam(required = false)
                    @Nullable
                    String bucket,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String guard,
            @RequestParam(required = false) @Nullable String category) {
        var asked = new MetricsParameters.Asked(project, team, from, to, quarter, severity, guard, category);
        MetricsQuestion question = parameters.question(caller, asked);
        var links = new MetricsLinks(Links.root(), asked);
        var times = new ArrayList<Period>();
        times.add(question.period());
        if (bucket != null && !bucket.isBlank()) {
            times.addAll(parameters.parts(question, bucket));
        }
        boolean inParts = times.size() > 1;
        List<List<GuardSignal>> each = signals.each(question, times, MOST);
        List<GuardSignal> whole = each.getFirst();
        return IntStream.range(0, whole.size())
                .mapToObj(i -> SignalJson.of(
                        whole.get(i),
                        links.of(whole.get(i), question.period()),
                        inParts ? series(each, times, i, links) : null))
                .toList();
    }

    /** @param place of the guard, the same in all times; the first of these is the whole */
    private static List<PartJson> series(
            List<List<GuardSignal>> each, List<Period> times, int place, MetricsLinks links) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> {
                    GuardSignal guard = each.get(i).get(place);
                    return PartJson.of(guard, times.get(i), links.of(guard, times.get(i)));
                })
                .toList();
    }

    @Operation(
            summary = "The episodes that a number of a guard counts",
            description =
                    "With the parameters that the number was asked with; `links` of the guards lead here. `fate` is one of"
                            + " opened, fixed, false-positive, accepted, open, ended, alerts, alone. An episode that several of the"
                            + " guards asked about reported is listed once.")
    @GetMapping("/behind")
    BehindJson behind(
            @AuthenticationPrincipal Caller caller,
            @RequestParam String guard,
            @RequestParam String fate,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String quarter,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String category,
            @Parameter(description = "From 0") @RequestParam(defaultValue = "0") int page,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        GuardCounted what = GuardCounted.ofWord(fate.strip())
                .orElseThrow(() -> new InvalidRequest("fate: one of " + GuardCounted.allWords() + "."));
        MetricsQuestion question = parameters.question(
                caller, new MetricsParameters.Asked(project, team, from, to, quarter, severity, guard, category));
        int rows = PageSize.of(size);
        List<Behind> all = behind.of(question, what);
        return BehindJson.of(
                what.word(), what.words(), question, all, page, rows, shown.of(PageSize.page(all, page, rows)));
    }
}
