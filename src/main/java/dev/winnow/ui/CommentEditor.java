package dev.winnow.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.winnow.discussion.Markdown;
import dev.winnow.discussion.Written;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Rendered;
import java.util.function.Consumer;

/** A field for Markdown with a preview beneath. Control and Enter send it. */
final class CommentEditor extends Div {
    private final TextArea text;
    private final Div preview = Html.div("preview");
    private final NativeButton showing = new NativeButton("Preview");
    private final Div buttons = Html.div("buttons");
    private final Consumer<String> send;
    private boolean previewed;

    /** @param send gets the text; may throw a refusal */
    CommentEditor(String label, String value, String action, Consumer<String> send) {
        this.send = send;
        addClassName("comment-editor");
        text = new TextArea(label);
        text.setValue(value);
        text.setWidthFull();
        text.setMinRows(3);
        text.setMaxRows(20);
        text.setManualValidation(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setHelperText("Markdown. Ctrl Enter sends it.");
        text.addValueChangeListener(change -> {
            text.setInvalid(false);
            showPreview();
        });
        var sending = new NativeButton(action, click -> send());
        sending.addClassNames("button", "primary");
        showing.addClassName("quiet");
        showing.addClickListener(click -> {
            previewed = !previewed;
            showPreview();
        });
        preview.setId("preview-" + Integer.toHexString(System.identityHashCode(this)));
        preview.getElement().setAttribute("role", "region").setAttribute("aria-label", "Preview");
        showing.getElement().setAttribute("aria-controls", preview.getId().orElseThrow());
        buttons.add(sending, showing);
        for (KeyModifier modifier : new KeyModifier[] {KeyModifier.CONTROL, KeyModifier.META}) {
            Shortcuts.addShortcutListener(this, this::send, Key.ENTER, modifier)
                    .listenOn(text)
                    .resetFocusOnActiveElement();
        }
        add(text, buttons, preview);
        showPreview();
    }

    /** With a button that gives it up. */
    CommentEditor cancelled(Runnable cancel) {
        var button = new NativeButton("Cancel", click -> cancel.run());
        button.addClassName("quiet");
        buttons.add(button);
        return this;
    }

    void focus() {
        text.focus();
    }

    void clear() {
        text.clear();
        previewed = false;
        showPreview();
    }

    private void showPreview() {
        showing.getElement().setAttribute("aria-expanded", Boolean.toString(previewed));
        preview.removeAll();
        preview.setVisible(previewed);
        if (previewed) {
            String typed = text.getValue();
            boolean shows = Written.commentError(typed).isEmpty();
            preview.add(
                    shows
                            ? new Rendered(Markdown.html(typed))
                            : Html.span(Written.commentError(typed).orElse(""), "soft"));
        }
    }

    private void send() {
        if (Form.accepts(text, Written.commentError(text.getValue()))) {
            Refusal.of(() -> send.accept(text.getValue())).ifPresent(why -> {
                text.setErrorMessage(why);
                text.setInvalid(true);
            });
        } else {
            text.focus();
        }
    }
}
