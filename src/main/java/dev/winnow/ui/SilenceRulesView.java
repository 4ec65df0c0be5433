package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.triage.RuleState;
import dev.winnow.triage.SilenceRules;
import dev.winnow.triage.SilenceRules.Listed;
import dev.winnow.triage.file.RuleFiles;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The silence rules that the caller may see, by how they stand, with what each hides. */
@Route("silence-rules")
@PermitAll
class SilenceRulesView extends Page implements BeforeEnterObserver {
    static final String STATE = "state";

    private final SilenceRules rules;
    private final RuleFiles files;
    private final CurrentCaller caller;
    private final Clock clock;

    SilenceRulesView(SilenceRules rules, RuleFiles files, CurrentCaller caller, Clock clock) {
        this.rules = rules;
        this.files = files;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Silence rules";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Instant now = clock.instant();
        Caller by = caller.get();
        Map<RuleState, Long> counts = rules.counts(by);
        boolean none = counts.getOrDefault(RuleState.ALL, 0L) == 0;
        RuleChoice choice = RuleChoice.of(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(STATE)
                .orElse(""));
        removeAll();
        add(heading(by, counts));
        if (none) {
            add(new EmptyState(
                    "No silence rule yet",
                    "A rule hides findings by what they are, now and in every later scan: test code that a guard does not"
                            + " know for such, a noisy check, a package that never runs. It says beforehand what it hides,"
                            + " and what it hides stays visible as silenced. For one finding, decide on that finding.",
                    Html.div("buttons", makers(by))));
        } else {
            add(Html.div("panel", choices(counts, choice), list(choice, now)));
        }
    }

    private Div heading(Caller by, Map<RuleState, Long> counts) {
        Div heading = Html.div(
                "heading",
                new H1("Silence rules"),
                Html.span(Words.number(counts.getOrDefault(RuleState.IN_FORCE, 0L)) + " in force", "soft"));
        heading.add(Html.div("room"), new RouterLink("VEX", AllVexView.class));
        if (counts.getOrDefault(RuleState.ALL, 0L) > 0) {
            DownloadHandler handler = this::send;
            var export = new Anchor(handler, "Export");
            export.addClassName("button");
            heading.add(export);
            heading.add(makers(by));
        }
        return heading;
    }

    private static Component[] makers(Caller by) {
        if (!RuleWords.mayMakeSome(by)) {
            return new Component[0];
        }
        var importing = new RouterLink("Import…", RuleImportView.class);
        importing.addClassName("button");
        var making = new RouterLink("New rule", NewSilenceRuleView.class);
        making.addClassNames("button", "primary");
        return new Component[] {importing, making};
    }

    /** For those who are signed in at the moment they click. */
    private void send(DownloadEvent event) throws IOException {
        Optional<Caller> by = caller.find();
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        event.setFileName("silence-rules.yaml");
        event.setContentType("text/yaml;charset=utf-8");
        event.getOutputStream().write(files.export(by.get()).getBytes(StandardCharsets.UTF_8));
    }

    private static Nav choices(Map<RuleState, Long> counts, RuleChoice chosen) {
        var nav = new Nav();
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "Rules by state");
        for (RuleChoice choice : RuleChoice.values()) {
            long count = counts.getOrDefault(choice.state(), 0L);
            var link = new RouterLink("", SilenceRulesView.class);
            link.add(new Span(choice.label()), Html.span(Words.number(count), "count"));
            link.setHighlightCondition(HighlightConditions.never());
            if (choice != RuleChoice.IN_FORCE) {
                link.setQueryParameters(QueryParameters.of(STATE, choice.word()));
            }
            if (choice == chosen) {
                link.getElement().setAttribute("aria-current", "true");
            }
            nav.add(link);
        }
        return nav;
    }

    private Component list(RuleChoice choice, Instant now) {
        var pages = new Keyset<Listed>((last, limit) -> caller.find()
                .map(by -> rules.page(
                        by, choice.state(), last == null ? null : last.rule().id(), limit))
                .orElseGet(List::of));
        var grid = new LazyGrid<Listed>("Silence rules", one -> card(one, now))
                .column("Rule, and what it hides", 5, SilenceRulesView::name)
                .column("Reason", 4, one -> cell(one.rule().reason(), "clamp"))
                .column("State", "7.5rem", one -> chips(one, now))
                .column("Owner", "6.5rem", one -> cell(one.rule().owner(), "clip"))
                .column("Until", "8rem", one -> RuleWords.end(one.rule(), now))
                .numbers("Hits", "4.5rem", one -> DataTable.number(one.found()))
                .numbers("Last hit", "7.5rem", one -> lastHit(one, now));
        return grid.show(pages::page) ? grid : new EmptyState("None", none(choice));
    }

    private static String none(RuleChoice choice) {
        return switch (choice) {
            case IN_FORCE, ALL ->
                "No rule is in force: what the scanners report counts, unless somebody decided on it.";
            case ENDS_SOON -> "No rule ends within " + RuleWords.SOON.toDays() + " days.";
            case STALE -> "Every rule in force has hidden something within 90 days. One that has not can probably go.";
            case ENDED -> "No rule has ended. One that has stays here and can be brought back.";
        };
    }

    private static Component name(Listed one) {
        var name = Html.span("", "name");
        name.add(SilenceRuleView.link(one.rule()));
        return Html.div("card", name, RuleWords.of(one.rule().match()));
    }

    private static Component chips(Listed one, Instant now) {
        return Html.line(RuleWords.chips(one.rule(), one.stale(), now).toArray(Component[]::new));
    }

    private static Component cell(String text, String look) {
        Span cell = Html.span(text, look);
        cell.setTitle(text);
        return cell;
    }

    private static Component lastHit(Listed one, Instant now) {
        return one.rule()
                .lastHit()
                .<Component>map(at -> Moment.ago(at, now))
                .orElseGet(() -> Html.span("never", "soft"));
    }

    private static Component card(Listed one, Instant now) {
        return Html.div(
                "card",
                Html.line(SilenceRuleView.link(one.rule()), chips(one, now)),
                RuleWords.of(one.rule().match()),
                Html.span(one.rule().reason(), "soft", "break"),
                Html.line(
                        Html.span(Words.count(one.found(), "finding", "findings")),
                        Html.span("last hit", "soft"),
                        lastHit(one, now),
                        Html.span("by " + one.rule().owner(), "soft")));
    }
}
