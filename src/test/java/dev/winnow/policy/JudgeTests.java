package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.Contents;
import dev.winnow.importers.Severity;
import dev.winnow.policy.language.Policy;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class JudgeTests {
    private static BuildContent build(Contents contents) {
        return new BuildContent(Map.of(), contents.content(), new RoaringBitmap(), new RoaringBitmap());
    }

    private static Verdict builtIn(Contents contents) {
        return judged(contents, Policy.BUILT_IN);
    }

    /** Policies that ask of findings only what their build says of them. */
    private static Verdict judged(Contents contents, Policy policy) {
        var now = Instant.parse("2026-07-01T12:00:00Z");
        var gate = new Gate(mock());
        return gate.judge(
                policy,
                new Project("shop", now),
                new Build(1, "main", "1", "c1", now),
                build(contents),
                new Answers(mock()),
                now);
    }

    @Test
    void theExampleOfTheContractScores62() {
        // One critical, one high, one medium, eight low: 40 + 10 + 3 + 8 = 61 points.
        var contents =
                new Contents().add(1, Severity.CRITICAL).add(2, Severity.HIGH).add(3, Severity.MEDIUM);
        for (int low = 4; low < 12; low++) {
            contents.add(low, Severity.LOW);
        }
        contents.addSuppressed(12, Severity.CRITICAL).addSuppressed(13, Severity.HIGH);

        var score = Judge.score(build(contents), Weights.DEFAULT);
        assertThat(score.risk()).isEqualTo(61);
        assertThat(score.points()).isEqualTo(62);
    }

    @Test
    void anExploitedFindingCountsDoubleAndASilencedOneNotAtAll() {
        var contents = new Contents()
                .addExploited(1, Severity.CRITICAL)
                .addExploited(2, Severity.INFO)
                .add(3, Severity.UNKNOWN)
                .addSuppressed(4, Severity.CRITICAL);

        assertThat(Judge.score(build(contents), Weights.DEFAULT).risk()).isEqualTo(81);
    }

    @Test
    void theBuiltInPolicyFailsOnCriticalAndSaysOnWhat() {
        var verdict = builtIn(
                new Contents().add(1, Severity.CRITICAL).add(2, Severity.HIGH).add(3, Severity.CRITICAL));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.rule()).contains("no-critical");
        assertThat(verdict.findings()).isEqualTo(RoaringBitmap.bitmapOf(1, 3));
    }

    @Test
    void theBuiltInPolicyWarnsOnHighAndMediumTogether() {
        var verdict = builtIn(
                new Contents().add(1, Severity.MEDIUM).add(2, Severity.HIGH).add(3, Severity.LOW));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.rule()).contains("high-or-medium");
        assertThat(verdict.findings()).isEqualTo(RoaringBitmap.bitmapOf(1, 2));
    }

    @Test
    void theBuiltInPolicyIgnoresTheRestAndWhatIsSilenced() {
        var verdict = builtIn(new Contents()
                .add(1, Severity.LOW)
                .add(2, Severity.INFO)
                .add(3, Severity.UNKNOWN)
                .addSuppressed(4, Severity.CRITICAL));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.rule()).isEmpty();
        assertThat(verdict.findings().isEmpty()).isTrue();
    }

    @Test
    void aCleanBuildPasses() {
        assertThat(builtIn(new Contents()).outcome()).isEqualTo(Outcome.PASS);
        assertThat(Judge.score(build(new Contents()), Weights.DEFAULT).points()).isEqualTo(100);
    }

    @Test
    void theFirstRuleThatMatchesDecides() throws Exception {
        Policy lenient = PolicyReader.read("""
                rules:
                  - {name: known-criticals, when: finding.severity == "CRITICAL", effect: ignore}
                  - {name: criticals, when: finding.severity == "CRITICAL", effect: fail}
                """);

        assertThat(judged(new Contents().add(1, Severity.CRITICAL), lenient).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aVerdictKeepsWhichTextOfThePolicyItFollowsFrom() {
        assertThat(Policy.BUILT_IN.hash()).hasSize(64).isEqualTo(Policy.BUILT_IN.hash());
        assertThat(PolicyReader.readKnown(Policy.BUILT_IN.text() + "#").hash()).isNotEqualTo(Policy.BUILT_IN.hash());
    }
}
