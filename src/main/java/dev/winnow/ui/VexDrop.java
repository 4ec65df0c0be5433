package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import dev.winnow.access.Caller;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Visible;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Takes a dropped VEX document in, beside the page; what is refused is said below. */
final class VexDrop {
    /** Larger than any document that is read. */
    private static final int LARGEST = 21 << 20;

    private final Readable readable;
    private final Div refusal = Html.div("refusal");
    private final Div progress = Beside.place();
    private final Beside beside;

    VexDrop(Component page, Readable readable) {
        this.readable = readable;
        beside = new Beside(page, progress);
        refusal.getElement().setAttribute("role", "alert");
    }

    /** Who takes the document. */
    @FunctionalInterface
    interface Taking {
        VexDocument take(Caller caller, InputStream in) throws IOException;
    }

    void clear() {
        refusal.setText("");
    }

    /** Where a document is dropped, how far it is, and why it is refused. @param take runs with the session's lock */
    Component[] parts(Consumer<byte[]> take) {
        return new Component[] {
            FileDrop.of("Choose a document…", "or drop it here", event -> {
                // On the thread of the request that brings the file, without the session's lock.
                byte[] bytes = event.getInputStream().readNBytes(LARGEST);
                UI ui = event.getUI();
                ui.access(() -> take.accept(bytes));
            }),
            progress,
            refusal
        };
    }

    /** @param done with the document, on the page */
    void take(byte[] bytes, Taking taking, Consumer<VexDocument> done) {
        clear();
        Caller caller = readable.caller();
        beside.run(
                "Taking the document in",
                () -> {
                    try {
                        return taking.take(caller, new ByteArrayInputStream(bytes));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                done,
                why -> refusal.setText(Visible.text(why)));
    }
}
