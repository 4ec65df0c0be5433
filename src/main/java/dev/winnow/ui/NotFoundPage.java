package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** For addresses that lead nowhere, or to what the caller may not read: the two look the same. */
@ParentLayout(MainLayout.class)
@PermitAll
class NotFoundPage extends Page implements HasErrorParameter<NotFoundException> {
    @Override
    String title() {
        return "Not found";
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        removeAll();
        String detail = parameter.getException().getMessage();
        add(
                new H1("Nothing here"),
                new Paragraph(detail == null || detail.isEmpty() ? "This address leads nowhere." : detail),
                new RouterLink("To the overview", OverviewView.class));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
