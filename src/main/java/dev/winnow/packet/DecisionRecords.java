package dev.winnow.packet;

import dev.winnow.project.Project;
import dev.winnow.triage.Decision;
import dev.winnow.triage.Ending;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.TriageRecords;
import dev.winnow.triage.TriageRecords.Decided;
import dev.winnow.triage.TriageRecords.On;
import dev.winnow.triage.TriageRecords.Silencing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Decisions and silence rules. Of a build only on its findings. */
@Component
class DecisionRecords {
    private final TriageRecords records;

    DecisionRecords(TriageRecords records) {
        this.records = records;
    }

    /** A decision. @param on the findings it is about, of this project and this packet */
    private record DecisionLine(
            String id,
            String decision,
            String state,
            String reason,
            String author,
            Instant madeAt,
            Optional<Instant> until,
            List<String> endsWhen,
            boolean everywhere,
            Optional<String> reviewer,
            Optional<Instant> reviewedAt,
            Optional<String> link,
            List<OnLine> on) {}

    private record OnLine(
            int finding,
            Optional<Instant> began,
            Optional<Instant> ended,
            Optional<String> why,
            Optional<String> replacedBy) {
        static OnLine of(On on) {
            return new OnLine(
                    on.number(),
                    on.began(),
                    on.ended(),
                    on.why().map(Ending::word),
                    on.by().map(String::valueOf));
        }
    }

    /** A silence rule, as it is now. @param vexDocument of whose statements it is one */
    private record SilenceLine(
            String id,
            String name,
            Optional<String> vexDocument,
            Map<String, String> match,
            String reason,
            String owner,
            Instant createdAt,
            Instant changedAt,
            Optional<Instant> until,
            Optional<Instant> ended,
            int[] findings) {}

    void write(RecordLines lines, AuditPacket packet, Project project, RoaringBitmap findings) throws IOException {
        records.decisions(
                project.id(),
                packet.period().from(),
                packet.period().to(),
                packet.build().map(build -> findings),
                decided -> lines.write(line(decided)));
    }

    void writeSilencings(RecordLines lines, AuditPacket packet, Project project, RoaringBitmap findings)
            throws IOException {
        records.silencings(
                project.id(),
                packet.period().from(),
                packet.period().to(),
                packet.build().map(build -> findings),
                silencing -> lines.write(line(silencing)));
    }

    private static DecisionLine line(Decided decided) {
        Decision decision = decided.decision();
        return new DecisionLine(
                Long.toString(decision.id()),
                decision.ruling().word(),
                decision.state().name().toLowerCase(Locale.ROOT),
                decision.reason(),
                decision.author(),
                decision.madeAt(),
                decision.until(),
                decision.endings().stream().sorted().map(Ending::word).toList(),
                decision.everywhere(),
                decision.reviewer(),
                decision.reviewedAt(),
                decision.link(),
                decided.findings().stream().map(OnLine::of).toList());
    }

    private static SilenceLine line(Silencing silencing) {
        SilenceRule rule = silencing.rule();
        return new SilenceLine(
                Long.toString(rule.id()),
                rule.name(),
                rule.document().map(String::valueOf),
                rule.match().given(),
                rule.reason(),
                rule.owner(),
                rule.createdAt(),
                rule.changedAt(),
                rule.until(),
                rule.ended(),
                silencing.findings().toArray());
    }
}
