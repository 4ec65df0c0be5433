package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Tokens;
import dev.winnow.access.User;
import dev.winnow.access.Users;
import dev.winnow.problem.NotFound;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Question;
import dev.winnow.ui.parts.Refusal;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One person: name, role, sign-in and API tokens, to be changed by administrators. */
@Route("people/:login")
@RolesAllowed("ADMIN")
class PersonView extends Page implements BeforeEnterObserver {
    static final String LOGIN = "login";

    private final Users users;
    private final Tokens tokens;
    private final Grants grants;
    private final Readable readable;
    private final Administrator administrator;
    private final Clock clock;
    private String login = "";
    private String title = "Person";

    PersonView(Users users, Tokens tokens, Grants grants, Readable readable, Administrator administrator, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.grants = grants;
        this.readable = readable;
        this.administrator = administrator;
        this.clock = clock;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        administrator.requireToEnter();
        login = event.getRouteParameters().get(LOGIN).orElse("");
        try {
            show();
        } catch (NotFound nobody) {
            throw new NotFoundException(String.valueOf(nobody.getMessage()));
        }
    }

    private void show() {
        Caller caller = administrator.everywhere();
        User user = users.person(caller, login).user();
        boolean self = user.id() == caller.userId();
        title = user.displayName();
        removeAll();
        add(
                Html.div(
                        "heading",
                        new H1(user.displayName()),
                        Html.span(user.login(), "mono"),
                        Chips.plain(RoleWords.name(user.role())),
                        PeopleView.state(user)),
                Html.div("halves", profile(user, self), signIn(user, self)),
                Html.panel(
                        "Roles in single projects and teams", new PersonGrants(grants, readable, administrator, user)),
                Html.panel(
                        "API tokens",
                        new TokenPanel(tokens, administrator::everywhere, user.login(), clock, () -> {})));
    }

    private Section profile(User user, boolean self) {
        var displayName = new TextField("Display name");
        displayName.setValue(user.displayName());
        displayName.setMaxLength(120);
        var role = new Select<Role>();
        role.setLabel("Role in all projects");
        RoleWords.choosing(role);
        role.setValue(user.role());
        if (self) {
            role.setReadOnly(true);
            role.setHelperText("Your own role only another administrator can change.");
        }
        return Html.panel(
                "Profile",
                new Form(
                        "Save",
                        () -> {
                            if (Form.accepts(displayName, NewUser.displayNameError(displayName.getValue()))) {
                                save(user, displayName.getValue(), role.getValue());
                            }
                        },
                        displayName,
                        role));
    }

    private void save(User user, String displayName, @Nullable Role role) {
        Caller caller = administrator.everywhere();
        if (role != user.role()) {
            users.changeRole(caller, user.login(), role);
        }
        if (!displayName.strip().equals(user.displayName())) {
            users.rename(caller, user.login(), displayName);
        }
        said("Saved");
    }

    private Section signIn(User user, boolean self) {
        Instant now = clock.instant();
        var facts = new Facts()
                .with("Added", Moment.ago(user.createdAt(), now))
                .with("Last sign-in", PeopleView.signedIn(user, now));
        if (user.passwordGiven()) {
            facts.with("Password", "given by an administrator; another one is asked for at the next sign-in");
        }
        Component buttons =
                self ? own() : Html.div("buttons", reset(user), user.enabled() ? disable(user) : enable(user));
        return Html.panel("Sign-in", facts, buttons);
    }

    private static Paragraph own() {
        return new Paragraph(
                new Span("This is you: change your password under "),
                new RouterLink("My account", AccountView.class),
                new Span(". Only another administrator can disable you."));
    }

    private NativeButton reset(User user) {
        return quiet("Reset password…", () -> new NewPasswordDialog(users, administrator, user).open());
    }

    private NativeButton disable(User user) {
        return quiet(
                "Disable…",
                () -> new Question(
                                "Disable " + user.displayName() + "?",
                                "Open sessions end, and API tokens stop working until the person is enabled again. What"
                                        + " they uploaded and decided stays.",
                                "Disable",
                                () -> Refusal.shown(() -> {
                                    users.disable(administrator.everywhere(), user.login());
                                    said(user.displayName() + " is disabled");
                                }))
                        .dangerous()
                        .open());
    }

    private NativeButton enable(User user) {
        return quiet(
                "Enable",
                () -> Refusal.shown(() -> {
                    users.enable(administrator.everywhere(), user.login());
                    said(user.displayName() + " can sign in again");
                }));
    }

    private void said(String what) {
        show();
        Notification.show(what, 5_000, Notification.Position.BOTTOM_START);
    }

    private static NativeButton quiet(String word, Runnable deed) {
        var button = new NativeButton(word, click -> deed.run());
        button.addClassName("quiet");
        return button;
    }
}
