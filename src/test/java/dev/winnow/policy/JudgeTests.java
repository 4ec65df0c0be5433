package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.Contents;
import dev.winnow.importers.Severity;
import dev.winnow.project.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class JudgeTests {
    private static BuildContent build(Contents contents) {
        return new BuildContent(Map.of(), contents.content(), new RoaringBitmap(), new RoaringBitmap());
    }

    private static Verdict builtIn(Contents contents) {
        return Judge.verdict(build(contents), Policy.BUILT_IN);
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
    void theFirstRuleThatMatchesDecides() {
        var lenient = new Policy(
                "test",
                List.of(
                        new Policy.Rule("known-criticals", Set.of(Severity.CRITICAL), Policy.Effect.IGNORE),
                        new Policy.Rule("criticals", Set.of(Severity.CRITICAL), Policy.Effect.FAIL)));

        assertThat(Judge.verdict(build(new Contents().add(1, Severity.CRITICAL)), lenient)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aVerdictKeepsWhichTextOfThePolicyItFollowsFrom() {
        assertThat(Policy.BUILT_IN.hash()).hasSize(64).isEqualTo(Policy.BUILT_IN.hash());
        assertThat(new Policy(Policy.BUILT_IN.text() + "#", Policy.BUILT_IN.rules()).hash())
                .isNotEqualTo(Policy.BUILT_IN.hash());
    }
}
