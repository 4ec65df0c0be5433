package dev.winnow.policy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.project.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTests {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Map<String, Object> MAIN = Map.of("branch", "main", "tracked", true);

    private static Asked asked(Map<String, Object> finding) {
        return new Asked(finding, MAIN, Map.of("name", "shop"));
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(InvalidPolicy.class, () -> PolicyReader.read(text)).problems().stream()
                .map(PolicyProblem::said)
                .toList();
    }

    private static Policy policy(String condition) throws InvalidPolicy {
        return PolicyReader.read("rules:\n  - name: it\n    when: |\n      " + condition + "\n    effect: fail\n");
    }

    private static boolean holds(String condition, Map<String, Object> finding) throws InvalidPolicy {
        return policy(condition).rules().getFirst().when().holds(asked(finding));
    }

    @Test
    void everythingThatAPolicySaysIsRead() throws Exception {
        Policy policy = PolicyReader.read("""
                projects: [shop, "pay-*"]
                teams: [blue]
                expected-guards: [semgrep, trivy]
                weights: {critical: 100, low: 0}
                alert-limits:
                  - {team: blue, per-person-per-day: 5}
                  - {per-person-per-day: 7.5}
                rules:
                  - name: tests are not shipped
                    when: finding.path.glob("src/test/**")
                    effect: ignore
                  - name: no known exploits
                    when: finding.kev || finding.epss >= 0.5
                    effect: fail
                    message: Update the package today.
                    until: 2026-12-31
                """);

        assertThat(policy.scope()).isEqualTo(new Policy.Scope(List.of("shop", "pay-*"), List.of("blue")));
        assertThat(policy.guards()).containsExactly("semgrep", "trivy");
        assertThat(policy.weights()).isEqualTo(new Weights(100, 10, 3, 0, 1, 0));
        assertThat(policy.alertLimits()).isEqualTo(Map.of("blue", 5.0, "", 7.5));
        PolicyRule rule = policy.rules().get(1);
        assertThat(rule.name()).isEqualTo("no known exploits");
        assertThat(rule.effect()).isEqualTo(Effect.FAIL);
        assertThat(rule.message()).isEqualTo("Update the package today.");
        assertThat(rule.until()).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(rule.when().attributes()).containsExactlyInAnyOrder(Attribute.KEV, Attribute.EPSS);
        assertThat(policy.dependsOnTime()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "finding.severity in ['HIGH', 'MEDIUM'] ~ true",
                "finding.severity == 'CRITICAL' || finding.cvss > 7 ~ true",
                "finding.cvss >= 9.0 ~ false",
                "finding.path.glob('src/**/*.java') ~ true",
                "finding.path.glob('src/*.java') ~ false",
                "finding.path.startsWith('src/') && !finding.path.endsWith('Test.java') ~ true",
                "finding.package.matches('^log4j') ~ true",
                "'CWE-79' in finding.cwes ~ true",
                "finding.cwes.exists(cwe, cwe == 'CWE-89') ~ false",
                "finding.identifiers.exists(id, id.startsWith('CVE-2021-')) ~ true",
                "finding.ageDays > 30 && finding.fixAvailable ~ true",
                "build.tracked && build.branch == 'main' ~ true",
                "project.name == 'shop' ~ true",
                "has(finding.epss) ~ false",
                "finding.kind == 'VULNERABILITY' && finding.rule == 'CVE-2021-44228' ~ true",
                "true ~ true"
            })
    void conditionsAskOfFindingBuildAndProject(String condition, boolean expected) throws Exception {
        Map<String, Object> finding = Map.ofEntries(
                Map.entry("severity", "HIGH"),
                Map.entry("kind", "VULNERABILITY"),
                Map.entry("rule", "CVE-2021-44228"),
                Map.entry("cvss", 7.5),
                Map.entry("path", "src/main/java/App.java"),
                Map.entry("package", "log4j-core"),
                Map.entry("cwes", List.of("CWE-79", "CWE-80")),
                Map.entry("identifiers", List.of("CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q")),
                Map.entry("ageDays", 31L),
                Map.entry("fixAvailable", true));

        assertThat(holds(condition, finding)).isEqualTo(expected);
    }

    /** Otherwise a finding without a score would count as one of score 0. */
    @Test
    void whatAFindingDoesNotHaveMatchesNoConditionThatNeedsIt() throws Exception {
        Map<String, Object> bare = Map.of("severity", "HIGH");

        assertThat(holds("finding.cvss < 4.0", bare)).isFalse();
        assertThat(holds("!(finding.cvss < 4.0)", bare)).isFalse();
        assertThat(holds("finding.severity == 'HIGH' || finding.cvss > 9.0", bare))
                .isTrue();
        assertThat(holds("!has(finding.cvss)", bare)).isTrue();
    }

    @Test
    void whatTheBuildSaysDecidesWithoutTheFindingWhereItCan() throws Exception {
        Condition condition = policy("finding.severity == 'CRITICAL' && finding.fixAvailable")
                .rules()
                .getFirst()
                .when();

        assertThat(condition.holdsFor(asked(Map.of("severity", "LOW")))).isEqualTo(Answer.NO);
        assertThat(condition.holdsFor(asked(Map.of("severity", "CRITICAL")))).isEqualTo(Answer.UNKNOWN);
        assertThat(policy("finding.severity == 'LOW' || finding.path.glob('x/**')")
                        .rules()
                        .getFirst()
                        .when()
                        .holdsFor(asked(Map.of("severity", "LOW"))))
                .isEqualTo(Answer.YES);
    }

    @Test
    void errorsNameLineColumnAndRule() {
        assertThat(problems("""
                rules:
                  - name: no-critical
                    when: finding.severty == "CRITICAL"
                    effect: fail
                """))
                .singleElement()
                .asString()
                .startsWith("line 3, column 18, rule no-critical: undefined field 'severty'");
        assertThat(problems("""
                rules:
                  - name: two lines
                    when: |
                      finding.severity == "HIGH" &&
                        finding.cvss > "9"
                    effect: fail
                """)).singleElement().asString().startsWith("line 5, column 22, rule two lines: ");
        assertThat(problems("""
                rules:
                  - name: quoted
                    when: "finding.severity"
                    effect: fail
                """))
                .singleElement()
                .asString()
                .startsWith("line 3, column 19, rule quoted: expected type 'bool'");
        assertThat(problems("""
                rules:
                  - when: finding.kev
                    effct: fail
                    name: mistyped
                """))
                .singleElement()
                .asString()
                .startsWith("line 3, column 5, rule mistyped: effct is no known part of a rule; known: name, when");
        assertThat(problems("rules: []\n---\nrules: []\n"))
                .singleElement()
                .asString()
                .isEqualTo("line 2, column 1: expected a single document in the stream but found another document");
    }

    @Test
    void aWordThatAnAttributeNeverHasIsAnError() {
        assertThat(problems("""
                rules:
                  - name: lower case
                    when: finding.severity in ["HIGH", "medium"] && finding.category == "SAST"
                    effect: fail
                """))
                .hasSize(2)
                .anySatisfy(said -> assertThat(said)
                        .startsWith("line 3, column 40, rule lower case: finding.severity is never \"medium\""))
                .anySatisfy(said -> assertThat(said).contains("finding.category is never \"SAST\""));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceInTheOrderOfTheText() {
        assertThat(problems("""
                rules:
                  - name: a
                    when: finding.foo
                    effect: fail
                  - name: b
                    when: "true"
                    effect: explode
                  - name: a
                    when: "true"
                    effect: warn
                  - when: "true"
                    effect: warn
                  - name: c
                    when: "true"
                    effect: warn
                    until: tomorrow
                """))
                .satisfiesExactly(
                        said -> assertThat(said).startsWith("line 3, column 18, rule a: undefined field"),
                        said -> assertThat(said)
                                .isEqualTo("line 7, column 13, rule b: an effect is fail, warn or ignore."),
                        said -> assertThat(said)
                                .isEqualTo("line 8, column 5, rule a: another rule has this name already."),
                        said -> assertThat(said).isEqualTo("line 11, column 5: name is missing."),
                        said -> assertThat(said).startsWith("line 16, column 12, rule c: a date such as"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | a policy is said by names and values",
                "rulez: [] | no known part of a policy",
                "weights: {} | the policy has no rules",
                "'rules: {}' | a list is wanted here",
                "'rules: [' | line 1",
                "'rules: []\nweights: {critical: -1}' | a number from 0 to 10000",
                "'rules: []\nweights: {critical: 1.5}' | a weight is a whole number",
                "'rules: []\nexpected-guards: [\"tri*\"]' | a guard is named as it is",
                "'rules: []\nalert-limits: [{team: a}]' | say per-person-per-day",
                "'rules: [{name: x, when: finding, effect: fail}]' | expected type",
                "'rules: [{name: x, when: user.name == \"\", effect: fail}]' | a condition asks finding, build and project",
                "'rules: !!java.net.URL [\"http://localhost/\"]' | Global tag is not allowed"
            })
    void whatIsNoPolicyIsRefused(String text, String said) {
        assertThat(problems(text)).singleElement().asString().contains(said);
    }

    @Test
    void anEmptyTextIsNoPolicyAndNoRuleIsOne() throws Exception {
        assertThat(problems("")).singleElement().asString().contains("The policy is empty");
        assertThat(PolicyReader.read("rules: []").rules()).isEmpty();
    }

    @Test
    void aFindingAsAWholeIsNotAsked() {
        assertThat(problems("rules: [{name: x, when: finding == finding, effect: fail}]"))
                .hasSize(2)
                .allSatisfy(said -> assertThat(said).contains("say which attribute is asked for"));
    }

    @Test
    void bombsAreRefused() {
        assertThat(problems("rules: " + "[".repeat(100))).isNotEmpty();
        assertThat(problems("x".repeat(PolicyReader.LARGEST + 1)))
                .singleElement()
                .asString()
                .contains("longer than");
        assertThat(problems("rules: [{name: x, when: '" + "(".repeat(1_000) + "true" + ")".repeat(1_000)
                        + "', effect: fail}]"))
                .isNotEmpty();
    }

    /** A short text must not make a value that fills the memory. */
    @Test
    void whatGrowsWithoutEndIsNoPartOfTheLanguage() {
        for (String bomb : List.of(
                "['aaaa'].map(x, x + x).map(x, x + x)[0] != ''",
                "'a'.replace('a', 'aaaa') != ''",
                "'aaaa'.split('').join('bbbb') != ''",
                "'%s%s'.format(['a', 'a']) != ''")) {
            assertThat(problems("rules: [{name: x, when: \"" + bomb + "\", effect: fail}]"))
                    .as(bomb)
                    .isNotEmpty();
        }
    }

    /** Nested loops over a finding's own lists end, whatever a policy asks for. */
    @Test
    void loopsAreBounded() throws Exception {
        String loop = "finding.cwes.all(a, finding.cwes.all(b, finding.cwes.all(c, finding.cwes.all(d, true))))";
        List<String> many = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> "CWE-" + i)
                .toList();

        assertThat(holds(loop, Map.of("cwes", many))).isFalse();
        assertThat(holds(loop, Map.of("cwes", List.of("CWE-1", "CWE-2")))).isTrue();
    }

    @Test
    void aRuleIsOverAtItsEnd() throws Exception {
        Policy policy = PolicyReader.read("""
                rules:
                  - {name: known, when: finding.severity == "CRITICAL", effect: ignore, until: 2026-06-30}
                  - {name: critical, when: finding.severity == "CRITICAL", effect: fail}
                """);
        Asked critical = asked(Map.of("severity", "CRITICAL"));

        assertThat(policy.deciding(critical, Instant.parse("2026-06-30T23:59:59Z")))
                .map(PolicyRule::name)
                .contains("known");
        assertThat(policy.deciding(critical, Instant.parse("2026-07-01T00:00:00Z")))
                .map(PolicyRule::name)
                .contains("critical");
    }

    @Test
    void aCaseOnTheLastDayOfARuleIsDecidedByIt() throws Exception {
        Policy policy = PolicyReader.read("""
                rules:
                  - {name: known, when: finding.severity == "CRITICAL", effect: ignore, until: 2026-06-30}
                  - {name: critical, when: finding.severity == "CRITICAL", effect: fail}
                tests:
                  - {name: last day, finding: {severity: CRITICAL}, on: 2026-06-30, expect: pass, rule: known}
                  - {name: next day, finding: {severity: CRITICAL}, on: 2026-07-01, expect: fail, rule: critical}
                  - {name: its end, finding: {severity: CRITICAL}, on: "2026-07-01T00:00:00Z", expect: fail}
                """);

        assertThat(policy.test(NOW)).allMatch(PolicyCase.Result::passed);
    }

    @Test
    void casesBesideTheRulesSayWhatWentOtherwise() throws Exception {
        Policy policy = PolicyReader.read("""
                rules:
                  - {name: critical, when: finding.severity == "CRITICAL" && finding.fixAvailable, effect: fail}
                  - {name: rest, when: "true", effect: warn}
                tests:
                  - name: with a fix
                    finding: {severity: CRITICAL, fixAvailable: true}
                    expect: fail
                    rule: critical
                  - name: without
                    finding: {severity: CRITICAL, fixAvailable: false}
                    expect: fail
                  - name: wrong rule
                    finding: {severity: LOW, fixAvailable: true}
                    expect: warn
                    rule: critical
                """);

        assertThat(policy.test(NOW))
                .extracting(
                        result -> result.of().name(),
                        result -> result.of().line(),
                        result -> result.said().orElse("passed"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("with a fix", 5, "passed"),
                        org.assertj.core.groups.Tuple.tuple("without", 9, "expected fail, but rule rest says warn"),
                        org.assertj.core.groups.Tuple.tuple(
                                "wrong rule", 12, "expected rule critical to decide, but rule rest does"));
        assertThat(problems("""
                rules: []
                tests:
                  - {name: x, finding: {severity: Critical}, expect: pass}
                  - {name: y, finding: {cvss: high}, expect: pass}
                  - {name: z, finding: {}, expect: maybe}
                  - {name: r, finding: {}, expect: pass, rule: none}
                """)).hasSize(4);
    }

    @Test
    void theBuiltInPolicyIsOne() {
        assertThat(Policy.BUILT_IN.deciding(asked(Map.of("severity", "CRITICAL")), NOW))
                .map(rule -> rule.effect().outcome())
                .contains(Outcome.FAIL);
        assertThat(Policy.BUILT_IN.attributes()).containsExactly(Attribute.SEVERITY);
        assertThat(Policy.BUILT_IN.dependsOnTime()).isFalse();
    }
}
