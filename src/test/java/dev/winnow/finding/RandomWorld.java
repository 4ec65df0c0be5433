package dev.winnow.finding;

import dev.winnow.finding.identity.Sample;
import dev.winnow.importers.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Files with weak lines, and packages with vulnerabilities that each guard calls in its own way. */
final class RandomWorld {
    private static final String[] RULES = {"sql", "xss", "eval"};

    /** One weak line; several may be equal in all but their number. */
    record Weak(String file, String rule, int line, String code) {
        Result result() {
            return Sample.codeSaying(rule, file, line, code, "Weak code at line " + line + ".");
        }
    }

    /** One vulnerability of one package. */
    record Hole(int package_, int number) {
        private String purl() {
            return "pkg:npm/lib" + package_ + "@1." + number;
        }

        private String name() {
            return "lib" + package_;
        }

        private String cve() {
            return "CVE-2024-" + number;
        }

        private String ghsa() {
            return "GHSA-" + number;
        }

        /** As the guard of that manner says it. */
        Result result(Manner manner) {
            return switch (manner) {
                case CVE -> Sample.vulnerability(purl(), name(), cve());
                case GHSA -> Sample.vulnerability(purl(), name(), ghsa());
                case BOTH -> Sample.vulnerability(purl(), name(), cve(), ghsa(), "RHSA-" + number / 4);
                case BARE -> Sample.bareVulnerability(name(), cve());
            };
        }
    }

    enum Manner {
        CVE,
        BOTH,
        BARE,
        GHSA
    }

    private final Random random;

    RandomWorld(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    List<Weak> weakLines(int most) {
        var weak = new ArrayList<Weak>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            weak.add(new Weak(
                    "src/f" + random.nextInt(4) + ".js",
                    RULES[random.nextInt(RULES.length)],
                    1 + random.nextInt(200),
                    random.nextInt(3) == 0 ? null : "call(" + random.nextInt(3) + ");"));
        }
        return weak;
    }

    /** Weak lines of which no two are alike in any key. */
    List<Weak> distinctLines(int most) {
        var weak = new ArrayList<Weak>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            weak.add(new Weak("src/f" + i + ".js", "rule" + i, 1 + random.nextInt(200), "call(" + i + ");"));
        }
        return weak;
    }

    List<Hole> holes(int most) {
        var holes = new LinkedHashMap<Hole, Hole>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            var hole = new Hole(random.nextInt(6), random.nextInt(12));
            holes.put(hole, hole);
        }
        return new ArrayList<>(holes.keySet());
    }

    /** Lines put in and taken out of each file: what lies below moves, what lies above stays, and the order is kept. */
    List<Weak> shifted(List<Weak> lines) {
        Map<String, int[]> edits = new HashMap<>();
        return lines.stream()
                .map(weak -> {
                    int[] edit = edits.computeIfAbsent(
                            weak.file(), file -> new int[] {random.nextInt(200), random.nextInt(50)});
                    int line = weak.line() > edit[0] ? weak.line() + edit[1] : weak.line();
                    return new Weak(weak.file(), weak.rule(), line, weak.code());
                })
                .toList();
    }

    /** All files in another directory. */
    static List<Weak> moved(List<Weak> lines) {
        return lines.stream()
                .map(weak -> new Weak("lib/" + weak.file(), weak.rule(), weak.line(), weak.code()))
                .toList();
    }

    static List<Result> results(List<Weak> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(Weak::file).thenComparing(Weak::line))
                .map(Weak::result)
                .toList();
    }

    <T> List<T> some(List<T> all) {
        return new ArrayList<>(all.stream().filter(one -> random.nextBoolean()).toList());
    }
}
