package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Location;
import java.util.Set;

/** The colour scheme that an address asks for: {@code ?theme=light} or {@code dark}. */
final class WallTheme {
    private static final Set<String> THEMES = Set.of("light", "dark");

    private WallTheme() {}

    /** For this page alone: what the person chose elsewhere stays. */
    static void apply(Location location, Component view) {
        location.getQueryParameters()
                .getSingleParameter("theme")
                .filter(THEMES::contains)
                .ifPresent(
                        theme -> view.getElement().executeJs("document.documentElement.style.colorScheme = $0", theme));
    }
}
