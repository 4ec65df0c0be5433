package dev.winnow.triage;

import dev.winnow.finding.FindingFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/** Looks at findings of one project with several rules at once. Used once. */
final class RuleMatching {
    private final Map<Long, Predicate<FindingFacts>> tests = new LinkedHashMap<>();
    private final Map<Long, RoaringBitmap> matched = new HashMap<>();

    RuleMatching(Collection<SilenceRule> rules) {
        rules.forEach(rule -> tests.put(rule.id(), rule.match().test()));
    }

    void look(FindingFacts facts) {
        tests.forEach((rule, test) -> {
            if (test.test(facts)) {
                matched.computeIfAbsent(rule, id -> new RoaringBitmap()).add(facts.number());
            }
        });
    }

    RoaringBitmap matched(SilenceRule rule) {
        return matched.getOrDefault(rule.id(), new RoaringBitmap());
    }
}
