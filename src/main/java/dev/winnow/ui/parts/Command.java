package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;

/** A command with a button that copies it; the script of the page does the copying. */
public final class Command extends Div {
    public Command(String command) {
        addClassName("command");
        var text = new Pre(command);
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", "Command");
        var copy = new NativeButton("Copy");
        copy.getElement().setAttribute("data-copy", true);
        copy.addClassName("quiet");
        add(text, copy);
    }
}
