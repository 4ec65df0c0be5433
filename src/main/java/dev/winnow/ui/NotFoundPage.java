package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** For addresses that lead nowhere, or to what the caller may not read: the two look the same. */
@ParentLayout(MainLayout.class)
@PermitAll
class NotFoundPage extends Page implements HasErrorParameter<NotFoundException> {
    /** Starts the router's message for an address that no page has, written for developers. */
    private static final String NO_ROUTE = "Couldn't find route";

    private static String detail(@Nullable String message) {
        return message == null || message.isEmpty() || message.startsWith(NO_ROUTE)
                ? "No page that you may open has this address. The search box above knows projects, builds and findings."
                : message;
    }

    @Override
    String title() {
        return "Not found";
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        removeAll();
        var overview = new RouterLink("To the overview", OverviewView.class);
        overview.addClassName("button");
        add(
                new H1("Nothing here"),
                new Paragraph(detail(parameter.getException().getMessage())),
                Html.div("buttons", overview));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
