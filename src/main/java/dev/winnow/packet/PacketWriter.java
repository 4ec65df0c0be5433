package dev.winnow.packet;

import dev.winnow.audit.AuditExtract;
import dev.winnow.audit.AuditExtract.Stretch;
import dev.winnow.audit.AuditHead;
import dev.winnow.audit.AuditTrail;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.Definition;
import dev.winnow.policy.Policies;
import dev.winnow.project.Project;
import dev.winnow.signing.SigningKeys;
import dev.winnow.triage.vex.VexExport;
import dev.winnow.triage.vex.VexExport.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Writes a packet, file after file: projects, then what they share, then the log, then what vouches for all of it. */
@Component
class PacketWriter {
    private final BuildChoice choice;
    private final BuildRecords builds;
    private final ScanRecords scans;
    private final FindingRecords findings;
    private final DecisionRecords decisions;
    private final DeploymentRecords deployments;
    private final VexExport vex;
    private final Policies policies;
    private final Intake intake;
    private final AuditTrail trail;
    private final AuditExtract extract;
    private final SigningKeys keys;

    PacketWriter(
            BuildChoice choice,
            BuildRecords builds,
            ScanRecords scans,
            FindingRecords findings,
            DecisionRecords decisions,
            DeploymentRecords deployments,
            VexExport vex,
            Policies policies,
            Intake intake,
            AuditTrail trail,
            AuditExtract extract,
            SigningKeys keys) {
        this.choice = choice;
        this.builds = builds;
        this.scans = scans;
        this.findings = findings;
        this.decisions = decisions;
        this.deployments = deployments;
        this.vex = vex;
        this.policies = policies;
        this.intake = intake;
        this.trail = trail;
        this.extract = extract;
        this.keys = keys;
    }

    void write(AuditPacket packet, OutputStream out) throws IOException {
        // First of all: a key that is made now is noted in the log.
        String pem = keys.publicKey().pem();
        var zip = new PacketZip(out, packet.madeAt());
        zip.text(PacketNames.README, PacketReadme.TEXT);
        zip.text(PacketNames.KEY, pem);
        Set<String> hashes = new TreeSet<>();
        Set<String> reports = new TreeSet<>();
        for (Project project : packet.projects()) {
            write(zip, packet, project, hashes, reports);
        }
        for (String hash : hashes) {
            zip.text(PacketNames.policy(hash), policies.text(hash).orElseThrow());
        }
        List<String> missing = packet.reports() ? copy(zip, reports) : List.of();
        Manifest.AuditLine audit = audit(zip, packet);
        byte[] manifest = RecordLines.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(manifest(zip, packet, missing, audit));
        zip.add(PacketNames.MANIFEST, to -> to.write(manifest));
        zip.end(keys::sign);
    }

    private void write(PacketZip zip, AuditPacket packet, Project project, Set<String> hashes, Set<String> reports)
            throws IOException {
        long[] chosen = choice.of(packet, project);
        var found = new RoaringBitmap();
        zip.lines(of(project, "builds.ndjson"), lines -> found.or(builds.write(lines, chosen)));
        zip.lines(of(project, "verdicts.ndjson"), lines -> builds.writeVerdicts(lines, chosen, hashes));
        zip.lines(of(project, "scans.ndjson"), lines -> scans.write(lines, packet, project, chosen, reports));
        if (packet.build().isEmpty()) {
            found.or(findings.openIn(
                    project.id(), packet.period().from(), packet.period().to()));
        }
        zip.lines(of(project, "findings.ndjson"), lines -> findings.write(lines, project.id(), found));
        zip.lines(of(project, "decisions.ndjson"), lines -> decisions.write(lines, packet, project, found));
        zip.lines(
                of(project, "silence-rules.ndjson"), lines -> decisions.writeSilencings(lines, packet, project, found));
        zip.lines(of(project, "deployments.ndjson"), lines -> deployments.write(lines, packet, project));
        for (Format format : Format.values()) {
            String file = "vex." + format.name().toLowerCase(Locale.ROOT) + ".json";
            VexExport.Written document = vex.of(packet.by(), project.name(), format, true);
            zip.add(of(project, file), document::to);
        }
    }

    private static String of(Project project, String file) {
        return PacketNames.of(project.name(), file);
    }

    /** @return the hashes of those that are not there any more */
    private List<String> copy(PacketZip zip, Set<String> hashes) throws IOException {
        var missing = new ArrayList<String>();
        for (String hash : hashes) {
            Optional<InputStream> there = open(hash);
            if (there.isEmpty()) {
                missing.add(hash);
                continue;
            }
            try (InputStream report = there.get()) {
                PacketZip.Written copied = zip.add(PacketNames.report(hash), report::transferTo);
                if (!copied.sha256().equals(hash)) {
                    throw new IOException("the stored report " + hash + " has other bytes than came");
                }
            }
        }
        return missing;
    }

    private Optional<InputStream> open(String hash) throws IOException {
        try {
            return Optional.of(intake.unrecorded(hash));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Manifest.AuditLine audit(PacketZip zip, AuditPacket packet) throws IOException {
        AuditHead head = trail.head();
        Stretch stretch =
                extract.between(packet.period().from(), packet.period().to(), head);
        var concerning = new Concerning(packet.by(), packet.projects());
        var written = new ArrayList<AuditExtract.Written>();
        zip.counted(PacketNames.AUDIT, to -> {
            written.add(extract.write(to, stretch, concerning));
            return OptionalLong.of(written.getFirst().shown());
        });
        zip.counted(
                PacketNames.AUDIT_TO_HEAD,
                to -> OptionalLong.of(extract.write(to, extract.behind(stretch, head), record -> false)
                        .shown()));
        return Manifest.AuditLine.of(stretch, written.getFirst(), head);
    }

    private Manifest manifest(PacketZip zip, AuditPacket packet, List<String> missing, Manifest.AuditLine audit) {
        return new Manifest(
                Manifest.VERSION,
                packet.build().isPresent() ? "build" : "period",
                packet.madeAt(),
                packet.by().login(),
                Optional.ofNullable(PacketWriter.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                Definition.VERSION,
                packet.build()
                        .map(build ->
                                Manifest.BuildLine.of(build, packet.projects().getFirst())),
                packet.period().from(),
                packet.period().to(),
                packet.quarter(),
                packet.projects().stream().map(Manifest.ProjectLine::of).toList(),
                packet.reports(),
                missing,
                audit,
                new Manifest.KeyLine("Ed25519", keys.publicKey().fingerprint()),
                zip.files().stream().map(Manifest.FileLine::of).toList());
    }
}
