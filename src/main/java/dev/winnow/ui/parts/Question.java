package dev.winnow.ui.parts;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/**
 * Asks before something is done that is hard to undo. The cursor stands on Cancel: who presses Enter out of habit does
 * no harm.
 */
public final class Question extends ConfirmDialog {
    /** The component goes to the other button when it has opened. */
    private static final String TO_CANCEL = """
            const dialog = this;
            dialog.addEventListener('focusin', function away(event) {
              if (event.target.slot === 'confirm-button') {
                dialog.removeEventListener('focusin', away);
                // Later, so that the other button has noticed the focus before it loses it.
                setTimeout(() => dialog.querySelector('[slot=cancel-button]').focus());
              }
            });
            """;

    /** @param deed what is done where the answer is yes */
    public Question(String question, String explanation, String word, Runnable deed) {
        super(question, explanation, word, confirm -> deed.run(), "Cancel", cancel -> {});
        getElement().executeJs(TO_CANCEL);
    }

    /** What is done cannot be undone, or hurts. */
    public Question dangerous() {
        setConfirmButtonTheme("error primary");
        return this;
    }
}
