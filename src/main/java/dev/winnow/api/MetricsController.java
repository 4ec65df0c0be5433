package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Annotation;
import dev.winnow.metrics.Annotations;
import dev.winnow.metrics.Behind;
import dev.winnow.metrics.BehindNumbers;
import dev.winnow.metrics.BehindNumbers.Order;
import dev.winnow.metrics.BehindRows;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.TargetStore;
import dev.winnow.metrics.Targets;
import dev.winnow.metrics.Trends;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How fast problems are detected and fixed, and how often the gate lets through. */
@Tag(name = "Metrics")
@RestController
@RequestMapping("/api/v1/metrics")
class MetricsController {
    private final MetricsService metrics;
    private final MetricsParameters parameters;
    private final TargetStore targets;
    private final Annotations annotations;
    private final BehindNumbers behind;
    private final BehindRows shown;

    MetricsController(
            MetricsService metrics,
            MetricsParameters parameters,
            TargetStore targets,
            Annotations annotations,
            BehindNumbers behind,
            BehindRows shown) {
        this.metrics = metrics;
        this.parameters = parameters;
        this.targets = targets;
        this.annotations = annotations;
        this.behind = behind;
        this.shown = shown;
    }

    @Operation(
            summary = "The numbers of a period, and of its parts",
            description =
                    "Over the projects that the token reads, or some of them. Durations are in seconds, null where"
                            + " nothing was counted. Without `from` and `to` the last 90 days. Severity, guard and category choose"
                            + " episodes; pass rate and criticals in production are of the projects as a whole.")
    @GetMapping
    MetricsJson metrics(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @Parameter(description = "Only the projects of this team") @RequestParam(required = false) @Nullable
                    String team,
            @Parameter(description = "A day or an instant, itself included") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "A day or an instant, itself not included")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "Instead of both, as in 2026-Q3") @RequestParam(required = false) @Nullable
                    String quarter,
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
        List<Annotation> marks = annotations.of(question);
        if (bucket == null || bucket.isBlank()) {
            return MetricsJson.of(metrics.of(question), question.projects(), null, links, marks);
        }
        Trends trends = metrics.trends(question, MetricsParameters.bucket(bucket));
        return MetricsJson.of(trends.whole(), question.projects(), trends.parts(), links, marks);
    }

    @Operation(
            summary = "What a number counts: its episodes, findings or builds",
            description =
                    "With the parameters that the number was asked with; `links` of the numbers lead here. `metric` is one"
                            + " of mttd, backlog, negative, mttr, mttr-silenced, still-open, mttr-ended, opened, fixed, silenced,"
                            + " reopened, unauthorised, alerts, due, in-time, late, pass-rate (or changes), passed, failed,"
                            + " criticals. As many are listed as the number says, and where it is a mean, `mean` is theirs.")
    @GetMapping("/behind")
    BehindJson behind(
            @AuthenticationPrincipal Caller caller,
            @RequestParam String metric,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @Parameter(description = "Only the projects of this team") @RequestParam(required = false) @Nullable
                    String team,
            @Parameter(description = "A day or an instant, itself included") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "A day or an instant, itself not included")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "Instead of both, as in 2026-Q3") @RequestParam(required = false) @Nullable
                    String quarter,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String guard,
            @RequestParam(required = false) @Nullable String category,
            @Parameter(description = "newest (the default) or longest first") @RequestParam(defaultValue = "newest")
                    String sort,
            @Parameter(description = "From 0") @RequestParam(defaultValue = "0") int page,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        Counted what = Counted.ofWord(metric.strip())
                .orElseThrow(() -> new InvalidRequest("metric: one of " + Counted.allWords() + "."));
        Order order = Arrays.stream(Order.values())
                .filter(one -> one.name().equalsIgnoreCase(sort.strip()))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("sort: newest or longest."));
        MetricsQuestion question = parameters.question(
                caller, new MetricsParameters.Asked(project, team, from, to, quarter, severity, guard, category));
        int rows = PageSize.of(size);
        List<Behind> all = behind.of(question, what, order);
        return BehindJson.of(
                what.word(), what.words(), question, all, page, rows, shown.of(PageSize.page(all, page, rows)));
    }

    @Operation(
            summary = "What is open and counts, by age and severity",
            description =
                    "As it is now, over the projects that the token reads, or some of them; with the query line of"
                            + " exactly the findings behind each number. Ages are in days of UTC since a finding opened on the"
                            + " tracked branch, the last time.")
    @GetMapping("/ages")
    AgesJson ages(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @Parameter(description = "Only the projects of this team") @RequestParam(required = false) @Nullable
                    String team,
            @RequestParam(required = false) @Nullable String severity) {
        MetricsQuestion question = parameters.question(
                caller, new MetricsParameters.Asked(project, team, null, null, null, severity, null, null));
        return AgesJson.of(metrics.ages(question), question.projects(), question.severity());
    }

    /** What is aimed at. Durations are in seconds. */
    record TargetsJson(
            @NotNull Long mttd,
            @NotNull Long mttr,
            @NotNull Double passRate,
            @NotNull Integer criticals,
            @NotNull Double alertsPerPersonPerDay,
            @NotNull Map<Severity, Long> fixWithin) {
        static TargetsJson of(Targets targets) {
            var within = new EnumMap<Severity, Long>(Severity.class);
            targets.fixWithin().forEach((severity, duration) -> within.put(severity, duration.toSeconds()));
            return new TargetsJson(
                    targets.mttd().toSeconds(),
                    targets.mttr().toSeconds(),
                    targets.passRate(),
                    targets.criticals(),
                    targets.alerts(),
                    within);
        }

        Targets targets() {
            var within = new EnumMap<Severity, Duration>(Severity.class);
            fixWithin.forEach((severity, seconds) -> within.put(severity, Duration.ofSeconds(seconds)));
            return new Targets(
                    Duration.ofSeconds(mttd),
                    Duration.ofSeconds(mttr),
                    passRate,
                    criticals,
                    alertsPerPersonPerDay,
                    within);
        }
    }

    @Operation(summary = "What is aimed at")
    @GetMapping("/targets")
    TargetsJson targets() {
        return TargetsJson.of(targets.get());
    }

    @Operation(summary = "Changes what is aimed at, for all projects", description = "For administrators.")
    @PutMapping("/targets")
    TargetsJson change(@AuthenticationPrincipal Caller caller, @Valid @RequestBody TargetsJson wanted) {
        targets.set(caller, wanted.targets());
        return TargetsJson.of(targets.get());
    }
}
