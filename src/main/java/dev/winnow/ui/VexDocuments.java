package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** VEX documents that were taken in, as pages show them. */
final class VexDocuments {
    private VexDocuments() {}

    static DataTable table(List<VexDocument> documents, Instant now, Function<VexDocument, RouterLink> link) {
        var table = new DataTable(
                "VEX documents, the newest first",
                Column.text("Document"),
                Column.text("Format"),
                Column.text("Author"),
                Column.number("Statements"),
                Column.text("Issued"),
                Column.text("Taken in"));
        documents.forEach(document -> {
            Span name = Html.span("", "break");
            name.add(link.apply(document));
            table.row(
                    name,
                    new Span(document.format()),
                    Html.span(document.author().isEmpty() ? "–" : document.author(), "break"),
                    DataTable.number(document.statements()),
                    document.issuedAt()
                            .<Component>map(at -> Moment.ago(at, now))
                            .orElseGet(() -> Html.span("–", "soft")),
                    Html.line(
                            Moment.ago(document.uploadedAt(), now), Html.span("by " + document.uploadedBy(), "soft")));
        });
        return table;
    }

    /** Where a document comes from. */
    static Span about(VexDocument document, Instant now) {
        return Html.line(
                Html.span(document.format()),
                Html.span(document.author().isEmpty() ? "nobody named as author" : "by " + document.author(), "break"),
                Html.span("taken in by " + document.uploadedBy(), "soft"),
                Moment.ago(document.uploadedAt(), now));
    }
}
