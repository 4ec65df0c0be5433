package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.audit.Actor;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Stream;
import dev.winnow.finding.StreamCare;
import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Question;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Streams of a project's tracked branch, each with how it stands, and what those who decide may do about it. */
final class StreamTable {
    private final StreamCare care;
    private final Supplier<Caller> caller;
    private final Project project;
    private final boolean mayDecide;
    private final Instant now;
    private final Runnable changed;

    /**
     * @param caller who looks at them, asked again when they confirm or retire
     * @param changed called when the caller did
     */
    StreamTable(StreamCare care, Project project, Supplier<Caller> caller, Instant now, Runnable changed) {
        this.care = care;
        this.caller = caller;
        this.project = project;
        this.mayDecide = caller.get().mayTriage(project.name());
        this.now = now;
        this.changed = changed;
    }

    /**
     * @param guards by their ids
     * @param builds those of the newest scans, by their ids
     */
    DataTable of(List<Kept> streams, Map<Long, Guard> guards, Map<Long, Build> builds) {
        var table = new DataTable(
                "What the guards look at",
                Column.text("Guard"),
                Column.text("Target"),
                Column.number("Open"),
                Column.number("Newest build"),
                Column.text("State"));
        streams.forEach(kept -> table.row(
                guard(guards.get(kept.stream().guardId())),
                Html.span(kept.stream().target(), "mono", "break"),
                open(guards.get(kept.stream().guardId()), kept, streams),
                newest(kept, builds),
                state(kept)));
        return table;
    }

    /** The streams of one guard, all of whose targets are among them. */
    DataTable ofGuard(Guard guard, List<Kept> streams, Map<Long, Build> builds) {
        var table = new DataTable(
                "What the guard looks at",
                Column.text("Target"),
                Column.number("Open"),
                Column.number("Newest build"),
                Column.text("Scanned"),
                Column.text("State"));
        streams.forEach(kept -> table.row(
                Html.span(kept.stream().target(), "mono", "break"),
                open(guard, kept, streams),
                newest(kept, builds),
                kept.newest()
                        .flatMap(Scan::detectedAt)
                        .map(at -> (Component) Moment.ago(at, now))
                        .orElseGet(() -> Html.span("–", "soft")),
                state(kept)));
        return table;
    }

    private Component newest(Kept kept, Map<Long, Build> builds) {
        return kept.newest()
                .flatMap(Scan::buildId)
                .map(builds::get)
                .map(this::newest)
                .orElseGet(() -> Html.span("–", "soft"));
    }

    /** Leads to the findings it counts; those of a guard with several targets have no list of their own. */
    private Component open(@Nullable Guard guard, Kept kept, List<Kept> streams) {
        boolean alone = streams.stream()
                        .filter(other ->
                                other.stream().guardId() == kept.stream().guardId())
                        .count()
                == 1;
        return guard == null || !alone || kept.open() == 0
                ? DataTable.number(kept.open())
                : Go.findings(project, guard, Words.number(kept.open()));
    }

    private Component newest(Build build) {
        Moment age = Moment.ago(build.placedAt(), now);
        age.addClassName("soft");
        return Html.div("stack", Go.build(project.name(), build), age);
    }

    private Span guard(@Nullable Guard guard) {
        if (guard == null) {
            return Html.span("–", "soft");
        }
        return Html.line(
                strong(GuardWords.link(Optional.of(project.name()), guard.name())),
                Html.span(guard.category().word() + ", " + guard.stage().word(), "soft"));
    }

    private static RouterLink strong(RouterLink link) {
        link.addClassName("strong");
        return link;
    }

    private Component state(Kept kept) {
        Stream stream = kept.stream();
        if (stream.retiredAt().isPresent()) {
            return Html.line(
                    Chips.plain("retired"), Moment.ago(stream.retiredAt().get(), now));
        }
        Span line = Html.line();
        if (kept.held() > 0) {
            line.add(Chips.notice(Words.count(kept.held(), "closing held", "closings held")));
            if (mayDecide) {
                line.add(button(
                        "Confirm",
                        "Believe the newest scan?",
                        "It missed " + Words.count(kept.held(), "finding", "findings")
                                + " of this stream at once. They close as fixed, as of that scan, unless another guard"
                                + " still reports them.",
                        () -> Words.count(care.confirm(stream.id(), decider()), "finding", "findings")
                                + " closed as fixed"));
            }
        }
        if (kept.brokeOff()) {
            Span chip = Chips.notice("broke off");
            chip.setTitle("The newest scan did not look at everything: it opens what it found, and closes nothing.");
            line.add(chip);
        }
        if (kept.stale()) {
            line.add(Chips.notice("stale"));
            if (mayDecide) {
                line.add(button(
                        "Retire",
                        "Retire this guard's target?",
                        "The ten newest builds came without it. What only it reports closes as retired, not as fixed;"
                                + " its next scan brings it back.",
                        () -> Words.count(care.retire(stream.id(), decider()), "finding", "findings")
                                + " closed as retired"));
            }
        }
        return kept.held() == 0 && !kept.stale() && !kept.brokeOff() ? Chips.good("complete") : line;
    }

    private Actor decider() {
        Caller by = caller.get();
        if (!by.mayTriage(project.name())) {
            throw new NotPermitted("You may no longer decide this for project " + project.name() + ".");
        }
        return by.actor();
    }

    private NativeButton button(String word, String question, String explanation, Deed deed) {
        var button = new NativeButton(word);
        button.addClassName("quiet");
        button.addClickListener(event -> new Question(
                        question,
                        explanation,
                        word,
                        () -> Refusal.shown(() -> {
                            Notification.show(deed.done(), 5_000, Notification.Position.BOTTOM_START);
                            changed.run();
                        }))
                .open());
        return button;
    }

    /** Does what was asked for, and says in words what came of it. */
    @FunctionalInterface
    private interface Deed {
        String done();
    }
}
