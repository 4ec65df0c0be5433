package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import java.util.Locale;

/** A command, or something else to be pasted elsewhere, with a button that copies it; the script of the page does the copying. */
public final class Command extends Div {
    public Command(String command) {
        this("Command", command);
    }

    /** @param name what is to be copied, for those who hear it */
    public Command(String name, String command) {
        addClassName("command");
        var text = new Pre(command);
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", name);
        var copy = new NativeButton("Copy");
        copy.getElement().setAttribute("data-copy", true);
        copy.addClassName("quiet");
        copy.getElement().setAttribute("aria-label", "Copy " + name.toLowerCase(Locale.ROOT));
        add(text, copy);
    }
}
