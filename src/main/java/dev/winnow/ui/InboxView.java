package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.discussion.Assignees;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.Marked;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.Finding;
import dev.winnow.importers.Kind;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.FoundFindings;
import dev.winnow.search.IndexUnavailable;
import dev.winnow.search.Order;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryError;
import dev.winnow.search.query.QueryParser;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Ruling;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What nobody has judged yet, the worst first: list and detail side by side, worked through from the keyboard. The browser
 * sends the keys (see winnow.js); what they do is decided here.
 */
@Route("inbox")
@PermitAll
class InboxView extends Page implements BeforeEnterObserver {
    /** What waits for a decision. */
    static final String WAITING = "status:open silenced:no decision:new,returned,proposed";

    private static final int PAGE = 50;

    /** From so few left on more are read. */
    private static final int FEW = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Readable readable;
    private final FindingIndex index;
    private final FindingPages pages;
    private final Decisions decisions;
    private final Marks marks;
    private final Comments comments;
    private final InboxMarks marking;
    private final Clock clock;
    private final Div heading = Html.div("heading");
    private final QueryLine line = new QueryLine(this::ask);
    private final InboxTools tools = new InboxTools(this::perform);
    private final InboxList list = new InboxList(this::choose, this::selectionChanged);
    private final Div detail = Html.div("inbox-detail");
    private final Div sides = Html.div("inbox", list, detail);
    private final Deque<Long> undoable = new ArrayDeque<>();

    /** Whether the tools are those for changes. */
    private boolean changes;

    private Query query = QueryParser.parse(WAITING);
    private long total;
    /** Whether a decision is on all that the query finds, shown or not. */
    private boolean all;

    InboxView(
            Readable readable,
            FindingIndex index,
            FindingPages pages,
            Decisions decisions,
            Marks marks,
            Assignees people,
            Comments comments,
            LiveUpdates live,
            Clock clock) {
        this.readable = readable;
        this.index = index;
        this.pages = pages;
        this.decisions = decisions;
        this.marks = marks;
        this.comments = comments;
        this.marking = new InboxMarks(readable, marks, people, this::reload);
        this.clock = clock;
        sides.getElement().setAttribute("data-inbox", true);
        sides.getElement()
                .addEventListener(
                        "winnow-key",
                        event -> key(event.getEventData().get("event.detail").asString()))
                .addEventData("event.detail");
        detail.getElement().setAttribute("aria-live", "polite");
        add(heading, Html.div("asked", line), tools, sides);
        live.follow(this, scan -> true, this::announce);
    }

    @Override
    String title() {
        return "Inbox";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        String typed = parameters.getSingleParameter(FindingQuery.LINE).orElse(WAITING);
        try {
            query = QueryParser.parse(typed);
            line.show(typed);
            load();
        } catch (QueryError e) {
            line.show(typed, e);
            list.show(List.of());
            detail.removeAll();
            heading.removeAll();
            heading.add(new H1("Inbox"));
        }
    }

    private void ask(String typed) {
        UI.getCurrent()
                .navigate(
                        InboxView.class,
                        typed.strip().equals(WAITING)
                                ? QueryParameters.empty()
                                : QueryParameters.of(FindingQuery.LINE, typed.strip()));
    }

    /** Reads the list from its start. */
    private void load() {
        all = false;
        try {
            FoundFindings found = index.find(readable.caller(), query, Order.SEVERITY, 0, PAGE, Set.of());
            total = found.total();
            list.show(rows(found));
            head();
            select(list.current());
        } catch (IndexUnavailable e) {
            list.show(List.of());
            detail.removeAll();
            detail.add(new EmptyState("Findings cannot be searched now", String.valueOf(e.getMessage())));
        }
    }

    private List<FindingRow> rows(FoundFindings found) {
        Map<Long, Marked> marked =
                marks.on(found.findings().stream().map(Finding::id).toList());
        return found.hits().stream()
                .map(hit -> new FindingRow(
                        hit.finding(),
                        List.of(),
                        Map.of(),
                        marked.getOrDefault(hit.finding().id(), Marked.NOTHING)))
                .toList();
    }

    private void head() {
        heading.removeAll();
        heading.add(new H1("Inbox"), Html.span(Words.number(total) + " waiting", "soft"));
        changes = areChanges();
        long chosen = all ? total : list.selected().size();
        tools.show(new InboxTools.About(total, chosen, all, changes, !undoable.isEmpty()));
    }

    private void key(String key) {
        switch (key) {
            case "j" -> select(list.move(1));
            case "k" -> select(list.move(-1));
            case "x" -> list.toggle();
            default -> tools.deed(key).ifPresent(this::perform);
        }
    }

    private void perform(InboxTools.Deed deed) {
        switch (deed) {
            case InboxTools.Deed.Decide(Ruling ruling) -> decide(ruling);
            case InboxTools.Deed.SelectAll(boolean on) -> selectAll(on);
            case InboxTools.Deed.Simple.ASSIGN_TO_ME -> about(marking::assignToMe);
            case InboxTools.Deed.Simple.ASSIGN -> about(marking::assign);
            case InboxTools.Deed.Simple.LABEL -> about(marking::label);
            case InboxTools.Deed.Simple.UNDO -> undo();
        }
    }

