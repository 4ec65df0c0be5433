package dev.winnow.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.winnow.access.NewUser;
import dev.winnow.access.RandomPassword;
import dev.winnow.access.User;
import dev.winnow.access.Users;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import java.util.Optional;

/** Gives another person a new password; one that was not typed is made, and shown once. */
final class NewPasswordDialog {
    private final Users users;
    private final Administrator administrator;
    private final User user;
    private final PasswordField password = new PasswordField("New password");
    private final FormDialog dialog;

    NewPasswordDialog(Users users, Administrator administrator, User user) {
        this.users = users;
        this.administrator = administrator;
        this.user = user;
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText("At least 12 characters. Empty: one is made and shown once.");
        dialog = new FormDialog(
                "Reset the password",
                "Reset",
                this::reset,
                password,
                new Paragraph(
                        user.displayName() + "'s old password stops working and open sessions end; API tokens stay."));
    }

    void open() {
        dialog.open();
    }

    private void reset() {
        boolean typed = !password.isEmpty();
        Optional<String> error = typed ? NewUser.passwordError(user.login(), password.getValue()) : Optional.empty();
        if (!Form.accepts(password, error)) {
            return;
        }
        String secret = typed ? password.getValue() : RandomPassword.next();
        users.resetPassword(administrator.everywhere(), user.login(), secret);
        if (typed) {
            dialog.close();
            Notification.show("The password is reset", 5_000, Notification.Position.BOTTOM_START);
        } else {
            dialog.outcome(
                    "The password is reset",
                    new Paragraph(user.login()
                            + " signs in with this one, and then chooses another one. Copy it now: it is not"
                            + " shown again."),
                    new Command("Password", secret));
        }
    }
}
