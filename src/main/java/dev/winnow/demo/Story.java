package dev.winnow.demo;

import dev.winnow.importers.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What happens to one project of the demo, build by build; told by {@link Stories}. The same seed tells the same. */
final class Story {
    /** Kinds of problems that are drawn from the catalogue. */
    enum Draw {
        FLAWS,
        ADVISORIES,
        CHECKS,
        ALERTS,
        LEAKS
    }

    /** A problem and the builds it is in. */
    record Role(Problem problem, List<When.Span> spans) {
        boolean isIn(int build) {
            return spans.stream().anyMatch(span -> span.has(build));
        }
    }

    /** A file that has another name from a build on. */
    record Move(int build, String from, String to) {}

    /**
     * A pull request with two builds; what the first has too much, the second has no more.
     *
     * @param after the build of the main branch it starts from
     */
    record Change(String number, String branch, int after, List<Problem> added) {}

    /** A scan of one build that is not like the others. */
    record Scan(int build, Scanner scanner) {}

    final String project;
    final String team;
    final int builds;
    final Set<Scanner> guards;
    final List<Role> roles = new ArrayList<>();
    final List<Move> moves = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final Set<Scan> partial = new HashSet<>();
    final Set<Scan> missing = new HashSet<>();

    private final Catalogue catalogue;
    private final Random random;
    private final String language;
    private final Set<String> ecosystems;
    private final List<String> files;
    private final List<String> pages;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, List<Problem>> decks = new HashMap<>();

    /**
     * @param language {@code java} or {@code js}
     * @param files of the source, each after the class in it
     * @param pages of the running application
     */
    Story(
            Catalogue catalogue,
            String project,
            String team,
            int seed,
            int builds,
            String language,
            List<Scanner> guards,
            List<String> files,
            List<String> pages) {
        this.catalogue = catalogue;
        this.project = project;
        this.team = team;
        this.random = new Random(seed);
        this.builds = builds;
        this.language = language;
        this.ecosystems = Set.of("deb", language.equals("js") ? "npm" : "maven");
        this.guards = Set.copyOf(guards);
        this.files = files;
        this.pages = pages;
    }

    int last() {
        return builds - 1;
    }

    /** A file gets another name; nothing else happens in that build. Comes before the problems. */
    Story moves(int build, String from, String to) {
        moves.add(new Move(build, from, to));
        return this;
    }

    /** A scan that does not look at everything; nothing comes or goes in that build. Comes before the problems. */
    Story partly(int build, Scanner scanner) {
        partial.add(new Scan(build, scanner));
        return this;
    }

    /** A scan that has not come. */
    Story without(int build, Scanner scanner) {
        missing.add(new Scan(build, scanner));
        return this;
    }

    /** A known vulnerability, in the builds named. */
    Story vulnerable(String cve, When.Span... spans) {
        Catalogue.Advisory advisory = catalogue.advisories.stream()
                .filter(one -> one.cve().equals(cve))
                .findFirst()
                .orElseThrow();
        return cast(new Problem.Vulnerability(advisory), List.of(spans));
    }

    /** A flaw by a rule in a file, in the builds named. */
    Story flawed(String rule, String file, When.Span... spans) {
        return cast(flaw(rule(rule), file), List.of(spans));
    }

    /** A resource that somebody changed by hand, in the builds named. */
    Story drifted(Problem.Drift drift, When.Span... spans) {
        return cast(drift, List.of(spans));
    }

    /** Some problems of the catalogue, each in builds of its own. */
    Story some(int count, Draw kind, Severity severity, When when) {
        List<Integer> quiet = Stream.concat(
                        moves.stream().map(Move::build), partial.stream().map(Scan::build))
                .toList();
        for (int i = 0; i < count; i++) {
            cast(next(kind, severity), when.draw(builds, quiet, random));
        }
        return this;
    }

    /** A pull request that brings flaws of these severities, and is mended before it is merged. */
    Story change(String number, String branch, int after, Severity... flaws) {
        List<Problem> added =
                Stream.of(flaws).map(severity -> next(Draw.FLAWS, severity)).toList();
        changes.add(new Change(number, branch, after, added));
        return this;
    }

    private Story cast(Problem problem, List<When.Span> spans) {
        taken.add(problem.key());
        roles.add(new Role(problem, spans));
        return this;
    }

    private Problem next(Draw kind, Severity severity) {
        List<Problem> deck = decks.computeIfAbsent(kind + " " + severity, key -> deck(kind, severity));
        while (!deck.isEmpty()) {
            Problem problem = deck.removeLast();
            if (taken.add(problem.key())) {
                return problem;
            }
        }
        throw new IllegalStateException("the catalogue has no more " + severity + " " + kind + " for " + project);
    }

    private List<Problem> deck(Draw kind, Severity severity) {
        Stream<? extends Problem> all = switch (kind) {
            case FLAWS ->
                catalogue.codeRules.stream()
                        .filter(rule -> rule.language().equals(language))
                        .flatMap(rule -> files.stream().map(file -> flaw(rule, file)));
            case ADVISORIES ->
                catalogue.advisories.stream()
                        .filter(advisory -> ecosystems.contains(advisory.ecosystem()))
                        .map(Problem.Vulnerability::new);
            case CHECKS -> catalogue.checks.stream().map(this::misconfiguration);
            case ALERTS ->
                catalogue.alertRules.stream()
                        .flatMap(rule -> pages.stream().map(page -> new Problem.Alert(rule, page)));
            case LEAKS ->
                Stream.of("application.properties", "compose.yaml", "scripts/deploy.sh", "test/fixtures.env")
                        .map(this::leak);
        };
        List<Problem> deck = new ArrayList<>(
                all.filter(problem -> problem.severity() == severity).toList());
        Collections.shuffle(deck, random);
        return deck;
    }

    private Catalogue.CodeRule rule(String id) {
        return catalogue.codeRules.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Problem.Flaw flaw(Catalogue.CodeRule rule, String file) {
        String name = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
        String code = rule.code()
                .replace("{Name}", name)
                .replace("{name}", Character.toLowerCase(name.charAt(0)) + name.substring(1));
        return new Problem.Flaw(rule, file, 12 + random.nextInt(200), code, random.nextInt(12) == 0);
    }

    private Problem misconfiguration(Catalogue.Check check) {
        return new Problem.Misconfiguration(
                check,
                check.file().replace("{project}", project),
                4 + random.nextInt(60),
                check.resource().replace("{project}", project));
    }

    private Problem leak(String file) {
        String value = "demo" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        return new Problem.Leak("generic-api-key", "Key of a service", file, 3 + random.nextInt(30), value);
    }

    /** Where the file is in a build. */
    String path(String file, int build) {
        String path = file;
        for (Move move : moves) {
            if (build >= move.build() && path.equals(move.from())) {
                path = move.to();
            }
        }
        return path;
    }

    /** How many lines have been put above the file's flaws by a build. */
    int drift(String file, int build) {
        int lines = 0;
        for (int i = 1; i <= build; i++) {
            int mix = (project + file + i).hashCode() * 0x9E3779B9 >>> 8;
            lines += mix % 5 == 0 ? 1 + mix / 5 % 9 : 0;
        }
        return lines;
    }
}
