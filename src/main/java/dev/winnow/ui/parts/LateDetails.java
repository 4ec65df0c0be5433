package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeDetails;
import java.util.function.Supplier;

/** Details whose content is made when somebody opens them, by eye or by ear. */
public final class LateDetails extends NativeDetails {
    private final Supplier<Component> content;
    private boolean made;

    public LateDetails(String summary, Supplier<Component> content) {
        super(summary);
        this.content = content;
        addToggleListener(toggled -> {
            if (toggled.isOpened()) {
                make();
            }
        });
    }

    @Override
    public void setOpen(boolean open) {
        if (open) {
            make();
        }
        super.setOpen(open);
    }

    private void make() {
        if (!made) {
            made = true;
            setContent(content.get());
        }
    }
}