    /** Whether all that a deed would be about are changes, which are authorised rather than accepted. */
    private boolean areChanges() {
        List<Finding> about = list.chosen();
        return !about.isEmpty() && about.stream().allMatch(finding -> finding.kind() == Kind.CHANGE);
    }

    private void choose(FindingRow row) {
        select(Optional.of(row));
    }

    private void selectionChanged() {
        all = false;
        head();
    }

    private void selectAll(boolean on) {
        list.selectAll(on);
        all = on;
        head();
    }

    private void select(Optional<FindingRow> row) {
        if (changes != areChanges()) {
            head();
        }
        detail.removeAll();
        if (row.isEmpty()) {
            detail.add(nothing());
            return;
        }
        Finding finding = readable.finding(row.get().finding().id());
        FindingPage page = pages.of(finding);
        detail.add(InboxDetail.of(page, marks.on(finding.id()), comments.count(finding.id()), clock.instant()));
        detail.add(new DecisionPart(decisions, readable::caller, clock, finding, this::reload));
        var said = new Said();
        said.isNew(finding.label());
        page.sightings().stream()
                .findFirst()
                .ifPresent(sighting -> detail.add(new FindingWhat(finding, sighting, said)));
    }

    private Component nothing() {
        boolean usual = query.equals(QueryParser.parse(WAITING));
        if (usual && readable.projects().isEmpty()) {
            return FirstSteps.create(readable.caller());
        }
        return usual
                ? new EmptyState(
                        "Nothing waits for a decision",
                        "Every open finding was judged, or is silenced. New ones appear here after the next scan.",
                        new RouterLink("All open findings", FindingsView.class))
                : new EmptyState(
                        "Nothing matches the query",
                        "Only findings that it finds stand here.",
                        new RouterLink("The whole inbox", InboxView.class));
    }

    /** What a deed is about: all that the query finds, what is selected, or else the finding shown. */
    private Map<Long, RoaringBitmap> about() {
        if (all) {
            if (!index.awaitFresh(PATIENCE)) {
                Notification.show(
                        "The search index is behind: what the query finds is not sure now. Try again in a moment.",
                        6_000,
                        Notification.Position.BOTTOM_START);
                return Map.of();
            }
            return index.all(readable.caller(), query);
        }
        List<Long> ids = list.selected().isEmpty()
                ? list.current().map(row -> row.finding().id()).stream().toList()
                : list.selected();
        return Decisions.byProject(ids);
    }

    private void about(Consumer<Map<Long, RoaringBitmap>> deed) {
        Refusal.shown(() -> {
            Map<Long, RoaringBitmap> findings = about();
            if (!findings.isEmpty()) {
                deed.accept(findings);
            }
        });
    }

    private void decide(Ruling ruling) {
        about(findings ->
                new DecisionDialog(decisions, readable::caller, clock, ruling, findings, this::decided).open());
    }

    private void decided(Decision made) {
        undoable.push(made.id());
        boolean proposed = made.state() == Decision.State.PROPOSED;
        String what = Words.count(made.findings(), "finding", "findings") + ": "
                + made.ruling().label().toLowerCase(java.util.Locale.ROOT)
                + (proposed ? ", proposed. It waits for approval." : ".");
        notice(what);
        boolean many = all || made.findings() > PAGE;
        List<Long> gone = list.selected().isEmpty()
                ? list.current().map(row -> row.finding().id()).stream().toList()
                : List.copyOf(list.selected());
        if (many || proposed) {
            reload();
            return;
        }
        list.takeOut(gone);
        total = Math.max(0, total - gone.size());
        if (list.size() < FEW && list.size() < total) {
            reload();
        } else {
            head();
            select(list.current());
        }
    }

    private void notice(String text) {
        var notification = new Notification();
        notification.setPosition(Notification.Position.BOTTOM_START);
        notification.setDuration(6_000);
        var undo = new NativeButton("Undo", click -> {
            notification.close();
            undo();
        });
        undo.addClassName("quiet");
        notification.add(Html.line(Html.span(text), undo));
        notification.open();
    }

    private void undo() {
        Long last = undoable.poll();
        if (last != null) {
            Refusal.shown(() -> {
                decisions.undo(readable.caller(), last);
                Notification.show("Taken back", 3_000, Notification.Position.BOTTOM_START);
            });
            reload();
        }
    }

    /** Reads the list again, with what was decided taken into account, and stays where it was. */
    private void reload() {
        index.awaitFresh(PATIENCE);
        @Nullable Long before = list.current().map(row -> row.finding().id()).orElse(null);
        load();
        if (before != null) {
            list.go(before).ifPresent(this::choose);
        }
    }

    /** A list that moves under one's hands is worse than one that is a little old. */
    private void announce() {
        var reload = new NativeButton("Show what is new", click -> reload());
        reload.addClassName("quiet");
        head();
        tools.add(Html.line(Html.span("A scan has come in.", "soft"), reload));
    }
}
