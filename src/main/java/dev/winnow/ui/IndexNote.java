package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexStatus;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.Clock;

/** Says so where the search index does not have everything yet. Administrators see how it is, and can have it rebuilt. */
final class IndexNote extends Div {
    private final FindingIndex index;
    private final Clock clock;
    private final Div administration = Html.div("administration");

    IndexNote(FindingIndex index, Readable readable, Clock clock) {
        this.index = index;
        this.clock = clock;
        addClassName("index-note");
        getElement().setAttribute("role", "status");
        administration.setVisible(readable.caller().mayAdminister());
    }

    /** For the end of the page. Empty for those who do not run Winnow. */
    Div administration() {
        return administration;
    }

    void hide() {
        show(true);
    }

    /** @param complete whether the list has everything */
    void show(boolean complete) {
        removeAll();
        if (!complete) {
            add(Html.div("notice", Html.span(late(index.status()))));
        }
        administration.removeAll();
        var open = new NativeButton("Search index", click -> describe());
        open.addClassName("quiet");
        administration.add(open);
    }

    private static String late(IndexStatus status) {
        if (status.toRebuild() > 0 && !status.isComplete()) {
            return "The search index is being rebuilt: " + Words.number(status.rebuilt()) + " of "
                    + Words.number(status.toRebuild()) + " findings are in it. Some are missing here meanwhile.";
        }
        return status.message().isEmpty()
                ? Words.count(status.waiting(), "change is", "changes are")
                        + " on the way into the search index: this list is a little behind. Load the page again."
                : status.message();
    }

    private void describe() {
        IndexStatus status = index.status();
        String checked = status.checkedAt() == null
                ? "not compared with the database yet"
                : "compared with the database " + Words.ago(status.checkedAt(), clock.instant());
        String size = status.bytes() == 0 ? "" : ", " + Words.bytes(status.bytes());
        String drifted = status.mended() == 0
                ? ""
                : ", " + Words.count(status.mended(), "project", "projects") + " mended since the start";
        String now = status.message().isEmpty() ? "" : " " + status.message();
        String progress = status.toRebuild() == 0
                ? ""
                : " " + Words.number(status.rebuilt()) + " of " + Words.number(status.toRebuild()) + " done.";
        var rebuild = new NativeButton("Rebuild it", click -> {
            index.rebuild();
            describe();
        });
        rebuild.addClassName("quiet");
        administration.removeAll();
        administration.add(Html.div(
                "notice",
                Html.span("The search index has " + Words.count(status.findings(), "finding", "findings") + size + "; "
                        + Words.count(status.waiting(), "change", "changes") + " waiting, " + checked + drifted + "."
                        + now + progress + " "),
                rebuild));
    }
}
