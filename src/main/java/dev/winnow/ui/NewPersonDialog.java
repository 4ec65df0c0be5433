package dev.winnow.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.access.NewUser;
import dev.winnow.access.RandomPassword;
import dev.winnow.access.Role;
import dev.winnow.access.User;
import dev.winnow.access.Users;
import dev.winnow.problem.Conflict;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import java.util.Optional;

/** Adds someone who may sign in; a password that was not typed is made, and shown once. */
final class NewPersonDialog {
    private final Users users;
    private final Administrator administrator;
    private final Runnable added;
    private final TextField login = new TextField("Login name");
    private final TextField displayName = new TextField("Display name");
    private final Select<Role> role = new Select<>();
    private final PasswordField password = new PasswordField("Password");
    private final FormDialog dialog;

    /** @param added called when there is someone new */
    NewPersonDialog(Users users, Administrator administrator, Runnable added) {
        this.users = users;
        this.administrator = administrator;
        this.added = added;
        login.setRequiredIndicatorVisible(true);
        login.setHelperText("For signing in. It stays; the rest can be changed.");
        displayName.setRequiredIndicatorVisible(true);
        displayName.setMaxLength(120);
        role.setLabel("Role in all projects");
        RoleWords.choosing(role);
        role.setValue(Role.DEVELOPER);
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText(
                "At least 12 characters. Empty: one is made and shown once. Another one is asked for at first sign-in.");
        dialog = new FormDialog("Add a person", "Add", this::create, login, displayName, role, password);
    }

    void open() {
        dialog.open();
    }

    private void create() {
        boolean typed = !password.isEmpty();
        boolean named = Form.accepts(login, NewUser.loginError(login.getValue()));
        boolean shown = Form.accepts(displayName, NewUser.displayNameError(displayName.getValue()));
        boolean safe = Form.accepts(
                password, typed ? NewUser.passwordError(login.getValue(), password.getValue()) : Optional.empty());
        if (!named || !shown || !safe) {
            return;
        }
        String secret = typed ? password.getValue() : RandomPassword.next();
        User user;
        try {
            user = users.create(
                    administrator.everywhere(),
                    new NewUser(login.getValue(), displayName.getValue(), role.getValue(), secret));
        } catch (Conflict taken) {
            Form.accepts(login, Optional.ofNullable(taken.getMessage()));
            return;
        }
        added.run();
        if (typed) {
            dialog.close();
            Notification.show(user.displayName() + " can sign in", 5_000, Notification.Position.BOTTOM_START);
        } else {
            dialog.outcome(
                    user.displayName() + " can sign in",
                    new Paragraph("As " + user.login()
                            + ", with this password, and then chooses another one. Copy it now: it is not"
                            + " shown again."),
                    new Command("Password", secret));
        }
    }
}
