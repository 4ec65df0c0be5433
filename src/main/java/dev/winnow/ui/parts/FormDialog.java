package dev.winnow.ui.parts;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;

/** A form in a window of its own. Escape closes it, and the focus goes back to where it came from. */
public final class FormDialog extends Dialog {
    private static final String WIDTH = "34rem";

    /** @param deed as in {@link Form}; closes the dialog or calls {@link #outcome} where it is done */
    public FormDialog(String title, String action, Runnable deed, Component... fields) {
        var form = new Form(action, deed, fields);
        setHeaderTitle(title);
        setWidth(WIDTH);
        var cancel = new NativeButton("Cancel", click -> close());
        cancel.addClassName("quiet");
        add(form);
        getFooter().add(cancel, form.button());
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                form.focus();
            }
        });
    }

    /** Who is led to another page does not take the form along. */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var navigated = event.getUI().addAfterNavigationListener(there -> close());
        addDetachListener(detached -> {
            detached.unregisterListener();
            navigated.remove();
        });
    }

    /** Shows in its place what came of it, until the person is done with it. */
    public void outcome(String title, Component... shown) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(title);
        // What is shown once must not go with a slip of the pointer.
        setCloseOnOutsideClick(false);
        add(Html.div("form", shown));
        var done = new NativeButton("Done", click -> close());
        done.addClassNames("button", "primary");
        getFooter().add(done);
        done.focus();
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                removeAll();
            }
        });
    }
}
