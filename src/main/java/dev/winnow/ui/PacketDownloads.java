package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Quarter;
import dev.winnow.packet.AuditPacket;
import dev.winnow.packet.AuditPackets;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.signing.SigningKeys;
import dev.winnow.ui.parts.Html;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Audit packets, for those who may have them at the moment they click; and the key that they are signed with. */
@org.springframework.stereotype.Component
class PacketDownloads {
    /** This one and those before it. */
    private static final int QUARTERS = 4;

    private final AuditPackets packets;
    private final SigningKeys keys;
    private final CurrentCaller caller;
    private final MetricsSettings settings;
    private final Clock clock;

    PacketDownloads(
            AuditPackets packets, SigningKeys keys, CurrentCaller caller, MetricsSettings settings, Clock clock) {
        this.packets = packets;
        this.keys = keys;
        this.caller = caller;
        this.settings = settings;
        this.clock = clock;
    }

    /** A link to the packet of a build; empty for who may not have it. */
    Optional<Component> ofBuild(Project project, Build build) {
        if (!mayMake(project)) {
            return Optional.empty();
        }
        Anchor link = link("Audit packet", by -> packets.ofBuild(by, project.name(), build.id(), true));
        link.getElement().setAttribute("aria-label", "Download the audit packet of build " + Go.name(build));
        return Optional.of(Html.div(
                "stack",
                link,
                Html.span(
                        "One signed ZIP: these reports as uploaded, findings, verdicts with their policies, decisions,"
                                + " deployments and the audit log.",
                        "soft")));
    }

    /** The packets of the last quarters; empty for who may not have them. */
    Optional<Section> ofProject(Project project) {
        if (!mayMake(project)) {
            return Optional.empty();
        }
        var quarters = Html.div("downloads");
        Quarter quarter = Quarter.of(LocalDate.ofInstant(clock.instant(), settings.zone()));
        for (int i = 0; i < QUARTERS; i++) {
            Quarter one = quarter;
            Anchor link = link(
                    one + (i == 0 ? ", until now" : ""),
                    by -> packets.ofPeriod(
                            by,
                            List.of(project.name()),
                            one.period(settings.zone()),
                            Optional.of(one.toString()),
                            true));
            link.getElement().setAttribute("aria-label", "Download the audit packet of " + one);
            quarters.add(link);
            quarter = quarter.before();
        }
        return Optional.of(Html.panel(
                "Audit packets",
                Html.span(
                        "All that was scanned, found, decided and deployed in a quarter, with the reports as uploaded, in one"
                                + " signed ZIP.",
                        "soft"),
                quarters,
                key()));
    }

    /** The packet of a quarter and of some projects; empty for who may not have it of all of them. */
    Optional<Component> ofQuarter(Quarter quarter, Collection<String> projects) {
        List<String> names = List.copyOf(projects);
        boolean allowed = !names.isEmpty()
                && caller.find()
                        .filter(by -> names.stream().allMatch(name -> AuditPackets.mayMake(by, name)))
                        .isPresent();
        if (!allowed) {
            return Optional.empty();
        }
        Anchor link = link(
                "Audit packet of " + quarter,
                by -> packets.ofPeriod(
                        by, names, quarter.period(settings.zone()), Optional.of(quarter.toString()), true));
        return Optional.of(Html.div("stack", link, key()));
    }

    private Div key() {
        var link = new Anchor(
                DownloadHandler.fromInputStream(event -> {
                    byte[] pem = keys.publicKey().pem().getBytes(StandardCharsets.US_ASCII);
                    return new DownloadResponse(
                            new ByteArrayInputStream(pem), "winnow-public.pem", "application/x-pem-file", pem.length);
                }),
                "Public key to verify them with");
        return Html.div(
                "stack",
                link,
                Html.line(
                        Html.span("SHA-256", "soft"), Html.span(keys.publicKey().fingerprint(), "mono", "break")));
    }

    private boolean mayMake(Project project) {
        return caller.find()
                .filter(by -> AuditPackets.mayMake(by, project.name()))
                .isPresent();
    }

    private Anchor link(String text, Function<Caller, AuditPacket> packet) {
        DownloadHandler handler = event -> send(event, packet);
        return new Anchor(handler, text);
    }

    private void send(DownloadEvent event, Function<Caller, AuditPacket> wanted) throws IOException {
        Optional<Caller> by = caller.find();
        if (by.isEmpty()) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        AuditPacket packet;
        try {
            packet = wanted.apply(by.get());
        } catch (NotFound | NotPermitted e) {
            event.getResponse().sendError(HttpStatusCode.FORBIDDEN.getCode(), "Forbidden");
            return;
        }
        event.setFileName(packet.fileName());
        event.setContentType("application/zip");
        packets.write(packet, event.getOutputStream());
    }
}
