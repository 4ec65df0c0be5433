package dev.winnow.intake;

import dev.winnow.importers.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What should come of uploads to one project, written down from the design with sets and maps alone: problems have names,
 * and nothing has to be recognised.
 */
final class Oracle {
    /** One upload. @param place of its build on the branch; each build has its own */
    record Upload(String guard, boolean tracked, long place, boolean complete, Set<String> problems) {}

    /** What an import is to answer. */
    record Counts(int total, int fresh, int fixed, int reopened, int unchanged) {}

    private final Map<String, Severity> severities;
    private final Map<String, Set<String>> contained = new HashMap<>();
    private final Map<String, Long> newestScanned = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Map<String, Upload> doubted = new HashMap<>();
    private final Map<Upload, Set<String>> missed = new IdentityHashMap<>();
    private final Map<String, List<Upload>> tracked = new HashMap<>();
    private final Map<Long, Map<String, Set<String>>> builds = new HashMap<>();
    private final Set<Long> scanned = new HashSet<>();
    private final Map<String, Integer> opened = new TreeMap<>();
    private final Map<String, Integer> closed = new TreeMap<>();

    /** @param severities of all problems there can be */
    Oracle(Map<String, Severity> severities) {
        this.severities = severities;
    }

    Counts take(Upload upload) {
        Map<String, Set<String>> build = builds.computeIfAbsent(upload.place(), place -> new LinkedHashMap<>());
        if (upload.complete()) {
            scanned.add(upload.place());
            build.put(upload.guard(), upload.problems());
        } else {
            build.merge(upload.guard(), upload.problems(), Oracle::plus);
        }
        if (!upload.tracked()) {
            Set<String> there = contained.getOrDefault(upload.guard(), Set.of());
            return compared(upload, open(), there);
        }
        Long newest = newestScanned.get(upload.guard());
        boolean late = newest != null && upload.place() < newest;
        List<Upload> stream = tracked.computeIfAbsent(upload.guard(), guard -> new ArrayList<>());
        Set<String> before = before(stream, upload);
        stream.add(upload);
        return late ? compared(upload, before, before) : turned(upload);
    }

    /** What the stream had before: its newest complete scan, what that one missed in vain, and partial ones since. */
    private Set<String> before(List<Upload> stream, Upload upload) {
        var had = new HashSet<String>();
        List<Upload> older = stream.stream()
                .filter(other -> other.place() < upload.place())
                .sorted(Comparator.comparingLong(Upload::place))
                .toList();
        for (Upload other : older.reversed()) {
            had.addAll(other.problems());
            if (other.complete()) {
                had.addAll(missed.getOrDefault(other, Set.of()));
                break;
            }
        }
        return had;
    }

    private static Counts compared(Upload upload, Set<String> known, Set<String> had) {
        int fresh = minus(upload.problems(), known).size();
        int fixed = upload.complete() ? minus(had, upload.problems()).size() : 0;
        int total = upload.problems().size();
        return new Counts(total, fresh, fixed, 0, total - fresh);
    }

    private Counts turned(Upload upload) {
        String guard = upload.guard();
        Set<String> openBefore = open();
        Set<String> had = contained.getOrDefault(guard, Set.of());
        Set<String> now = new HashSet<>(upload.problems());
        newestScanned.put(guard, upload.place());
        if (!upload.complete()) {
            now.addAll(had);
            held.computeIfPresent(guard, (name, waiting) -> minus(waiting, upload.problems()));
        } else {
            Set<String> believed = new HashSet<>(had);
            Set<String> waiting = held.remove(guard);
            if (waiting != null) {
                // Missing then and missing now.
                Set<String> gone = minus(waiting, upload.problems());
                believed.removeAll(gone);
                missed.computeIfPresent(doubted.get(guard), (scan, all) -> minus(all, gone));
            }
            Set<String> missing = minus(believed, upload.problems());
            if (believed.size() >= 20 && missing.size() * 10 >= believed.size() * 8) {
                held.put(guard, missing);
                missed.put(upload, missing);
                doubted.put(guard, upload);
                now.addAll(missing);
            }
        }
        contained.put(guard, now);
        Set<String> openNow = open();
        Set<String> opens = minus(openNow, openBefore);
        Set<String> closes = minus(openBefore, openNow);
        int reopened = (int) opens.stream().filter(opened::containsKey).count();
        opens.forEach(problem -> opened.merge(problem, 1, Integer::sum));
        closes.forEach(problem -> closed.merge(problem, 1, Integer::sum));
        int total = upload.problems().size();
        return new Counts(total, opens.size() - reopened, closes.size(), reopened, total - opens.size());
    }

    Set<String> open() {
        var open = new HashSet<String>();
        contained.values().forEach(open::addAll);
        return open;
    }

    int timesOpened(String problem) {
        return opened.getOrDefault(problem, 0);
    }

    int timesClosed(String problem) {
        return closed.getOrDefault(problem, 0);
    }

    /** Problems that were open once. */
    Set<String> everOpen() {
        return opened.keySet();
    }

    /** The score of the build at this place; none where scanners only failed. */
    Optional<Integer> score(long place) {
        var all = new HashSet<String>();
        builds.get(place).values().forEach(all::addAll);
        if (all.isEmpty() && !scanned.contains(place)) {
            return Optional.empty();
        }
        int risk = 0;
        for (String problem : all) {
            risk += switch (severities.get(problem)) {
                case CRITICAL -> 40;
                case HIGH -> 10;
                case MEDIUM -> 3;
                case LOW, UNKNOWN -> 1;
                case INFO -> 0;
            };
        }
        return Optional.of((int) Math.round(10_000.0 / (100 + risk)));
    }

    Optional<String> verdict(long place) {
        if (score(place).isEmpty()) {
            return Optional.empty();
        }
        Severity worst = builds.get(place).values().stream()
                .flatMap(Set::stream)
                .map(severities::get)
                .min(Comparator.naturalOrder())
                .orElse(Severity.INFO);
        return Optional.of(
                switch (worst) {
                    case CRITICAL -> "fail";
                    case HIGH, MEDIUM -> "warn";
                    case LOW, INFO, UNKNOWN -> "pass";
                });
    }

    private static Set<String> plus(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Set<String> minus(Set<String> from, Set<String> what) {
        var rest = new HashSet<>(from);
        rest.removeAll(what);
        return rest;
    }
}
