package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.winnow.access.Caller;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.export.QuarterBrief;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Refusal;
import java.util.Optional;

/** Below a brief: that it is frozen and what is different today, and the way to freeze it. */
final class FreezePart extends Div {
    private static final int LONGEST_REASON = 500;

    /** @param again shows the page anew */
    FreezePart(FrozenQuarters frozen, Caller by, BriefDownloads.Wanted wanted, QuarterBrief brief, Runnable again) {
        addClassNames("line");
        brief.frozen()
                .ifPresent(is -> add(FrozenQuarterView.link(
                        is.differences() == 0 ? "How it was frozen" : "What is different today", is.as())));
        if (frozen.mayFreeze(by, brief, wanted.projects(), wanted.team())) {
            boolean first = brief.frozen().isEmpty();
            var button = new NativeButton(
                    first ? "Freeze " + brief.quarter() + "…" : "Freeze once more…",
                    click -> dialog(frozen, by, wanted, first, again).open());
            button.addClassName("quiet");
            add(button);
        }
    }

    private static FormDialog dialog(
            FrozenQuarters frozen, Caller by, BriefDownloads.Wanted wanted, boolean first, Runnable again) {
        var words = new Span(
                first
                        ? "The figures of " + wanted.quarter()
                                + " stay as they are now: pages and exports of this quarter and"
                                + " these projects give them from now on, and say how many numbers would be others. It cannot"
                                + " be undone; what was wrong is frozen once more, beside it."
                        : "The figures as they are computed now take the place of the frozen ones, as the next revision. The"
                                + " earlier one is kept.");
        words.addClassName("soft");
        var reason = new TextArea(first ? "Note" : "Why once more");
        reason.setMaxLength(LONGEST_REASON);
        reason.setWidthFull();
        reason.setRequiredIndicatorVisible(!first);
        var shown = new FormDialog[1];
        shown[0] = new FormDialog(
                "Freeze " + wanted.quarter(),
                "Freeze",
                () -> {
                    Optional<String> why = Refusal.of(() ->
                            frozen.freeze(by, wanted.quarter(), wanted.projects(), wanted.team(), reason.getValue()));
                    if (Form.accepts(reason, why)) {
                        shown[0].close();
                        again.run();
                    }
                },
                words,
                reason);
        return shown[0];
    }
}
