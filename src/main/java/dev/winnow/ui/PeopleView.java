package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteConfiguration;
import dev.winnow.access.ApiToken;
import dev.winnow.access.Grants;
import dev.winnow.access.Person;
import dev.winnow.access.Role;
import dev.winnow.access.Tokens;
import dev.winnow.access.User;
import dev.winnow.access.Users;
import dev.winnow.project.Projects;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;

/** Who may sign in and with which role, and every API token that works. */
@Route("people")
@RolesAllowed("ADMIN")
class PeopleView extends Page implements BeforeEnterObserver {
    static final String FILTER = "q";

    private final Users users;
    private final Tokens tokens;
    private final Administrator administrator;
    private final Clock clock;
    private final TextField filter = new TextField();
    private final Div people = new Div();
    private final Div everyonesTokens = new Div();

    PeopleView(Users users, Tokens tokens, Grants grants, Projects projects, Administrator administrator, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.administrator = administrator;
        this.clock = clock;
        var adding = new NativeButton("Add person…");
        adding.addClassNames("button", "primary");
        adding.addClickListener(click -> Refusal.shown(() -> {
            administrator.everywhere();
            new NewPersonDialog(users, administrator, this::show).open();
        }));
        filter.setPlaceholder("Name or login name");
        filter.setAriaLabel("Show only people with this in their name or login name");
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                Refusal.shown(() -> {
                    administrator.everywhere();
                    keep(change.getValue().strip());
                    showPeople(clock.instant());
                });
            }
        });
        people.addClassName("panel");
        add(
                Html.div("heading", new H1("People"), filter, Html.div("room"), adding),
                people,
                Html.panel("Teams", new TeamLinks(projects, administrator.read(grants::teams))),
                Html.panel("What each role may do", RoleWords.ofPeople()),
                Html.panel("API tokens that work", everyonesTokens));
    }

    @Override
    String title() {
        return "People";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        administrator.requireToEnter();
        filter.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(FILTER)
                .orElse(""));
        show();
    }

    /** What is typed is kept in the address, without a step in the history for each letter. */
    private static void keep(String part) {
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(
                        null,
                        new Location(
                                RouteConfiguration.forSessionScope().getUrl(PeopleView.class),
                                part.isEmpty() ? QueryParameters.empty() : QueryParameters.of(FILTER, part)));
    }

    private void show() {
        Instant now = clock.instant();
        showPeople(now);
        showTokens(now);
    }

    private void showPeople(Instant now) {
        String part = filter.getValue();
        var grid = new LazyGrid<Person>("People", person -> card(person, now))
                .column("Name", 3, PeopleView::name)
                .column("Login name", 2, person -> Html.span(person.user().login(), "mono", "clip"))
                .column("Role", "11rem", PeopleView::role)
                .column("State", "7rem", person -> state(person.user()))
                .column("Last sign-in", "9rem", person -> signedIn(person.user(), now))
                .numbers("API tokens", "7rem", PeopleView::count);
        var pages = new Keyset<Person>((last, limit) -> administrator.read(
                by -> users.page(by, part, last == null ? null : last.user().login(), limit)));
        boolean any = grid.show(pages::page);
        people.removeAll();
        people.add(
                any
                        ? grid
                        : new EmptyState(
                                "Nobody matches", "No name or login name contains “" + Visible.text(part) + "”."));
    }

    private void showTokens(Instant now) {
        LazyGrid<ApiToken> live =
                new TokenGrid(tokens, administrator::everywhere, now, this::show).live("API tokens that work", true);
        boolean any = live.show(
                TokenGrid.pages((last, limit) -> administrator.read(by -> tokens.everyonesLive(by, last, limit))));
        everyonesTokens.removeAll();
        everyonesTokens.add(
                any
                        ? live
                        : new EmptyState(
                                "No token yet",
                                "Everyone makes their own, for a pipeline or a script, under My account."));
    }

    private static Component name(Person person) {
        var cell = new Span(Go.person(person.user()));
        cell.addClassNames("clip", "name");
        return cell;
    }

    static Span state(User user) {
        return user.enabled() ? Chips.good("active") : Chips.plain("disabled");
    }

    static Component signedIn(User user, Instant now) {
        Instant at = user.lastLoginAt();
        return at == null ? Html.span("never", "soft") : Moment.ago(at, now);
    }

    /** The global role, and in how many projects and teams there is another one. */
    private static Span role(Person person) {
        Role role = person.user().role();
        Span line = Html.line(role == null ? Html.span("none", "soft") : new Span(RoleWords.name(role)));
        if (person.grants() > 0) {
            line.add(Html.span("+ " + Words.count(person.grants(), "grant", "grants"), "soft"));
        }
        return line;
    }

    private static Component count(Person person) {
        return person.liveTokens() == 0
                ? Html.span("0", "soft")
                : Go.person(person.user(), Words.number(person.liveTokens()));
    }

    private static Component card(Person person, Instant now) {
        User user = person.user();
        return Html.div(
                "card",
                Html.line(name(person), state(user)),
                Html.line(Html.span(user.login(), "mono", "break"), role(person)),
                Html.line(Html.span("Last sign-in", "soft"), signedIn(user, now)),
                Html.line(Html.span(Words.count(person.liveTokens(), "API token", "API tokens"), "soft")));
    }
}
