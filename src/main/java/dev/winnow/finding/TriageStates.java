package dev.winnow.finding;

import dev.winnow.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where findings stand with the people who judge them. What they took out of score and gate is one set of numbers for each
 * project: builds and imports read it as a whole.
 */
@Repository
public class TriageStates {
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Silencings silencings;
    private final BuildContents contents;
    private final FindingChanges changes;

    TriageStates(
            JdbcTemplate jdbc,
            JdbcClient client,
            Silencings silencings,
            BuildContents contents,
            FindingChanges changes) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.silencings = silencings;
        this.contents = contents;
        this.changes = changes;
    }

    /**
     * Gives findings these states, and brings along what follows for them and for their project's roll-up. Builds are
     * judged by the caller.
     *
     * @param project locked by the transaction
     * @param at since when it is so: not later than now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(Project project, Map<TriageState, RoaringBitmap> states, Instant at) {
        RoaringBitmap before = silencings.of(project.id());
        RoaringBitmap after = before.clone();
        states.forEach((state, findings) -> {
            if (state.silences()) {
                after.or(findings);
            } else {
                after.andNot(findings);
            }
        });
        silencings.change(project.id(), before, after, at);
        ScanContent open = contents.openContent(project);
        var all = new RoaringBitmap();
        states.forEach((state, findings) -> {
            write(project.id(), state, findings, open);
            all.or(findings);
        });
        changes.note(project.id(), all);
        project.rollUp(open.counts(), open.silenced().getCardinality());
    }

    private void write(long projectId, TriageState state, RoaringBitmap findings, ScanContent open) {
        update(
                "update finding_state set triage = ?, silenced = ? where finding_id = ?",
                projectId,
                state,
                RoaringBitmap.and(findings, open.all()),
                number -> state.silences() || open.suppressed().contains(number));
        // Of what is not open only the sightings tell whether its scanners suppress it.
        update("""
                update finding_state set triage = ?, silenced = (? or (
                  exists (select 1 from sighting s where s.finding_id = finding_state.finding_id)
                  and not exists (select 1 from sighting s
                    where s.finding_id = finding_state.finding_id and s.suppressed = false)))
                where finding_id = ?""", projectId, state, RoaringBitmap.andNot(findings, open.all()), number -> state.silences());
    }

    private void update(
            String sql,
            long projectId,
            TriageState state,
            RoaringBitmap findings,
            java.util.function.IntPredicate isSilenced) {
        jdbc.batchUpdate(sql, findings.stream().boxed().toList(), BATCH, (statement, number) -> {
            statement.setInt(1, state.ordinal());
            statement.setBoolean(2, isSilenced.test(number));
            statement.setLong(3, FindingId.of(projectId, number));
        });
    }

    /** The states of these findings of a project. */
    public Map<TriageState, RoaringBitmap> of(long projectId, RoaringBitmap findings) {
        var states = new HashMap<TriageState, RoaringBitmap>();
        var batch = new ArrayList<Long>(BATCH);
        for (int number : findings) {
            batch.add(FindingId.of(projectId, number));
            if (batch.size() == BATCH) {
                read(batch, states);
                batch.clear();
            }
        }
        read(batch, states);
        return states;
    }

    private void read(Collection<Long> ids, Map<TriageState, RoaringBitmap> states) {
        if (ids.isEmpty()) {
            return;
        }
        var wanted = new HashSet<>(ids);
        var among = Among.of(ids);
        named.query(
                "select finding_id, triage from finding_state where finding_id" + among.condition(),
                among.parameters(),
                row -> {
                    if (wanted.contains(row.getLong(1))) {
                        states.computeIfAbsent(TriageState.values()[row.getInt(2)], state -> new RoaringBitmap())
                                .add(FindingId.number(row.getLong(1)));
                    }
                });
    }
}
