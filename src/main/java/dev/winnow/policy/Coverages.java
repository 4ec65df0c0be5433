package dev.winnow.policy;

import dev.winnow.finding.BuildContents;
import dev.winnow.policy.language.Policy;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Tells which guards a build waits for. */
@Service
public class Coverages {
    private final BuildContents contents;
    private final Guards guards;

    Coverages(BuildContents contents, Guards guards) {
        this.contents = contents;
        this.guards = guards;
    }

    public Coverage of(Build build, Policy policy) {
        var coverage = contents.coverage(build);
        var ids = new HashSet<>(coverage.expected());
        ids.addAll(coverage.reported());
        Map<Long, Guard> known =
                guards.findByIdIn(ids).stream().collect(Collectors.toMap(Guard::id, Function.identity()));
        return new Coverage(
                policy.guards().isEmpty() ? names(coverage.expected(), known) : Set.copyOf(policy.guards()),
                names(coverage.ran(), known),
                names(coverage.reported(), known));
    }

    private static Set<String> names(Collection<Long> ids, Map<Long, Guard> known) {
        return known.values().stream()
                .filter(guard -> ids.contains(guard.id()))
                .map(Guard::name)
                .collect(Collectors.toSet());
    }
}
