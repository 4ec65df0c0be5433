package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.finding.FactReader;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.TriageState;
import dev.winnow.finding.TriageStates;
import dev.winnow.importers.Kind;
import dev.winnow.problem.NotFound;
import dev.winnow.triage.Reasons;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes where projects' vulnerabilities stand as VEX documents: what is open on the tracked branch, and what was decided
 * on and is not there any more: as fixed, but for what never affected them.
 */
@Service
public class VexExport {
    /** A document that breaks off must not look whole. */
    private static final ObjectWriter JSON = JsonMapper.shared()
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private static final Set<TriageState> UNDECIDED =
            EnumSet.of(TriageState.NEW, TriageState.PROPOSED, TriageState.RETURNED, TriageState.RULE);

    /** Findings whose reasons are held at once. */
    private static final int CHUNK = 5_000;

    private final VexRows rows;
    private final FactReader facts;
    private final TriageStates states;
    private final Reasons reasons;
    private final Clock clock;

    VexExport(VexRows rows, FactReader facts, TriageStates states, Reasons reasons, Clock clock) {
        this.rows = rows;
        this.facts = facts;
        this.states = states;
        this.reasons = reasons;
        this.clock = clock;
    }

    /** How a document is written. */
    public enum Format {
        /** OpenVEX 0.2.0. */
        OPENVEX,
        /** CycloneDX 1.6. */
        CYCLONEDX
    }

    /** A document that can be written. */
    @FunctionalInterface
    public interface Written {
        /** Writes it as it is read, and holds neither all of it nor the database meanwhile. Leaves the stream open. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * What was decided on the vulnerabilities of the project.
     *
     * @param undecided whether vulnerabilities that nobody has decided on are in it too, as under investigation
     * @throws NotFound where there is no project the caller may read
     */
    public Written of(Caller by, String projectName, Format format, boolean undecided) {
        List<VexRows.Named> project = rows.projects().stream()
                .filter(one -> one.name().equals(projectName) && by.mayRead(one.name()))
                .toList();
        if (project.isEmpty()) {
            throw new NotFound("There is no project " + projectName + ".");
        }
        return out -> write(project, Optional.of(projectName), format, undecided, out);
    }

    /** What was decided on the vulnerabilities of all projects that the caller may read, in one document. */
    public Written ofAll(Caller by, Format format, boolean undecided) {
        List<VexRows.Named> all =
                rows.projects().stream().filter(one -> by.mayRead(one.name())).toList();
        return out -> write(all, Optional.empty(), format, undecided, out);
    }

    /** @param only the project that the document is about; empty where it is about several */
    private void write(
            List<VexRows.Named> projects, Optional<String> only, Format format, boolean undecided, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            VexWriter writer = switch (format) {
                case OPENVEX -> new OpenVexWriter(json);
                case CYCLONEDX -> new CycloneDxWriter(json, only);
            };
            writer.start(clock.instant());
            for (VexRows.Named project : projects) {
                read(project, undecided, said -> writer.write(project.name(), said));
            }
            writer.end();
        }
    }

    private void read(VexRows.Named project, boolean undecided, Consumer<VexSaid> sink) {
        RoaringBitmap open = facts.numbers(project.id(), Kind.VULNERABILITY, FindingStatus.OPEN);
        RoaringBitmap closed = facts.numbers(project.id(), Kind.VULNERABILITY, FindingStatus.CLOSED);
        Map<TriageState, RoaringBitmap> standing = new EnumMap<>(TriageState.class);
        standing.putAll(states.of(project.id(), RoaringBitmap.or(open, closed)));
        var wanted = new RoaringBitmap();
        standing.forEach((state, numbers) -> {
            if (!UNDECIDED.contains(state)) {
                wanted.or(numbers);
            } else if (undecided) {
                wanted.or(RoaringBitmap.and(numbers, open));
            }
        });
        RoaringBitmap saidFixed = rows.saidFixed(project.id());
        PeekableIntIterator numbers = wanted.getIntIterator();
        while (numbers.hasNext()) {
            var chunk = new RoaringBitmap();
            for (int i = 0; i < CHUNK && numbers.hasNext(); i++) {
                chunk.add(numbers.next());
            }
            Map<Integer, String> why = reasons.of(project.id(), chunk);
            facts.read(project.id(), chunk, finding -> {
                int number = finding.number();
                TriageState state = stateOf(standing, number);
                sink.accept(new VexSaid(
                        finding,
                        state,
                        Optional.ofNullable(why.get(number)),
                        closed.contains(number),
                        saidFixed.contains(number)));
            });
        }
    }

    private static TriageState stateOf(Map<TriageState, RoaringBitmap> standing, int number) {
        return standing.entrySet().stream()
                .filter(state -> state.getValue().contains(number))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(TriageState.NEW);
    }
}
