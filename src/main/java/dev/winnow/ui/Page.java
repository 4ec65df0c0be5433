package dev.winnow.ui;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.HasDynamicTitle;

/** A page of the application: its landmark, where the skip link leads, and its title. */
abstract class Page extends Main implements HasDynamicTitle {
    Page() {
        setId("content");
        addClassName("page");
        getElement().setAttribute("tabindex", "-1");
    }

    /** What the page shows, in words that tell browser tabs apart. */
    abstract String title();

    @Override
    public final String getPageTitle() {
        return title() + " · Winnow";
    }
}
