package dev.winnow.demo;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.champion.Rota;
import dev.winnow.champion.Rotas;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.MarkChange;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.FindingId;
import dev.winnow.project.Projects;
import dev.winnow.search.FindingIndex;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.Ending;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.Ruling;
import dev.winnow.triage.SilenceRules;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the demo's people said of its findings: decisions, a proposal, a silence rule, comments, labels; and their turns. All of it or none:
 * the rule tells that it was said.
 */
@Component
@ConditionalOnBooleanProperty("winnow.demo")
class DemoTriage {
    private static final Logger LOG = LoggerFactory.getLogger(DemoTriage.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final String RULE = "Timestamps that are none";

    private final Users users;
    private final FindingIndex index;
    private final Decisions decisions;
    private final SilenceRules rules;
    private final Comments comments;
    private final Marks marks;
    private final Rotas rotas;
    private final Projects projects;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoTriage(
            Users users,
            FindingIndex index,
            Decisions decisions,
            SilenceRules rules,
            Comments comments,
            Marks marks,
            Rotas rotas,
            Projects projects,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.index = index;
        this.decisions = decisions;
        this.rules = rules;
        this.comments = comments;
        this.marks = marks;
        this.rotas = rotas;
        this.projects = projects;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does nothing where it was done before, and where the demo's people are not there. */
    void fill() {
        Optional<Caller> security = users.caller("security");
        Optional<Caller> developer = users.caller("developer");
        if (security.isEmpty()
                || developer.isEmpty()
                || rules.all(security.get()).stream()
                        .anyMatch(rule -> rule.name().equals(RULE))) {
            return;
        }
        if (!index.awaitFresh(PATIENCE)) {
            LOG.info("The search index is behind: the next start judges sample findings");
            return;
        }
        transaction.executeWithoutResult(status -> {
            say(security.get(), developer.get());
            takeTurns(security.get(), developer.get());
        });
    }

    /** Two people are champions of each team in turns, which began before the demo's today. */
    private void takeTurns(Caller security, Caller developer) {
        LocalDate start = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(3L * Rota.DAYS)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (String team : projects.teams()) {
            rotas.put(
                    security,
                    team,
                    new Rota(start, List.of(developer.login(), security.login()), new TreeMap<>()),
                    OptionalLong.empty());
        }
    }

    private void say(Caller security, Caller developer) {
        decide(
                security,
                "project:shop-api rule:java.log.forging",
                NewDecision.of(Ruling.FALSE_POSITIVE, "The log layout encodes line breaks, so no line can be forged."));
        decide(
                security,
                "project:shop-api rule:java.crypto.weak-hash status:closed",
                NewDecision.of(Ruling.FALSE_POSITIVE, "Cache keys, not passwords: nobody gains by a collision."));
        decide(
                security,
                "project:storefront rule:10202 path:/search",
                NewDecision.of(Ruling.FALSE_POSITIVE, "The search form changes nothing, so it needs no token."));
        decide(
                security,
                "project:storefront rule:10098 path:/",
                NewDecision.of(Ruling.WONT_FIX, "Partners' pages read the public catalogue; that is what it is for."));
        decide(
                security,
                "project:storefront severity:critical status:open silenced:no",
                NewDecision.of(Ruling.REOPENED, "Real: theme names from the address reach the loader's query."));
        decide(
                security,
                "project:ledger rule:CKV_AWS_18",
                new NewDecision(
                        Ruling.ACCEPTED_RISK,
                        "The bucket goes away with the move to the new archive.",
                        false,
                        Optional.of(clock.instant().plus(QUARTER)),
                        Set.of(Ending.WORSE, Ending.EXPLOITED),
                        Optional.empty()));
        decide(
                developer,
                "project:shop-api rule:java.spring.open-redirect status:open",
                NewDecision.of(Ruling.FALSE_POSITIVE, "The target is looked up in a list before it is sent."));
        decide(
                security,
                "project:storefront rule:resource-changed/aws_db_instance/instance_class",
                new NewDecision(
                        Ruling.AUTHORISED,
                        "The catalogue was slow on the day of the sale; the code follows with the pull request.",
                        false,
                        Optional.empty(),
                        Set.of(),
                        Optional.of("https://git.example.com/storefront/pull/114")));
        rules.make(
                security,
                new NewRule(
                        RULE,
                        Match.of("storefront", "zap", "10096", null, null, null, null, null),
                        "False positive: ZAP takes the sizes of pictures for Unix timestamps.",
                        Optional.of(clock.instant().plus(QUARTER.multipliedBy(2)))));
        discuss(security, developer);
    }

    private void discuss(Caller security, Caller developer) {
        Map<Long, RoaringBitmap> critical =
                found(security, "project:storefront severity:critical status:open silenced:no");
        marks.change(security, critical, MarkChange.assign(developer.login()));
        marks.change(security, critical, MarkChange.labels(Set.of("upgrade", "this-sprint"), Set.of()));
        critical.forEach((project, numbers) -> {
            for (int number : numbers) {
                long id = FindingId.of(project, number);
                comments.add(
                        security,
                        id,
                        "`loader-utils` comes with the theme editor's build. **Is that part of the shop's image?**");
                comments.add(developer, id, """
                        It is: the editor builds themes while the shop runs.

                        - 2.0.3 has the fix, and our tests pass with it
                        - the change waits for review""");
            }
        });
        marks.change(
                security,
                found(security, "project:storefront guard:zap rule:10020 status:open"),
                MarkChange.labels(Set.of("headers"), Set.of()));
    }

    private void decide(Caller by, String query, NewDecision decision) {
        Map<Long, RoaringBitmap> findings = found(by, query);
        if (!findings.isEmpty()) {
            decisions.decide(by, findings, decision);
        }
    }

    private Map<Long, RoaringBitmap> found(Caller by, String query) {
        return index.all(by, index.parse(query));
    }
}
