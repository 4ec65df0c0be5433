package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

class CannotStartTests {
    @Test
    void theConsoleSaysWhatIsWrongAndWhatToDo() {
        var failure = new BeanCreationException("importQueue", "failed", new CannotStart("It is so.", "Do this."));

        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, error) -> {}))
                        .stream()
                        .map(analyzer -> analyzer.analyze(failure))
                        .filter(Objects::nonNull)
                        .map(FailureAnalysis::getDescription))
                .contains("It is so.");
    }
}
