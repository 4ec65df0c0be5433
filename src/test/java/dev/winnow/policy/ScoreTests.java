package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Severity;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Grade;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

class ScoreTests {
    private static final RoaringBitmap NONE = new RoaringBitmap();

    @ParameterizedTest
    @CsvSource({
        "0, 100, A",
        "1, 99, A",
        "3, 97, A",
        "11, 90, A",
        "12, 89, B",
        "33, 75, B",
        "34, 75, B",
        "35, 74, C",
        "61, 62, C",
        "98, 51, C",
        "100, 50, C",
        "102, 50, C",
        "300, 25, D",
        "308, 25, D",
        "350, 22, E",
        "1000000000, 0, E"
    })
    void aScoreIsWhatItsRiskGives(long risk, int points, Grade grade) {
        assertThat(new Score(risk).points()).isEqualTo(points);
        assertThat(new Score(risk).grade()).isEqualTo(grade);
    }

    @Test
    void eachDoublingOfAHundredAndTheRiskHalvesTheScore() {
        assertThat(new Score(0).points()).isEqualTo(100);
        assertThat(new Score(100).points()).isEqualTo(50);
        assertThat(new Score(300).points()).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, 40", "HIGH, 10", "MEDIUM, 3", "LOW, 1", "UNKNOWN, 1", "INFO, 0"})
    void aFindingCostsItsWeightAndTwiceWhereItIsExploited(Severity severity, long weight) {
        var one = RoaringBitmap.bitmapOf(7);

        assertThat(Score.risk(Weights.DEFAULT, severity, one, NONE)).isEqualTo(weight);
        assertThat(Score.risk(Weights.DEFAULT, severity, one, one)).isEqualTo(2 * weight);
        assertThat(Score.risk(Weights.DEFAULT, severity, RoaringBitmap.bitmapOf(1, 2, 3), one))
                .isEqualTo(3 * weight);
    }

    @Test
    void aBuildThatNobodyScannedHasNoScore() {
        var build = new Build(1, "main", "1", "c", Instant.EPOCH);

        assertThat(build.score()).isEmpty();
        assertThat(build.grade()).isEmpty();
        assertThat(build.verdict()).isEmpty();
    }

    @Test
    void riskIsNeverNegative() {
        assertThatThrownBy(() -> new Score(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
