package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.winnow.wall.Board;
import dev.winnow.wall.Screen;
import java.util.function.Consumer;

/** A window of a browser as a screen of a wall: what is to be shown is pushed to it. */
final class WallScreen implements Screen {
    private final UI ui;
    private final Consumer<Board> shown;
    private final Runnable ended;
    private volatile boolean over;

    /** @param ended called when it may show nothing any more */
    WallScreen(UI ui, Consumer<Board> shown, Runnable ended) {
        this.ui = ui;
        this.shown = shown;
        this.ended = ended;
    }

    @Override
    public void show(Board board) {
        inWindow(() -> {
            // What was under way when it ended comes too late.
            if (!over) {
                shown.accept(board);
            }
        });
    }

    @Override
    public void end() {
        over = true;
        inWindow(ended);
    }

    private void inWindow(Runnable deed) {
        if (UI.getCurrent() == ui && ui.getSession().hasLock()) {
            deed.run();
            return;
        }
        try {
            ui.access(deed::run);
        } catch (UIDetachedException e) {
            // The window was closed at this moment; that it looks no more is noted where it is detached.
        }
    }
}
