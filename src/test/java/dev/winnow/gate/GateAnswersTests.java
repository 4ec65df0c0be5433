package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

class GateAnswersTests {
    private final GateQuestion question = new GateQuestion("p", "1", null, null, Set.of("lint"), false);
    private final Settlement settlement = mock();
    private final GateAnswers answers = new GateAnswers(settlement);

    private GateAnswer stopped(GateAnswer standing) throws Exception {
        when(settlement.of(any())).thenReturn(standing);
        CompletableFuture<GateAnswer> answer = answers.answer(question, Duration.ofDays(1));
        verify(settlement, timeout(60_000).atLeastOnce()).of(question);

        answers.on(new ContextClosedEvent(mock(ApplicationContext.class)));

        return answer.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsIsAnsweredWhenWinnowStops() throws Exception {
        var pending = new GateAnswer.Pending(List.of(), new TreeSet<>(Set.of("zap")));

        assertThat(stopped(pending)).isEqualTo(pending);
        assertThat(answers.answer(question, Duration.ofDays(1)).get(60, TimeUnit.SECONDS))
                .isEqualTo(pending);
    }

    @Test
    void aBuildThatMayStillComeIsPendingWhenWinnowStops() throws Exception {
        assertThat(stopped(new GateAnswer.Unknown(true)))
                .isEqualTo(new GateAnswer.Pending(List.of(), new TreeSet<>(Set.of("lint"))));
    }

    @Test
    void anErrorOfTheDatabaseIsTheAnswer() {
        when(settlement.of(any())).thenThrow(new IllegalStateException("gone"));

        assertThat(answers.answer(question, Duration.ofDays(1)))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withMessageContaining("gone");
    }
}
