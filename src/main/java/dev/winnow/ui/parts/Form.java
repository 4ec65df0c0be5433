package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextFieldBase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fields and the button that sends them, which Enter in a text field presses too. What is wrong stands beside its field;
 * what is refused for another reason, above the button.
 */
public final class Form extends Div {
    private final List<Component> fields;
    private final Runnable deed;
    private final Span refusal = Html.span("", "refusal");
    private final NativeButton button;

    /** @param deed checks the fields by {@link #accepts} and does what the form is for; may throw a refusal */
    public Form(String action, Runnable deed, Component... fields) {
        this.fields = List.of(fields);
        this.deed = deed;
        addClassName("form");
        button = new NativeButton(action);
        button.addClassNames("button", "primary");
        button.addClickListener(click -> send());
        refusal.getElement().setAttribute("role", "alert");
        add(fields);
        add(refusal, Html.div("buttons", button));
        Stream.of(fields).forEach(Form::checkedByTheForm);
        Component[] texts =
                Stream.of(fields).filter(TextFieldBase.class::isInstance).toArray(Component[]::new);
        if (texts.length > 0) {
            Shortcuts.addShortcutListener(this, this::send, Key.ENTER)
                    .listenOn(texts)
                    .resetFocusOnActiveElement();
        }
    }

    private static void checkedByTheForm(Component field) {
        if (field instanceof HasValidationProperties checked && field instanceof HasValue<?, ?> value) {
            if (field instanceof HasValidation validated) {
                validated.setManualValidation(true);
            }
            value.addValueChangeListener(change -> checked.setInvalid(false));
        }
    }

    /** Shows what is wrong with a field, or that nothing is. @return whether nothing is */
    public static boolean accepts(HasValidationProperties field, Optional<String> error) {
        field.setErrorMessage(error.orElse(""));
        field.setInvalid(error.isPresent());
        return error.isEmpty();
    }

    /** The button that sends the form, for who shows it elsewhere. */
    public NativeButton button() {
        return button;
    }

    /** Puts the cursor into the first field. */
    public void focus() {
        fields.stream().filter(Focusable.class::isInstance).findFirst().ifPresent(Form::focus);
    }

    private void send() {
        refusal.setText("");
        Refusal.of(deed).ifPresent(this::refused);
        fields.stream()
                .filter(field -> field instanceof HasValidationProperties checked && checked.isInvalid())
                .findFirst()
                .ifPresent(Form::focus);
    }

    /** Says it at the bottom of the window where the deed has led away from the form. */
    private void refused(String why) {
        if (isAttached()) {
            refusal.setText(why);
        } else {
            Refusal.shown(why);
        }
    }

    private static void focus(Component field) {
        if (field instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }
}
