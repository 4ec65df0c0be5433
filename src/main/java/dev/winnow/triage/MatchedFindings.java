package dev.winnow.triage;

import dev.winnow.finding.FactReader;
import dev.winnow.finding.FindingColumns;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Finds what a rule matches in a project. What can be told from single columns and sets is told from these; the rest is asked
 * of the findings that are left.
 */
@Component
class MatchedFindings {
    /** So few are read one by one sooner than all that is said is passed over for a text. */
    private static final int FEW = 5_000;

    private static final int FEW_NAMES = 20;

    /** Findings that are looked at without people noticing. */
    private static final int QUICK = 10_000;

    private final FactReader facts;
    private final FindingColumns columns;

    MatchedFindings(FactReader facts, FindingColumns columns) {
        this.facts = facts;
        this.columns = columns;
    }

    /** Where rules and places are read. */
    @FunctionalInterface
    private interface Columns {
        RoaringBitmap fitting(long projectId, Predicate<String> rule, @Nullable Predicate<@Nullable String> place);
    }

    /** As the database has it: for what is kept. */
    RoaringBitmap of(long projectId, Match match) {
        return found(facts::fitting, projectId, match);
    }

    /** As it was a moment ago: for a look. */
    RoaringBitmap lookAt(long projectId, Match match) {
        return found(columns::fitting, projectId, match);
    }

    private RoaringBitmap found(Columns from, long projectId, Match match) {
        RoaringBitmap left = match.rule().isEmpty() && match.path().isEmpty()
                ? facts.all(projectId)
                : from.fitting(projectId, match.ruleTest(), match.placeTest().orElse(null));
        match.guardTest().ifPresent(guard -> left.and(facts.seenByNoneBut(projectId, guard)));
        boolean few = left.getCardinality() <= FEW;
        if (!few) {
            match.text().ifPresent(text -> left.and(facts.saying(projectId, left, text)));
        }
        if (!match.asksForParts() && (!few || match.text().isEmpty())) {
            return left;
        }
        if (!few) {
            narrow(left, from, projectId, match);
        }
        var matched = new RoaringBitmap();
        var test = match.test();
        facts.read(projectId, left, finding -> {
            if (test.test(finding)) {
                matched.add(finding.number());
            }
        });
        return matched;
    }

    /** Leaves those that may be of the package and vulnerability: to read all that is said of one costs much more. */
    private void narrow(RoaringBitmap left, Columns from, long projectId, Match match) {
        match.packageName()
                .ifPresent(name -> left.and(facts.mentioning(projectId, left, Match.literals(List.of(name)))));
        List<String> vulnerabilities = match.vulnerabilities();
        if (!vulnerabilities.isEmpty() && vulnerabilities.size() <= FEW_NAMES) {
            RoaringBitmap named = from.fitting(projectId, match.namedByRule(), null);
            named.or(facts.mentioning(projectId, left, Match.literals(vulnerabilities)));
            left.and(named);
        }
    }

    /** Whether a look at the project is over before anybody waits for it. */
    boolean isQuick(long projectId, Match match) {
        boolean reads = match.asksForParts() || match.text().isPresent();
        return !reads || facts.count(projectId) <= QUICK;
    }
}
