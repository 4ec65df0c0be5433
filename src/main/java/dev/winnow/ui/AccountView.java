package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.problem.NotPermitted;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What everyone manages themselves: the own name, password and API tokens. */
@Route("account")
@PermitAll
class AccountView extends Page {
    private final Users users;
    private final Grants grants;
    private final OwnSession session;
    private final Readable readable;
    private final TextField displayName = new TextField("Display name");
    private final PasswordField present = new PasswordField("Present password");
    private final PasswordField password = new PasswordField("New password");

    AccountView(Users users, Grants grants, Tokens tokens, OwnSession session, Readable readable, Clock clock) {
        this.users = users;
        this.grants = grants;
        this.session = session;
        this.readable = readable;
        Caller caller = readable.caller();
        var panel = new TokenPanel(tokens, readable::caller, caller.login(), clock, () -> {});
        Section all = Html.panel("API tokens", panel);
        all.addComponentAtIndex(1, Html.div("buttons", panel.creating(readable)));
        add(Html.div(
                "heading", new H1("My account"), Html.span(caller.login(), "mono"), Chips.plain(RoleWords.of(caller))));
        if (caller.passwordGiven()) {
            add(new Paragraph(
                    "An administrator gave you your password and knows it. Choose your own: then Winnow opens."));
            add(passwords());
        } else {
            add(Html.div("halves", profile(caller), passwords()), all);
        }
    }

    @Override
    String title() {
        return "My account";
    }

    private Section profile(Caller caller) {
        displayName.setValue(caller.displayName());
        displayName.setMaxLength(120);
        var facts = new Facts()
                .with("Login name", Html.span(caller.login(), "mono"))
                .with("Role in all projects", RoleWords.of(caller) + ": " + RoleWords.may(caller.role()))
                .with("Also", granted(caller));
        return Html.panel("Profile", facts, new Form("Save", this::rename, displayName));
    }

    /** Roles in single projects and teams. */
    private List<Span> granted(Caller caller) {
        return grants.of(caller, caller.login()).stream()
                .map(grant -> Html.span(RoleWords.name(grant.role()) + " in "
                        + grant.scope().kind().word() + " " + grant.scope().name()))
                .toList();
    }

    private void rename() {
        if (!Form.accepts(displayName, NewUser.displayNameError(displayName.getValue()))) {
            return;
        }
        Caller caller = readable.caller();
        users.rename(caller, caller.login(), displayName.getValue());
        users.refreshed(caller).ifPresent(session::goOnAs);
        Notification.show("Your name is saved", 5_000, Notification.Position.BOTTOM_START);
        // The frame shows the name too.
        UI.getCurrent().refreshCurrentRoute(true);
    }

    private Section passwords() {
        present.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText("At least 12 characters. Your other sessions end; your tokens stay.");
        return Html.panel("Password", new Form("Change password", this::changePassword, present, password));
    }

    private void changePassword() {
        Caller caller = readable.caller();
        boolean given = Form.accepts(
                present, present.isEmpty() ? Optional.of("Say the password you sign in with now.") : Optional.empty());
        boolean fits = Form.accepts(password, NewUser.passwordError(caller.login(), password.getValue()));
        if (!given || !fits) {
            return;
        }
        try {
            session.goOnAs(users.changePassword(caller, present.getValue(), password.getValue()));
        } catch (NotPermitted wrong) {
            Form.accepts(present, Optional.ofNullable(wrong.getMessage()));
            return;
        }
        present.clear();
        password.clear();
        Notification.show("Your password is changed", 5_000, Notification.Position.BOTTOM_START);
        if (caller.passwordGiven()) {
            UI.getCurrent().navigate(OverviewView.class);
        }
    }
}
