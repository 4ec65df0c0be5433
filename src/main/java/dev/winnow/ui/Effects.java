package dev.winnow.ui;

import com.vaadin.flow.component.html.Span;
import dev.winnow.policy.language.Effect;
import dev.winnow.ui.parts.Chips;

/** What rules of a policy do, as chips. */
final class Effects {
    private Effects() {}

    static Span chip(Effect effect) {
        return switch (effect) {
            case FAIL -> Chips.fail();
            case WARN -> Chips.notice("warn");
            case IGNORE -> Chips.plain("ignore");
        };
    }
}
