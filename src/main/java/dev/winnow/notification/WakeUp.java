package dev.winnow.notification;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells who works on the outbox that there is something new; who misses it looks by himself a little later. */
@Component
class WakeUp {
    private final Semaphore calls = new Semaphore(0);

    void call() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    /** Returns when called, or when the time is over. */
    void await(Duration patience) throws InterruptedException {
        if (calls.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }
}
