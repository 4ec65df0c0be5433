package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.triage.vex.VexDocument;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** VEX documents that were taken in, as pages show them. */
final class VexDocuments {
    private VexDocuments() {}

    /** Reads on behind a document. */
    @FunctionalInterface
    interface Source {
        /** @param before only documents of lower ids */
        List<VexDocument> page(long before, int limit);
    }

    /** The documents, the newest first; empty where there is none. */
    static Optional<Component> list(Source documents, Instant now, Function<VexDocument, RouterLink> link) {
        var grid = new LazyGrid<VexDocument>("VEX documents, the newest first", document -> card(document, now, link))
                .column("Document", 5, document -> name(document, link))
                .column("Format", "8rem", document -> new Span(document.format()))
                .column("Author", 3, document -> Html.span(author(document), "clamp"))
                .numbers("Statements", "7rem", document -> DataTable.number(document.statements()))
                .column("Issued", "8rem", document -> issued(document, now))
                .column(
                        "Taken in",
                        "12rem",
                        document -> Html.line(
                                Moment.ago(document.uploadedAt(), now),
                                Html.span("by " + document.uploadedBy(), "soft")));
        var pages = new Keyset<VexDocument>(
                (last, limit) -> documents.page(last == null ? Long.MAX_VALUE : last.id(), limit));
        return grid.show(pages::page) ? Optional.of(grid) : Optional.empty();
    }

    private static Component name(VexDocument document, Function<VexDocument, RouterLink> link) {
        Span name = Html.span("", "clamp", "name");
        name.setTitle(Visible.text(document.name()));
        name.add(link.apply(document));
        return name;
    }

    private static String author(VexDocument document) {
        return document.author().isEmpty() ? "–" : document.author();
    }

    private static Component issued(VexDocument document, Instant now) {
        return document.issuedAt().<Component>map(at -> Moment.ago(at, now)).orElseGet(() -> Html.span("–", "soft"));
    }

    private static Component card(VexDocument document, Instant now, Function<VexDocument, RouterLink> link) {
        Span name = Html.span("", "break");
        name.add(link.apply(document));
        return Html.div(
                "card",
                name,
                about(document, now),
                Html.span(Words.count(document.statements(), "statement", "statements"), "soft"));
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
