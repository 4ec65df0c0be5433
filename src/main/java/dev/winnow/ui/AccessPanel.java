package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.access.Caller;
import dev.winnow.access.Grant;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.problem.NotFound;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Who has which role in a project or team itself; people are added and their roles taken away here. */
final class AccessPanel extends Div {
    private final Grants grants;
    private final Administrator administrator;
    private final Scope scope;
    private final Clock clock;

    AccessPanel(Grants grants, Administrator administrator, Scope scope, Clock clock) {
        this.grants = grants;
        this.administrator = administrator;
        this.scope = scope;
        this.clock = clock;
        addClassName("stack");
        show();
    }

    private void show() {
        removeAll();
        List<Grant> all = grants.in(administrator.of(scope), scope);
        var adding = new NativeButton(
                "Give a role…",
                click -> Refusal.shown(() -> {
                    administrator.of(scope);
                    dialog().open();
                }));
        adding.addClassName("button");
        add(
                all.isEmpty()
                        ? Html.span("Nobody has a role in this " + scope.kind().word() + " alone.", "soft")
                        : table(all),
                Html.div("buttons", adding));
    }

    private DataTable table(List<Grant> all) {
        var table = new DataTable(
                "Roles in " + scope.name(),
                Column.text("Person"),
                Column.text("Role"),
                Column.text("Given"),
                Column.actions());
        all.forEach(grant -> table.row(
                person(administrator.of(scope), grant),
                new Span(RoleWords.name(grant.role())),
                Moment.ago(grant.grantedAt(), clock.instant()),
                taking(grant)));
        return table;
    }

    /** Only global administrators have pages about people. */
    static Component person(Caller caller, Grant grant) {
        Span name = Html.line(
                caller.mayAdminister()
                        ? Go.person(grant.holder())
                        : Html.span(grant.holder().displayName(), "strong"),
                Html.span(grant.holder().login(), "mono", "soft"));
        if (!grant.holder().enabled()) {
            name.add(Chips.plain("disabled"));
        }
        return name;
    }

    private NativeButton taking(Grant grant) {
        return taking(grant, () -> {
            grants.take(administrator.of(scope), grant.holder().login(), grant.scope());
            show();
        });
    }

    /** A button that takes a role away once the person has agreed. */
    static NativeButton taking(Grant grant, Runnable take) {
        String whose = grant.holder().displayName();
        String where = grant.scope().kind().word() + " " + grant.scope().name();
        var button = new NativeButton("Take away…");
        button.addClassName("quiet");
        button.getElement().setAttribute("aria-label", "Take away the role of " + whose + " in " + where);
        button.addClickListener(click -> {
            var question = new ConfirmDialog(
                    "Take the role away?",
                    whose + " is no longer " + RoleWords.name(grant.role()).toLowerCase(java.util.Locale.ROOT) + " in "
                            + where + ". Open sessions end; other roles stay.",
                    "Take away",
                    confirm -> Refusal.shown(take),
                    "Cancel",
                    cancel -> {});
            question.setConfirmButtonTheme("error primary");
            question.open();
        });
        return button;
    }

    private FormDialog dialog() {
        var login = new TextField("Login name");
        login.setRequiredIndicatorVisible(true);
        login.setHelperText("Of someone who can sign in already.");
        Select<Role> role = roles();
        var dialog = new FormDialog[1];
        dialog[0] = new FormDialog(
                "Give a role in " + scope.kind().word() + " " + scope.name(),
                "Give",
                () -> {
                    if (!Form.accepts(login, NewUser.loginError(login.getValue()))) {
                        return;
                    }
                    try {
                        grants.give(administrator.of(scope), login.getValue(), scope, role.getValue());
                    } catch (NotFound nobody) {
                        Form.accepts(login, Optional.ofNullable(nobody.getMessage()));
                        return;
                    }
                    dialog[0].close();
                    show();
                },
                login,
                role);
        return dialog[0];
    }

    /** A choice of a role that can be granted. */
    static Select<Role> roles() {
        var role = new Select<Role>();
        role.setLabel("Role");
        role.setItems(Role.values());
        role.setItemLabelGenerator(RoleWords::name);
        role.addValueChangeListener(change -> role.setHelperText(RoleWords.mayThere(change.getValue())));
        role.setValue(Role.DEVELOPER);
        return role;
    }
}
