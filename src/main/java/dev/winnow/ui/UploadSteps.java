package dev.winnow.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.winnow.ui.parts.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way of a report, with what is done, what is being done, and what is still to do. */
final class UploadSteps extends OrderedList {
    /** In their order. */
    enum Step {
        RECEIVED,
        RECOGNISED,
        READ,
        MATCHED,
        WRITTEN
    }

    private final List<ListItem> items = new ArrayList<>();
    private final List<Span> details = new ArrayList<>();
    private Step now = Step.RECEIVED;

    UploadSteps() {
        addClassName("steps");
        for (Step step : Step.values()) {
            Span detail = Html.span("");
            var item = new ListItem(Html.sign("✓"), new Span(word(step)), detail);
            items.add(item);
            details.add(detail);
            add(item);
        }
        at(Step.RECEIVED);
    }

    private static String word(Step step) {
        return step.name().charAt(0) + step.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** This step is being done, and all before it are. Steps are never taken back. */
    void at(Step step) {
        if (step.compareTo(now) < 0) {
            return;
        }
        now = step;
        for (Step one : Step.values()) {
            items.get(one.ordinal()).setClassName("done", one.compareTo(step) < 0);
            items.get(one.ordinal()).setClassName("now", one == step);
            if (one == step) {
                items.get(one.ordinal()).getElement().setAttribute("aria-current", "step");
            } else {
                items.get(one.ordinal()).getElement().removeAttribute("aria-current");
            }
        }
    }

    /** Everything is done. */
    void finish() {
        items.forEach(item -> {
            item.setClassName("done", true);
            item.setClassName("now", false);
            item.getElement().removeAttribute("aria-current");
        });
    }

    /** The step that is being done could not be. */
    void stop() {
        ListItem item = items.get(now.ordinal());
        item.setClassName("now", false);
        item.setClassName("stopped", true);
        item.getElement().removeAttribute("aria-current");
    }

    void say(Step step, String detail) {
        details.get(step.ordinal()).setText(detail);
    }
}
