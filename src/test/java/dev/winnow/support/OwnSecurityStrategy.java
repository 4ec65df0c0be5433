package dev.winnow.support;

import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Puts the security strategy of a test's own application context into the place that all contexts of the JVM share: who
 * is signed in for a test would else be signed in to the context that was started last.
 */
public final class OwnSecurityStrategy implements TestExecutionListener, Ordered {
    @Override
    public int getOrder() {
        // Before the listener that signs in for the test, which has 10,000.
        return 9_000;
    }

    @Override
    public void beforeTestMethod(TestContext context) {
        if (context.hasApplicationContext()) {
            context.getApplicationContext()
                    .getBeanProvider(SecurityContextHolderStrategy.class)
                    .ifUnique(SecurityContextHolder::setContextHolderStrategy);
        }
    }
}
