package dev.winnow.export;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.metrics.Quarter;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Briefs that stay what they were when they were handed out. What happens later to the numbers of a frozen quarter shows as
 * a difference beside it; to replace them it is frozen once more, as the next revision, and all revisions are kept.
 */
@Service
public class FrozenQuarters {
    private static final int LONGEST_REASON = 500;

    private final FrozenRows rows;
    private final QuarterBriefs briefs;
    private final Projects projects;
    private final AuditLog log;
    private final Clock clock;

    FrozenQuarters(FrozenRows rows, QuarterBriefs briefs, Projects projects, AuditLog log, Clock clock) {
        this.rows = rows;
        this.briefs = briefs;
        this.projects = projects;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Keeps the brief of a quarter as it is now.
     *
     * @param wanted names of projects; empty for all that the caller may read
     * @param team only projects of this team
     * @param reason why; needed from the second revision on
     * @throws NotPermitted where the caller does not decide on the findings of all of it
     * @throws InvalidRequest where the quarter is not over, there is no project in it, or the reason is missing or too long
     * @throws NotFound where there is no such project that the caller may read
     * @throws Conflict where somebody else freezes it at the same moment
     */
    @Transactional
    public FrozenQuarter freeze(
            Caller by, Quarter quarter, Collection<String> wanted, Optional<String> team, String reason) {
        QuarterBrief brief = briefs.of(by, quarter, wanted, team);
        var scope = BriefScope.of(by, wanted, team, brief.projects());
        if (!scope.mayFreeze(by, brief.projects())) {
            throw new NotPermitted("Only those who decide on the findings of all of these projects freeze a quarter.");
        }
        if (!brief.isOver()) {
            throw new InvalidRequest("quarter: " + quarter + " is not over.");
        }
        if (brief.projects().isEmpty()) {
            throw new InvalidRequest("There is no project whose numbers could be frozen.");
        }
        String why = reason.strip();
        if (why.length() > LONGEST_REASON) {
            throw new InvalidRequest("reason: " + LONGEST_REASON + " characters at most.");
        }
        List<FrozenQuarter> before = rows.of(quarter, scope);
        if (why.isEmpty() && newest(quarter, scope, brief).isPresent()) {
            throw new InvalidRequest("reason: " + quarter + " is frozen already; say why it is frozen once more.");
        }
        var document = Document.of(brief);
        var frozen = new FrozenQuarter(
                0,
                quarter,
                scope,
                brief.projects(),
                before.isEmpty() ? 1 : before.getFirst().revision() + 1,
                brief.definitions(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by.login(),
                why,
                document.sha256());
        long id;
        try {
            id = rows.insert(frozen, document.compressed());
        } catch (DuplicateKeyException e) {
            throw new Conflict("Somebody has frozen " + quarter + " at this moment.");
        }
        log.record(
                by.actor(),
                "quarter.frozen",
                "brief:" + quarter,
                null,
                Map.of(
                        "scope", brief.scope(),
                        "revision", frozen.revision(),
                        "sha256", frozen.sha256(),
                        "definitions", frozen.definitions(),
                        "reason", why));
        return rows.find(id).orElseThrow();
    }

    /**
     * The brief that exports give: as it was frozen last, else as it is now.
     *
     * @throws NotFound where there is no such project that the caller may read
     * @throws InvalidRequest where the quarter lies ahead
     */
    @Transactional(readOnly = true)
    public QuarterBrief shown(Caller by, Quarter quarter, Collection<String> wanted, Optional<String> team) {
        QuarterBrief now = briefs.of(by, quarter, wanted, team);
        return newest(quarter, BriefScope.of(by, wanted, team, now.projects()), now)
                .filter(frozen -> mayRead(by, frozen))
                .map(frozen -> brief(
                        by, frozen, now.projects().equals(frozen.projects()) ? Optional.of(now) : Optional.empty()))
                .orElse(now);
    }

    /** Whether the caller may freeze what was asked for in this way. */
    public boolean mayFreeze(Caller by, QuarterBrief brief, Collection<String> wanted, Optional<String> team) {
        return brief.isOver()
                && !brief.projects().isEmpty()
                && BriefScope.of(by, wanted, team, brief.projects()).mayFreeze(by, brief.projects());
    }

    /** Of what was asked for, else of the same projects: whoever asked for them in another way has the same numbers. */
    private Optional<FrozenQuarter> newest(Quarter quarter, BriefScope scope, QuarterBrief now) {
        return rows.of(quarter, scope).stream()
                .findFirst()
                .or(() -> rows.ofProjects(quarter, now.projects()).stream().findFirst());
    }

    /** All that the caller may read, with earlier revisions; the newest quarter first. */
    @Transactional(readOnly = true)
    public List<FrozenQuarter> list(Caller by) {
        return rows.all().stream().filter(frozen -> mayRead(by, frozen)).toList();
    }

    /** @throws NotFound where there is none that the caller may read */
    @Transactional(readOnly = true)
    public FrozenQuarter get(Caller by, long id) {
        return rows.find(id)
                .filter(frozen -> mayRead(by, frozen))
                .orElseThrow(() -> new NotFound("There is no frozen quarter " + id + "."));
    }

    /** As it was handed out. */
    @Transactional(readOnly = true)
    public QuarterBrief brief(Caller by, FrozenQuarter frozen) {
        return brief(by, frozen, Optional.empty());
    }

    /** What of it would be another number today. */
    @Transactional(readOnly = true)
    public List<Difference> differences(Caller by, FrozenQuarter frozen) {
        return Difference.between(document(frozen).brief(), today(by, frozen));
    }

    private QuarterBrief brief(Caller by, FrozenQuarter frozen, Optional<QuarterBrief> now) {
        Document document = document(frozen);
        QuarterBrief then = document.brief();
        int differences =
                Difference.between(then, now.orElseGet(() -> today(by, frozen))).size();
        return then.frozen(new QuarterBrief.Frozen(frozen, differences, document));
    }

    /** The same projects, as far as they are still there. */
    private QuarterBrief today(Caller by, FrozenQuarter frozen) {
        List<String> there = projects.findByNameInOrderByName(frozen.projects()).stream()
                .map(Project::name)
                .toList();
        return briefs.of(by, frozen.quarter(), there, Optional.empty());
    }

    /** @throws IllegalStateException where the database was tampered with */
    private Document document(FrozenQuarter frozen) {
        var document = Document.decompressed(rows.document(frozen.id()));
        if (!document.sha256().equals(frozen.sha256())) {
            throw new IllegalStateException(
                    "frozen quarter " + frozen.id() + " is not what it was: its SHA-256 is " + document.sha256());
        }
        return document;
    }

    private static boolean mayRead(Caller by, FrozenQuarter frozen) {
        return frozen.projects().stream().allMatch(by::mayRead);
    }
}
