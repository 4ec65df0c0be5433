package dev.winnow.triage;

import dev.winnow.finding.FindingFacts;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.Glob;
import dev.winnow.text.Plain;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which findings a silence rule is about: those that fit all that is given; what is empty fits everything. {@code *} stands
 * for any text, in paths for any text without a slash and {@code **} for any folders. Upper and lower case are one but in
 * the project's name, which is that of one project as it is spelt.
 *
 * @param project name of a project
 * @param guard name of a guard: every guard that sees the finding must fit, so that what another guard found too stays
 * @param rule id of a guard's rule
 * @param path where the finding is
 * @param packageName a package's name, or its package URL without version
 * @param versions of the package, such as {@code <2.17.1} or {@code >=1.0 <2.0}: every installed version must fit
 * @param vulnerability any of its names; several with commas between them
 * @param text part of the title or of what a guard says
 */
public record Match(
        Optional<String> project,
        Optional<String> guard,
        Optional<String> rule,
        Optional<String> path,
        Optional<String> packageName,
        Optional<String> versions,
        Optional<String> vulnerability,
        Optional<String> text) {
    private static final int LONGEST = 500;

    /** A match of these, where null and blank stand for everything. */
    public static Match of(
            @Nullable String project,
            @Nullable String guard,
            @Nullable String rule,
            @Nullable String path,
            @Nullable String packageName,
            @Nullable String versions,
            @Nullable String vulnerability,
            @Nullable String text) {
        return new Match(
                given(project),
                given(guard),
                given(rule),
                given(path),
                given(packageName),
                given(versions),
                given(vulnerability),
                given(text));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    /** @throws InvalidRequest where it fits everything, or a part of it cannot be read */
    void check() {
        errors().entrySet().stream().findFirst().ifPresent(error -> {
            throw new InvalidRequest(error.getKey() + ": " + error.getValue());
        });
    }

    /** What is wrong, by the part's name; {@code match} stands for all of them. Empty: nothing. */
    public Map<String, String> errors() {
        var errors = new LinkedHashMap<String, String>();
        if (isTooWide()) {
            errors.put(
                    "match",
                    "say which rule, path, package, vulnerability or text it is about; a whole project or guard cannot be"
                            + " silenced.");
        }
        given().forEach((name, value) -> {
            if (value.length() > LONGEST || !Plain.isLine(value)) {
                errors.put(name, "up to " + LONGEST + " characters, without control characters.");
            } else if (!name.equals("text") && Glob.stars(value) > Glob.MOST_STARS) {
                errors.put(name, "up to " + Glob.MOST_STARS + " *.");
            }
        });
        if (versions.isPresent() && !errors.containsKey("versions")) {
            Optional<String> error =
                    packageName.isEmpty() ? Optional.of("say of which package.") : VersionRange.error(versions.get());
            error.ifPresent(wrong -> errors.put("versions", wrong));
        }
        return errors;
    }

    private boolean isTooWide() {
        return Stream.of(rule, path, packageName, vulnerability, text)
                .flatMap(Optional::stream)
                .allMatch(part -> part.replace("*", "").replace("/", "").isBlank());
    }

    /** What is given, by name. */
    public Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        project.ifPresent(value -> given.put("project", value));
        guard.ifPresent(value -> given.put("guard", value));
        rule.ifPresent(value -> given.put("rule", value));
        path.ifPresent(value -> given.put("path", value));
        packageName.ifPresent(value -> given.put("package", value));
        versions.ifPresent(value -> given.put("versions", value));
        vulnerability.ifPresent(value -> given.put("vulnerability", value));
        text.ifPresent(value -> given.put("text", value));
        return given;
    }

    /** Whether it can be about findings of this project. */
    public boolean isAbout(String projectName) {
        return project.isEmpty() || Glob.matches(project.get(), projectName);
    }

    /** The names of the vulnerability, of which any will do. */
    List<String> vulnerabilities() {
        return vulnerability.stream().flatMap(Match::names).toList();
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** What it asks of a finding's rule. */
    Predicate<String> ruleTest() {
        return rule.<Predicate<String>>map(pattern -> id -> like(pattern, id)).orElse(id -> true);
    }

    /** What it asks of where a finding is; empty for nothing. */
    Optional<Predicate<@Nullable String>> placeTest() {
        return path.map(pattern -> place -> isAt(pattern, place));
    }

    /** What it asks of the name of each guard that has seen a finding; empty for nothing. */
    Optional<Predicate<String>> guardTest() {
        return guard.map(pattern -> name -> like(pattern, name));
    }

    /** What it asks of a rule's id where that is the vulnerability's name. */
    Predicate<String> namedByRule() {
        return id -> vulnerabilities().stream().anyMatch(name -> like(name, id));
    }

    /** The longest texts without an asterisk: what fits a pattern has that of it. */
    static List<String> literals(Collection<String> patterns) {
        return patterns.stream()
                .map(pattern -> Arrays.stream(pattern.split("\\*"))
                        .max(Comparator.comparingInt(String::length))
                        .orElse(""))
                .toList();
    }

    /** Whether it asks for package, versions or vulnerability of a finding. */
    boolean asksForParts() {
        return Stream.of(packageName, versions, vulnerability).anyMatch(Optional::isPresent);
    }

    /** What it asks of a finding, ready to be asked often. */
    Predicate<FindingFacts> test() {
        var range = versions.map(VersionRange::parse);
        return facts -> isAbout(facts.project())
                && (guard.isEmpty() || allLike(guard.get(), facts.guards()))
                && (rule.isEmpty() || like(rule.get(), facts.ruleId()))
                && (path.isEmpty() || isAt(path.get(), facts.place()))
                && (packageName.isEmpty() || isOf(packageName.get(), facts))
                && (range.isEmpty() || range.get().containsAll(facts.versions()))
                && (vulnerability.isEmpty() || isCalled(vulnerability.get(), facts))
                && (text.isEmpty() || says(text.get(), facts.texts()));
    }

    private static boolean like(String pattern, String value) {
        return Glob.matches(lower(pattern), lower(value));
    }

    private static boolean allLike(String pattern, Collection<String> values) {
        return !values.isEmpty() && values.stream().allMatch(value -> like(pattern, value));
    }

    private static boolean isAt(String pattern, @Nullable String place) {
        return place != null && Glob.matchesPath(lower(pattern), lower(place));
    }

    private static boolean isOf(String pattern, FindingFacts facts) {
        return (facts.packageName() != null && like(pattern, facts.packageName()))
                || facts.purls().stream()
                        .anyMatch(
                                purl -> like(pattern, withoutVersion(purl)) || like(pattern, withoutQualifiers(purl)));
    }

    private static boolean isCalled(String pattern, FindingFacts facts) {
        return names(pattern)
                .anyMatch(name -> facts.identifiers().stream().anyMatch(known -> like(name, known))
                        || like(name, facts.ruleId()));
    }

    private static boolean says(String part, Collection<String> texts) {
        String wanted = lower(part);
        return texts.stream().anyMatch(said -> lower(said).contains(wanted));
    }

    private static String withoutQualifiers(String purl) {
        int end = purl.indexOf('?');
        String bare = end < 0 ? purl : purl.substring(0, end);
        int subpath = bare.indexOf('#');
        return subpath < 0 ? bare : bare.substring(0, subpath);
    }

    private static String withoutVersion(String purl) {
        String bare = withoutQualifiers(purl);
        int version = bare.lastIndexOf('@');
        // A scope's at sign is percent-encoded in well-formed package URLs, and comes before a slash in others.
        return version < 0 || version < bare.lastIndexOf('/') ? bare : bare.substring(0, version);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
