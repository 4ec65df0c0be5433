package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Quarter;
import dev.winnow.packet.AuditPacket;
import dev.winnow.packet.AuditPackets;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.signing.SigningKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Audit packets, and the key that they are signed with. */
@Tag(name = "Audit packets")
@RestController
@RequestMapping("/api/v1")
class PacketController {
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

    private final AuditPackets packets;
    private final MetricsParameters parameters;
    private final SigningKeys keys;

    PacketController(AuditPackets packets, MetricsParameters parameters, SigningKeys keys) {
        this.packets = packets;
        this.parameters = parameters;
        this.keys = keys;
    }

    @Operation(
            summary = "All that is known of a build, as one signed ZIP",
            description =
                    "Reports as they were uploaded, findings, verdicts with the texts of their policies, decisions, deployments,"
                            + " records of the audit log, VEX, and a signed list of hashes. For the security role of the project;"
                            + " it is noted in the audit log.")
    @GetMapping("/projects/{project}/builds/{build}/packet")
    ResponseEntity<StreamingResponseBody> ofBuild(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String project,
            @Parameter(description = "By the pipeline's id, or the commit where it has none") @PathVariable("build")
                    String build,
            @Parameter(description = "Only of this branch") @RequestParam(required = false) @Nullable String branch,
            @Parameter(description = "Whether reports are in it; they may hold secrets")
                    @RequestParam(defaultValue = "true")
                    boolean reports) {
        return answer(packets.ofBuild(caller, project, build, branch, reports));
    }

    @Operation(
            summary = "The same, where the build is easier to say as a parameter",
            description = "For pipelines whose builds have slashes or percent signs in their ids.")
    @GetMapping("/projects/{project}/packet")
    ResponseEntity<StreamingResponseBody> ofNamedBuild(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String project,
            @RequestParam String build,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(defaultValue = "true") boolean reports) {
        return ofBuild(caller, project, build, branch, reports);
    }

    @Operation(
            summary = "The same for projects in a time",
            description =
                    "`quarter`, or `from` and `to`. Without `project` all projects in which the caller has the security role.")
    @GetMapping("/exports/audit-packet")
    ResponseEntity<StreamingResponseBody> ofPeriod(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "May be given more than once") @RequestParam(required = false) @Nullable
                    List<String> project,
            @Parameter(description = "A day, or a time; itself included") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "Not included; left out: until now") @RequestParam(required = false) @Nullable
                    String to,
            @Parameter(description = "As in 2026-Q3") @RequestParam(required = false) @Nullable String quarter,
            @Parameter(description = "Whether reports are in it; they may hold secrets")
                    @RequestParam(defaultValue = "true")
                    boolean reports) {
        Optional<String> name = Optional.ofNullable(quarter).map(String::strip).filter(text -> !text.isEmpty());
        if (name.isEmpty() && (from == null || from.isBlank())) {
            throw new InvalidRequest("quarter, or from: of which time.");
        }
        List<String> names = project == null ? List.of() : project;
        MetricsQuestion asked = parameters.question(
                caller, new MetricsParameters.Asked(names, null, from, to, quarter, null, null, null));
        return answer(packets.ofPeriod(
                caller, names, asked.period(), name.map(text -> Quarter.of(text).toString()), reports));
    }

    private ResponseEntity<StreamingResponseBody> answer(AuditPacket packet) {
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(packet.fileName())
                                .build()
                                .toString())
                .body(out -> packets.write(packet, out));
    }

    @Operation(
            summary = "The public key that audit packets are signed with, in PEM",
            description = "Ed25519. Whoever verifies a packet takes the key from here, and not from the packet.")
    @GetMapping("/signing-key")
    ResponseEntity<String> key() {
        return ResponseEntity.ok()
                .contentType(PEM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("winnow-public.pem")
                                .build()
                                .toString())
                .body(keys.publicKey().pem());
    }
}
