package dev.winnow.triage.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.statistics.Share;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShareTests {
    /** Worked out apart from the code, with z² = 2.7055: of 1 of 1 it is 1 ÷ (1 + z²). */
    @Test
    void theLowerEndIsThatOfWilsonsInterval() {
        assertThat(new Share(1, 1).low()).isCloseTo(0.2699, within(0.0001));
        assertThat(new Share(30, 31).low()).isCloseTo(0.8676, within(0.0001));
        assertThat(new Share(5, 10).low()).isCloseTo(0.2693, within(0.0001));
        assertThat(new Share(0, 8).low()).isZero();
        assertThat(new Share(0, 0).low()).isZero();
    }

    @Test
    void manyOfManyComeBeforeOneOfOne() {
        var order = Stream.of(tally("one of one", 1, 0), tally("none", 0, 9), tally("30 of 31", 30, 1))
                .sorted(RuleTally.WORST_FIRST)
                .map(RuleTally::rule);

        assertThat(order).containsExactly("30 of 31", "one of one", "none");
        assertThat(new Share(1, 1).isFew()).isTrue();
        assertThat(new Share(30, 31).isFew()).isFalse();
    }

    private static RuleTally tally(String rule, int wrong, int confirmed) {
        return new RuleTally(rule, 1, Map.of(Opinion.FALSE_POSITIVE, wrong, Opinion.CONFIRMED, confirmed), 0);
    }
}
