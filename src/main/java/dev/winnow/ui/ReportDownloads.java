package dev.winnow.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.finding.Scan;
import dev.winnow.intake.Intake;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reports as they were uploaded, for those who may read them at the moment they click. */
@Component
class ReportDownloads {
    private final Intake intake;
    private final CurrentCaller caller;

    ReportDownloads(Intake intake, CurrentCaller caller) {
        this.intake = intake;
        this.caller = caller;
    }

    Anchor link(Scan scan) {
        var link = new Anchor(DownloadHandler.fromInputStream(event -> respond(scan)), "");
        link.add(Html.span("Report as uploaded, " + Words.bytes(scan.reportBytes())));
        link.getElement()
                .setAttribute("aria-label", "Download the report of scan " + scan.id() + " as it was uploaded");
        return link;
    }

    private DownloadResponse respond(Scan scan) {
        Optional<Caller> reader =
                caller.find().filter(by -> by.mayReadRawReport(scan.request().project()));
        if (reader.isEmpty()) {
            return DownloadResponse.error(HttpStatusCode.FORBIDDEN);
        }
        try {
            // Never shown in the browser: a report may hold anything.
            return new DownloadResponse(
                    intake.report(scan, reader.get().actor()),
                    "scan-" + scan.id() + "-" + scan.format() + ".report",
                    "application/octet-stream",
                    scan.reportBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
