package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import dev.winnow.access.ApiToken;
import dev.winnow.access.Caller;
import dev.winnow.access.Tokens;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.LazyGrid;
import java.time.Clock;
import java.util.function.Supplier;

/** One person's API tokens: the live ones, and folded away those that are over. */
final class TokenPanel extends Div {
    private final Tokens tokens;
    private final Supplier<Caller> caller;
    private final String owner;
    private final Clock clock;
    private final Runnable changed;

    /**
     * @param caller who reads and revokes, at that moment
     * @param owner login name
     * @param changed called when a token was revoked
     */
    TokenPanel(Tokens tokens, Supplier<Caller> caller, String owner, Clock clock, Runnable changed) {
        this.tokens = tokens;
        this.caller = caller;
        this.owner = owner;
        this.clock = clock;
        this.changed = changed;
        addClassName("stack");
        show();
    }

    /** Reads the tokens anew. */
    void show() {
        removeAll();
        var grids = new TokenGrid(tokens, caller, clock.instant(), () -> {
            show();
            changed.run();
        });
        LazyGrid<ApiToken> live = grids.live("API tokens", false);
        boolean any = live.show(TokenGrid.pages((last, limit) -> tokens.live(caller.get(), owner, last, limit)));
        add(any ? live : none());
        LazyGrid<ApiToken> ended = grids.ended("Ended tokens");
        if (ended.show(TokenGrid.pages((last, limit) -> tokens.ended(caller.get(), owner, last, limit)))) {
            add(new NativeDetails("Expired and revoked", ended));
        }
    }

    private EmptyState none() {
        return caller.get().login().equals(owner)
                ? new EmptyState(
                        "No token yet",
                        "A token lets a pipeline upload reports or a script read findings, without your password.")
                : new EmptyState("No token", "This person has made none that still works.");
    }

    /** Opens a dialog that makes a token for the caller. */
    NativeButton creating(Readable readable) {
        var create = new NativeButton("Create token…");
        create.addClassNames("button", "primary");
        create.addClickListener(click -> new NewTokenDialog(tokens, readable, clock, this::show).open());
        return create;
    }
}
