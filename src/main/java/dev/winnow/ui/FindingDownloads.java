package dev.winnow.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.export.FindingExport;
import dev.winnow.export.FindingFormat;
import dev.winnow.export.FindingSelection;
import dev.winnow.problem.Conflict;
import dev.winnow.search.IndexUnavailable;
import dev.winnow.search.query.Query;
import dev.winnow.ui.parts.Html;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** All findings of a query as files, for those who may read them at the moment they click. */
@Component
class FindingDownloads {
    private final FindingExport export;
    private final CurrentCaller caller;

    FindingDownloads(FindingExport export, CurrentCaller caller) {
        this.export = export;
        this.caller = caller;
    }

    /** A link for each format. */
    Div links(Query query) {
        Div links = Html.div("downloads", Html.span("Download", "soft"));
        for (FindingFormat format : FindingFormat.values()) {
            DownloadHandler handler = event -> send(event, query, format);
            String name = format.name().toUpperCase(Locale.ROOT);
            var link = new Anchor(handler, name);
            link.getElement().setAttribute("aria-label", "Download these findings as " + name);
            links.add(link);
        }
        return links;
    }

    private void send(DownloadEvent event, Query query, FindingFormat format) throws IOException {
        Optional<Caller> by = caller.find();
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        String root = event.getRequest() instanceof VaadinServletRequest request
                ? ServletUriComponentsBuilder.fromContextPath(request.getHttpServletRequest())
                        .build()
                        .toUriString()
                : "";
        FindingSelection selection;
        try {
            selection = export.select(by.get(), query, format, root);
        } catch (IndexUnavailable | Conflict e) {
            event.getResponse()
                    .sendError(HttpStatusCode.SERVICE_UNAVAILABLE.getCode(), "Findings cannot be searched now");
            return;
        }
        event.setFileName("findings." + format.word());
        event.setContentType(format.mediaType());
        export.write(selection, format, event.getOutputStream());
    }
}
