package dev.winnow.export;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.SilencedHistories;
import dev.winnow.finding.SilencedHistory;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Definition;
import dev.winnow.metrics.GuardSignal;
import dev.winnow.metrics.GuardSignals;
import dev.winnow.metrics.Metrics;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsService;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import dev.winnow.metrics.TargetStore;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.Silencers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes the briefs of quarters. */
@Service
public class QuarterBriefs {
    /** More silenced findings are counted, and not listed. */
    public static final int MOST_SILENCED = 10_000;

    private static final int CHUNK = 1_000;

    private final MetricsService metrics;
    private final GuardSignals signals;
    private final TargetStore targets;
    private final Projects projects;
    private final SilencedHistories histories;
    private final Silencers silencers;
    private final Findings findings;
    private final MetricsSettings settings;
    private final Clock clock;

    QuarterBriefs(
            MetricsService metrics,
            GuardSignals signals,
            TargetStore targets,
            Projects projects,
            SilencedHistories histories,
            Silencers silencers,
            Findings findings,
            MetricsSettings settings,
            Clock clock) {
        this.metrics = metrics;
        this.signals = signals;
        this.targets = targets;
        this.projects = projects;
        this.histories = histories;
        this.silencers = silencers;
        this.findings = findings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The brief of a quarter.
     *
     * @param wanted names of projects; empty for all that the caller may read
     * @param team only projects of this team
     * @throws NotFound where there is no such project that the caller may read
     * @throws InvalidRequest where the quarter lies ahead
     */
    @Transactional(readOnly = true)
    public QuarterBrief of(Caller by, Quarter quarter, Collection<String> wanted, Optional<String> team) {
        Instant now = clock.instant();
        Period period = quarter.period(settings.zone());
        if (period.from().isAfter(now)) {
            throw new InvalidRequest("quarter: " + quarter + " lies ahead.");
        }
        List<Project> chosen = chosen(by, wanted, team);
        SortedSet<String> names = chosen.stream().map(Project::name).collect(Collectors.toCollection(TreeSet::new));
        var question = new MetricsQuestion(names, period);
        Period before = quarter.before().period(settings.zone());
        Metrics whole = metrics.of(question);
        Metrics previous = metrics.of(question.in(before));
        List<Metrics> months =
                metrics.series(question.in(new Period(before.from(), period.to())), Bucket.MONTH).stream()
                        .filter(month -> month.period().from().isBefore(now))
                        .toList();
        List<GuardSignal> guards = signals.of(question);
        var observations = new Observations();
        observations.add(Observation.Span.QUARTER, whole);
        observations.add(Observation.Span.BEFORE, previous);
        months.forEach(month -> observations.add(Observation.Span.MONTH, month));
        guards.forEach(guard -> observations.add(period, guard));
        var silenced = new Listed();
        chosen.forEach(project -> silenced(project, period, silenced));
        return new QuarterBrief(
                quarter,
                period,
                settings.zone(),
                now,
                team,
                names,
                wanted.isEmpty() && team.isEmpty(),
                Figures.of(whole, previous, targets.get()),
                guards.stream().map(GuardLine::of).toList(),
                observations.all(),
                List.copyOf(silenced.list),
                silenced.total,
                Definition.VERSION,
                Meaning.all(),
                Optional.empty());
    }

    private List<Project> chosen(Caller by, Collection<String> wanted, Optional<String> team) {
        List<Project> visible = projects.visibleTo(by).stream()
                .filter(project ->
                        team.filter(name -> !name.equals(project.team())).isEmpty())
                .toList();
        if (wanted.isEmpty()) {
            return visible;
        }
        var names = new TreeSet<>(wanted);
        List<Project> chosen = visible.stream()
                .filter(project -> names.contains(project.name()))
                .toList();
        chosen.forEach(project -> names.remove(project.name()));
        if (!names.isEmpty()) {
            throw new NotFound("There is no project " + names.first()
                    + team.map(name -> " of team " + name).orElse("") + ".");
        }
        return chosen;
    }

    private static final class Listed {
        private final List<SilencedFinding> list = new ArrayList<>();
        private int total;
    }

    /** What people silenced in the quarter; what only builds of other branches have counts in no metric. */
    private void silenced(Project project, Period period, Listed listed) {
        Silencers.InProject said = silencers.in(project.id());
        for (SilencedHistory.Begun begun :
                histories.of(project.id(), period.from()).begun(period.from())) {
            if (!begun.at().isBefore(period.to())) {
                break;
            }
            for (RoaringBitmap part : Chunks.of(begun.numbers(), CHUNK)) {
                List<Finding> there = findings
                        .ofNumbers(project.id(), part.stream().boxed().toList())
                        .stream()
                        .filter(finding -> finding.status() != FindingStatus.ELSEWHERE)
                        .toList();
                listed.total += there.size();
                if (listed.list.size() < MOST_SILENCED) {
                    Silencers.Said of = said.of(part);
                    there.stream()
                            .limit(MOST_SILENCED - listed.list.size())
                            .forEach(finding -> listed.list.add(new SilencedFinding(
                                    project.name(),
                                    finding.id(),
                                    finding.title(),
                                    finding.severity(),
                                    begun.at(),
                                    of.began(FindingId.number(finding.id()), begun.at()))));
                }
            }
        }
    }
}
