package dev.winnow.triage;

import dev.winnow.finding.FindingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Who silenced findings, how, and why. */
@Service
public class Silencers {
    private final DecisionRows decisions;
    private final RuleRows rules;
    private final RuleHits hits;

    Silencers(DecisionRows decisions, RuleRows rules, RuleHits hits) {
        this.decisions = decisions;
        this.rules = rules;
        this.hits = hits;
    }

    /** How something was silenced. */
    public enum Means {
        DECISION,
        /** A silence rule of people. */
        RULE,
        /** A statement of a VEX document. */
        DOCUMENT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What silenced a finding.
     *
     * @param said the decision's word, such as {@code accepted-risk}, else the rule's name
     * @param author login of who decided, or who answers for the rule
     * @param until when it ends by itself
     * @param reviewer login of who approved it
     */
    public record Silencer(
            Means means,
            String said,
            String reason,
            String author,
            Optional<Instant> until,
            Optional<String> reviewer) {
        private static Silencer of(Decision decision) {
            return new Silencer(
                    Means.DECISION,
                    decision.ruling().word(),
                    decision.reason(),
                    decision.author(),
                    decision.until(),
                    decision.reviewer());
        }

        private static Silencer of(SilenceRule rule) {
            return new Silencer(
                    rule.document().isPresent() ? Means.DOCUMENT : Means.RULE,
                    rule.name(),
                    rule.reason(),
                    rule.owner(),
                    rule.until(),
                    Optional.empty());
        }
    }

    /** Reads what was said in a project; what rules match is read once. */
    public final class InProject {
        private final long projectId;
        private final Map<Long, RoaringBitmap> matched;
        private final Map<Long, SilenceRule> known;

        private InProject(long projectId) {
            this.projectId = projectId;
            matched = hits.ofProject(projectId);
            known = matched.isEmpty()
                    ? Map.of()
                    : rules.inForce().stream()
                            .filter(rule -> matched.containsKey(rule.id()))
                            .collect(Collectors.toMap(SilenceRule::id, rule -> rule));
        }

        /** What was said of these findings, a few thousand at a time. */
        public Said of(RoaringBitmap findings) {
            var judgements = new HashMap<Integer, List<Judgement>>();
            decisions.of(
                    projectId,
                    findings,
                    judgement -> judgements
                            .computeIfAbsent(FindingId.number(judgement.findingId()), number -> new ArrayList<>())
                            .add(judgement));
            var byRule = new HashMap<Integer, SilenceRule>();
            matched.forEach((id, numbers) -> {
                RoaringBitmap its = RoaringBitmap.and(numbers, findings);
                if (!its.isEmpty()) {
                    Optional.ofNullable(known.get(id))
                            .or(() -> rules.find(id))
                            .ifPresent(
                                    rule -> its.forEach((int number) -> byRule.merge(number, rule, InProject::first)));
                }
            });
            return new Said(judgements, byRule);
        }

        /** Rules in force before ended ones, documents before rules. */
        private static SilenceRule first(SilenceRule one, SilenceRule other) {
            return Comparator.comparing(SilenceRule::inForce)
                                    .thenComparing(rule -> rule.document().isPresent())
                                    .compare(one, other)
                            >= 0
                    ? one
                    : other;
        }
    }

    /** What was said of some findings. */
    public static final class Said {
        private final Map<Integer, List<Judgement>> judgements;
        private final Map<Integer, SilenceRule> rules;

        private Said(Map<Integer, List<Judgement>> judgements, Map<Integer, SilenceRule> rules) {
            this.judgements = judgements;
            this.rules = rules;
        }

        /** What silences a finding now; empty where nobody does. @param number of the finding */
        public Optional<Silencer> now(int number) {
            Optional<Judgement> inForce =
                    of(number).stream().filter(Judgement::inForce).findFirst();
            return inForce.isPresent()
                    ? inForce.filter(Silencers::silences).map(one -> Silencer.of(one.decision()))
                    : Optional.ofNullable(rules.get(number))
                            .filter(SilenceRule::inForce)
                            .map(Silencer::of);
        }

        /**
         * What a finding came to be silenced by; empty where that is not known any more.
         *
         * @param at when it did
         */
        public Optional<Silencer> began(int number, Instant at) {
            return of(number).stream()
                    .filter(Silencers::silences)
                    .filter(one -> one.began().isPresent()
                            && one.ended().filter(end -> !end.isAfter(at)).isEmpty())
                    .min(Comparator.comparing(one -> one.began().orElseThrow()))
                    .map(one -> Silencer.of(one.decision()))
                    .or(() -> Optional.ofNullable(rules.get(number)).map(Silencer::of));
        }

        private List<Judgement> of(int number) {
            return judgements.getOrDefault(number, List.of());
        }
    }

    private static boolean silences(Judgement judgement) {
        return judgement.decision().ruling() != Ruling.REOPENED;
    }

    public InProject in(long projectId) {
        return new InProject(projectId);
    }
}
