package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.Command;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Visible;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work that may take longer than people wait beside the page, which shows that it does and goes on meanwhile. The page
 * may be left: what came of the work is then said at the bottom of the window.
 */
final class Beside {
    private static final Logger LOG = LoggerFactory.getLogger(Beside.class);
    private static final int NOTICE_MILLIS = 8_000;

    /** Above so many findings their states are not changed while a page waits. */
    static final int MANY = 500;

    private final Component view;
    private final Div place;
    private boolean running;

    /**
     * @param view what the work is for
     * @param place in it, where the progress is shown; otherwise empty
     */
    Beside(Component view, Div place) {
        this.view = view;
        this.place = place;
        place.getElement().setAttribute("aria-live", "polite");
    }

    /** Whether work of the page runs. */
    boolean isRunning() {
        return running;
    }

    /** Starts work that only looks: once the page is left nobody is told of it. For the rest see {@link #run}. */
    <T> void look(String what, Supplier<T> work, Consumer<T> done, Consumer<String> refused) {
        start(what, what + "…", work, done, refused, false);
    }

    /**
     * Starts the work; does nothing while other work of the page runs.
     *
     * @param what is done, for people: "Taking the document in"
     * @param work runs on a thread of its own, and touches no page
     * @param done gets what came of it; not where the page was left
     * @param refused gets why nothing was done
     */
    <T> void run(String what, Supplier<T> work, Consumer<T> done, Consumer<String> refused) {
        String words = what + ". This page may be left; it is done all the same, or nothing of it.";
        start(what, words, work, done, refused, true);
    }

    private <T> void start(
            String what, String words, Supplier<T> work, Consumer<T> done, Consumer<String> refused, boolean tells) {
        if (running) {
            return;
        }
        running = true;
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", what);
        place.add(new Paragraph(words), bar);
        UI ui = UI.getCurrent();
        Thread.ofVirtual().name("beside-a-page").start(() -> {
            var made = new ArrayList<T>(1);
            Optional<String> why;
            try {
                why = Refusal.of(() -> made.add(work.get()));
            } catch (RuntimeException e) {
                LOG.error("{}: failed", what, e);
                why = Optional.of("It failed, and nothing was changed. The server's log says why.");
            }
            Optional<String> refusal = why;
            show(ui, () -> {
                running = false;
                place.removeAll();
                if (view.isAttached()) {
                    refusal.ifPresentOrElse(refused, () -> made.forEach(done));
                } else if (tells) {
                    Notification.show(
                            what + ": " + Visible.text(refusal.orElse("done.")),
                            NOTICE_MILLIS,
                            Notification.Position.BOTTOM_START);
                }
            });
        });
    }

    private static void show(UI ui, Command outcome) {
        try {
            ui.access(outcome);
        } catch (UIDetachedException e) {
            LOG.debug("Nobody waits for it any more", e);
        }
    }

    /** An empty place for progress. */
    static Div place() {
        return Html.div("stack");
    }
}
