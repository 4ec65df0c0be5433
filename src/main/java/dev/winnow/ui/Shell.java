package dev.winnow.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.lumo.Lumo;

/** The page around all pages: style sheets, icon, push, and the colour scheme before anything is painted. */
@Push
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("styles/winnow.css")
@StyleSheet("styles/wall.css")
public class Shell implements AppShellConfigurator {
    /** A choice made here stays in this browser; without one the system's preference holds. */
    private static final String SCHEME = """
            try {
              const chosen = localStorage.getItem('winnow.scheme');
              if (chosen === 'light' || chosen === 'dark') { document.documentElement.style.colorScheme = chosen; }
            } catch (e) { /* storage is off: the system's preference holds */ }
            """;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addInlineWithContents(Inline.Position.PREPEND, SCHEME, Inline.Wrapping.JAVASCRIPT);
        settings.addLink("icon", "icons/winnow.svg");
        settings.addMetaTag("color-scheme", "light dark");
    }
}
