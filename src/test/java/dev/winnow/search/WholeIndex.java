package dev.winnow.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets a test begin when its application's search index has all findings: an index in memory is made anew with each start
 * of an application context, and whoever searches meanwhile is told that some are missing.
 */
public final class WholeIndex implements TestExecutionListener, Ordered {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public int getOrder() {
        return 9_100;
    }

    @Override
    public void prepareTestInstance(TestContext context) {
        if (context.hasApplicationContext()) {
            context.getApplicationContext()
                    .getBeanProvider(Indexer.class)
                    .ifUnique(indexer -> assertThat(!indexer.isRunning() || indexer.awaitFresh(PATIENCE))
                            .as("the search index has all findings")
                            .isTrue());
        }
    }
}
