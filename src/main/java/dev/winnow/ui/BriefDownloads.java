package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.export.BriefExport;
import dev.winnow.export.BriefFormat;
import dev.winnow.export.FrozenQuarter;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.export.QuarterBrief;
import dev.winnow.metrics.Quarter;
import dev.winnow.problem.NotFound;
import dev.winnow.ui.parts.Html;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The brief of a quarter as a file, for those who may read its projects at the moment they click. */
@Component
class BriefDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(BriefDownloads.class);

    /** What people read comes before what programs read. */
    private static final List<BriefFormat> ORDER =
            List.of(BriefFormat.PDF, BriefFormat.XLSX, BriefFormat.MD, BriefFormat.CSV, BriefFormat.JSON);

    private final FrozenQuarters frozen;
    private final BriefExport export;
    private final CurrentCaller caller;

    BriefDownloads(FrozenQuarters frozen, BriefExport export, CurrentCaller caller) {
        this.frozen = frozen;
        this.export = export;
        this.caller = caller;
    }

    /** What is taken away. @param projects names; none: all that one may read */
    record Wanted(Quarter quarter, SortedSet<String> projects, Optional<String> team) {}

    /** A link for each format, with what is in it. What takes more than a second shows that it is being made. */
    Div links(Wanted wanted) {
        return links(wanted.quarter(), by -> frozen.shown(by, wanted.quarter(), wanted.projects(), wanted.team()));
    }

    /** The same of one that was frozen, also where it was frozen once more later. */
    Div links(FrozenQuarter one) {
        return links(one.quarter(), by -> frozen.brief(by, frozen.get(by, one.id())));
    }

    private Div links(Quarter quarter, Function<Caller, QuarterBrief> brief) {
        var making = Html.div("stack");
        making.getElement().setAttribute("aria-live", "polite");
        var list = new UnorderedList();
        list.addClassName("formats");
        for (BriefFormat format : ORDER) {
            var link = new Anchor(event -> send(event, brief, format, making), name(format));
            link.getElement().setAttribute("aria-label", "Download the brief of " + quarter + " as " + name(format));
            link.getElement().setAttribute("data-format", format.word());
            list.add(new ListItem(link, Html.span(says(format), "soft")));
        }
        return Html.div("stack", list, making);
    }

    static String name(BriefFormat format) {
        return switch (format) {
            case CSV, PDF, JSON -> format.name();
            case XLSX -> "Excel (XLSX)";
            case MD -> "Markdown";
        };
    }

    private static String says(BriefFormat format) {
        return switch (format) {
            case PDF ->
                "To hand out: a cover with the figures, trends, guards, what was silenced and by whom, definitions.";
            case XLSX -> "To work on: a sheet each for figures, months, observations, guards and what was silenced.";
            case CSV -> "For other tools: every observation, one a row.";
            case MD -> "For a wiki or a pull request: the same as the PDF, as text with tables.";
            case JSON -> "For programs: all of it; its form is a JSON Schema.";
        };
    }

    private void send(DownloadEvent event, Function<Caller, QuarterBrief> wanted, BriefFormat format, Div making)
            throws IOException {
        Optional<Caller> by = caller.find();
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        Div progress = progress("Making the brief as " + name(format));
        show(event.getUI(), () -> making.add(progress));
        try {
            QuarterBrief brief = wanted.apply(by.get());
            export.note(by.get(), brief, format);
            event.setFileName(brief.fileName() + "." + format.word());
            event.setContentType(format.mediaType());
            export.write(brief, format, event.getOutputStream());
        } catch (NotFound e) {
            event.getResponse().sendError(HttpStatusCode.NOT_FOUND.getCode(), "There is no such project for you");
        } finally {
            show(event.getUI(), () -> making.remove(progress));
        }
    }

    private static Div progress(String what) {
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", what);
        return Html.div("making", new Paragraph(what + "…"), bar);
    }

    private static void show(UI ui, com.vaadin.flow.server.Command change) {
        try {
            ui.access(change);
        } catch (UIDetachedException e) {
            LOG.debug("The page was left; the file comes all the same", e);
        }
    }
}
