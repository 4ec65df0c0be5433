package dev.winnow.export;

import dev.winnow.triage.Silencers.Silencer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Findings of a project that were silenced by the same act at once: what people read instead of a line each. */
record SilencedGroup(String project, Instant at, Optional<Silencer> by, List<SilencedFinding> findings) {
    private record Key(String project, Instant at, Optional<Silencer> by) {}

    static List<SilencedGroup> of(List<SilencedFinding> findings) {
        var groups = new LinkedHashMap<Key, List<SilencedFinding>>();
        findings.forEach(finding -> groups.computeIfAbsent(
                        new Key(finding.project(), finding.at(), finding.by()), key -> new ArrayList<>())
                .add(finding));
        return groups.entrySet().stream()
                .map(group -> new SilencedGroup(
                        group.getKey().project(),
                        group.getKey().at(),
                        group.getKey().by(),
                        List.copyOf(group.getValue())))
                .toList();
    }

    SilencedFinding first() {
        return findings.getFirst();
    }

    /** The titles of the first ones, and how many more there are. */
    String titles(int most) {
        var titles = new StringBuilder();
        findings.stream()
                .limit(most)
                .forEach(finding -> titles.append(titles.isEmpty() ? "" : "; ").append(finding.title()));
        int more = findings.size() - most;
        return more > 0 ? titles.append("; and ").append(more).append(" more").toString() : titles.toString();
    }
}
