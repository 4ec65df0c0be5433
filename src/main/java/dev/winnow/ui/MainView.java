package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** The first page after signing in. */
@Route("")
@PageTitle("Winnow")
@PermitAll
public class MainView extends Main {
    MainView() {
        add(new H1("Winnow"));
    }
}
