package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import dev.winnow.support.OnH2;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.web.WebAttributes;

@OnH2
@WithAnonymousUser
class LoginViewTests extends SpringBrowserlessTest {
    private LoginForm open(String query) {
        UI.getCurrent().navigate("login", QueryParameters.fromString(query));
        return find(LoginForm.class).single();
    }

    @Test
    void theFormTakesTheFocusAndPostsWhereTheServerListens() {
        LoginForm form = open("");

        assertThat(form.getElement().hasAttribute("no-autofocus")).isFalse();
        assertThat(form.getAction()).isEqualTo("login");
        assertThat(form.isError()).isFalse();
    }

    @Test
    void aWrongPasswordIsSaid() {
        assertThat(open("error").isError()).isTrue();
    }

    @Test
    void aRefusalForAnotherReasonIsSaidInItsOwnWords() {
        VaadinSession.getCurrent()
                .getSession()
                .setAttribute(WebAttributes.AUTHENTICATION_EXCEPTION, new LockedException("Wait 15 minutes."));

        LoginForm form = open("error");

        assertThat(form.getElement().getPropertyRaw("i18n").toString()).contains("Wait 15 minutes.");
    }
}
