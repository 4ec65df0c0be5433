package dev.winnow.triage;

import dev.winnow.finding.FindingFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * Looks at findings of one project with several rules at once. Rules that name their vulnerability are looked up by it, so
 * that the thousands of statements of a VEX document cost little.
 */
final class RuleMatching {
    private final Map<String, List<Test>> byVulnerability = new HashMap<>();
    private final List<Test> others = new ArrayList<>();
    private final Map<Long, RoaringBitmap> matched = new HashMap<>();

    private record Test(long rule, Predicate<FindingFacts> test) {}

    RuleMatching(Collection<SilenceRule> rules) {
        rules.forEach(rule -> add(rule.id(), rule.match()));
    }

    /** The same for what will be rules, by any number. */
    static RuleMatching of(Map<Long, Match> matches) {
        var matching = new RuleMatching(List.of());
        matches.forEach(matching::add);
        return matching;
    }

    private void add(long rule, Match match) {
        var test = new Test(rule, match.test());
        List<String> names = match.vulnerabilities();
        if (names.isEmpty() || names.stream().anyMatch(name -> name.indexOf('*') >= 0)) {
            others.add(test);
        } else {
            names.forEach(name -> byVulnerability
                    .computeIfAbsent(lower(name), key -> new ArrayList<>(1))
                    .add(test));
        }
    }

    boolean isEmpty() {
        return others.isEmpty() && byVulnerability.isEmpty();
    }

    void look(FindingFacts facts) {
        others.forEach(test -> look(test, facts));
        if (byVulnerability.isEmpty()) {
            return;
        }
        facts.identifiers().forEach(name -> look(name, facts));
        look(facts.ruleId(), facts);
    }

    private void look(String name, FindingFacts facts) {
        byVulnerability.getOrDefault(lower(name), List.of()).forEach(test -> look(test, facts));
    }

    private void look(Test test, FindingFacts facts) {
        if (test.test().test(facts)) {
            matched.computeIfAbsent(test.rule(), id -> new RoaringBitmap()).add(facts.number());
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** All that was matched since it was asked last, by rule; what matched nothing is left out. */
    Map<Long, RoaringBitmap> take() {
        var all = Map.copyOf(matched);
        matched.clear();
        return all;
    }

    RoaringBitmap matched(SilenceRule rule) {
        return matched.getOrDefault(rule.id(), new RoaringBitmap());
    }
}
