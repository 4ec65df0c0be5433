package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.component.orderedlayout.FlexComponent.Alignment;
import com.vaadin.flow.component.orderedlayout.FlexComponent.JustifyContentMode;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.winnow.access.DemoUsers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;

/** Where everyone starts. The form is posted to {@code /login}, as Spring Security expects it. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Winnow")
@AnonymousAllowed
public class LoginView extends Main implements BeforeEnterObserver {
    private final LoginForm form = new LoginForm();

    LoginView(DemoUsers demo) {
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(words("Sign-in failed", "The login name or the password is not right."));
        form.getElement().removeAttribute("no-autofocus");

        VerticalLayout column = new VerticalLayout(new H1("Winnow"), form);
        if (demo.exist()) {
            column.add(new Paragraph(
                    "Demo: sign in as viewer, developer or security with the password " + DemoUsers.PASSWORD + "."));
        }
        column.setSizeFull();
        column.setAlignItems(Alignment.CENTER);
        column.setJustifyContentMode(JustifyContentMode.CENTER);
        setSizeFull();
        add(column);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!event.getLocation().getQueryParameters().getParameters().containsKey("error")) {
            return;
        }
        AuthenticationException reason = reason();
        if (reason != null && !(reason instanceof BadCredentialsException)) {
            form.setI18n(words("Sign-in refused", String.valueOf(reason.getMessage())));
        }
        form.setError(true);
    }

    /** Left in the session by the attempt that failed. */
    private static @Nullable AuthenticationException reason() {
        WrappedSession session = VaadinService.getCurrentRequest().getWrappedSession(false);
        Object reason = session == null ? null : session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        return reason instanceof AuthenticationException exception ? exception : null;
    }

    private static LoginI18n words(String errorTitle, String errorMessage) {
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Login name");
        words.getForm().setPassword("Password");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle(errorTitle);
        words.getErrorMessage().setMessage(errorMessage);
        return words;
    }
}
