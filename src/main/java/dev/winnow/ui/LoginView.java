package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.winnow.access.DemoUsers;
import dev.winnow.ui.parts.Html;
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
        addClassName("login");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(words("Sign-in failed", "The login name or the password is not right."));
        form.getElement().removeAttribute("no-autofocus");

        var mark = new Image("icons/winnow.svg", "");
        var brand = new H1(mark, new Span("winnow"));
        brand.addClassName("brand");
        var column =
                Html.div("sheet", brand, Html.span("One score per build, from every scanner you run.", "soft"), form);
        if (demo.exist()) {
            column.add(demoUsers());
        }
        add(column);
    }

    private static Div demoUsers() {
        return Html.div(
                "demo",
                new Paragraph(
                        new Span("This is a demo. Sign in as "),
                        Html.span("viewer", "mono"),
                        new Span(", "),
                        Html.span("developer", "mono"),
                        new Span(" or "),
                        Html.span("security", "mono"),
                        new Span(" with the password "),
                        Html.span(DemoUsers.PASSWORD, "mono"),
                        new Span(".")));
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
