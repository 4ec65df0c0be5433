package dev.winnow.ui;

import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.metrics.GuardCounted;
import dev.winnow.metrics.GuardSignals;
import dev.winnow.metrics.GuardTotal;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The signal to noise of one guard, with its noisiest rules, as the list of guards has it. */
@Service
class SignalPanel {
    private final GuardSignals signals;
    private final MetricsSettings settings;
    private final Readable readable;
    private final Clock clock;

    SignalPanel(GuardSignals signals, MetricsSettings settings, Readable readable, Clock clock) {
        this.signals = signals;
        this.settings = settings;
        this.readable = readable;
        this.clock = clock;
    }

    /**
     * @param project the only one it is about; empty: those that are chosen
     * @param query period, severity, category, team and projects; its guard says nothing
     * @param titles tells what rules are called besides their ids
     * @param then goes where another one is shown
     */
    Section of(
            String guard,
            Optional<String> project,
            TrendQuery query,
            Function<Set<String>, Map<String, String>> titles,
            Consumer<TrendQuery> then) {
        SortedSet<String> names = project.<SortedSet<String>>map(name -> new TreeSet<>(Set.of(name)))
                .orElseGet(() -> query.names(readable.projects()));
        Period period = query.period(settings.zone(), clock.instant());
        MetricsQuestion question = query.question(names, period);
        List<GuardTotal> totals = signals.totals(new MetricsQuestion(
                question.projects(), period, question.severity(), Optional.of(guard), question.category()));
        TrendQuery said = project.isPresent() ? query.ofTeam(Optional.empty()) : query;
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        var field = ScopeFields.period(query.period(), today, chosen -> then.accept(query.ofPeriod(chosen)));
        var panel = Html.panel(
                "Signal to noise",
                Html.div("filters", field),
                Html.span(
                        TrendWords.whole(period, settings.zone())
                                + said.ofGuard(Optional.empty()).said(),
                        "soft",
                        "break"));
        panel.setId("signal");
        if (totals.isEmpty()) {
            panel.add(new Paragraph("It does not run in the projects that are chosen."));
            return panel;
        }
        GuardTotal total = totals.getFirst();
        var links = SignalLinks.of(GuardQuery.of(query.parameters()), project, guard);
        panel.add(
                Html.div(
                        "halves",
                        Html.div("stack", SignalParts.fates(total, links), SignalParts.signal(total.signal())),
                        new Facts()
                                .with("Advice", SignalParts.advice(total.advice()))
                                .with(
                                        "Only it reported",
                                        links.to(GuardCounted.ALONE, Words.number(total.alone()), total.alone()))
                                .with(
                                        "Alerts",
                                        links.to(GuardCounted.ALERTS, Words.number(total.alerts()), total.alerts()))),
                Html.div(
                        "stack",
                        Html.span("Its noisiest rules", "label"),
                        NoisyRules.list(
                                project,
                                total,
                                readable.caller(),
                                titles.apply(total.noisiest().stream()
                                        .map(rule -> rule.signal().rule())
                                        .collect(Collectors.toSet())))));
        if (project.isEmpty() && total.in().size() > 1) {
            var each = new RouterLink("In each of its " + total.in().size() + " projects", GuardsView.class);
            each.setQueryParameters(GuardQuery.of(query.parameters())
                    .ofGuard(Optional.of(guard))
                    .byProject(true)
                    .parameters());
            panel.add(each);
        }
        panel.add(new NativeDetails("What this is", new Paragraph(SignalParts.help())));
        return panel;
    }
}
