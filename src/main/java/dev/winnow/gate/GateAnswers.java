package dev.winnow.gate;

import dev.winnow.intake.ScanImported;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Answers pipelines that ask for a verdict, and waits with them for what is missing: on a thread of its own, which costs
 * next to nothing, so that any number of pipelines may wait.
 */
@Service
public class GateAnswers {
    /** Imports are heard of at once; reports that fail, or guards that are expected no more, are looked for so often. */
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    /** Looks at the database at the same time: however many wait, they leave it to others. */
    private static final int LOOKS = 2;

    private final Settlement settlement;
    private final Semaphore looks = new Semaphore(LOOKS, true);
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    GateAnswers(Settlement settlement) {
        this.settlement = settlement;
    }

    /** A question that is not answered yet. A permit of its bell says that something has changed. */
    private static final class Waiting {
        private final String project;
        private final Semaphore bell = new Semaphore(0);

        Waiting(String project) {
            this.project = project;
        }
    }

    /**
     * Answers as soon as the verdict is settled, or else what is missing when the time is over or Winnow stops.
     *
     * @param patience how long to wait for the verdict; zero: not at all
     */
    public CompletableFuture<GateAnswer> answer(GateQuestion question, Duration patience) {
        var answer = new CompletableFuture<GateAnswer>();
        Thread.ofVirtual().name("verdict").start(() -> {
            try {
                answer.complete(await(question, patience));
            } catch (InterruptedException e) {
                answer.cancel(false);
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private GateAnswer await(GateQuestion question, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        var own = new Waiting(question.project());
        waiting.add(own);
        try {
            while (true) {
                // What changes from here on rings again.
                own.bell.drainPermits();
                GateAnswer now = look(question);
                long left = patience.minusNanos(System.nanoTime() - start).toMillis();
                if (now.isFinal() || left <= 0) {
                    return now;
                }
                if (closed) {
                    // Nobody waited long enough to say that nothing comes.
                    return now instanceof GateAnswer.Unknown
                            ? new GateAnswer.Pending(List.of(), new TreeSet<>(question.guards()))
                            : now;
                }
                own.bell.tryAcquire(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS);
            }
        } finally {
            waiting.remove(own);
        }
    }

    private GateAnswer look(GateQuestion question) throws InterruptedException {
        looks.acquire();
        try {
            return settlement.of(question);
        } finally {
            looks.release();
        }
    }

    @TransactionalEventListener
    void on(ScanImported imported) {
        waiting.stream().filter(one -> one.project.equals(imported.project())).forEach(one -> one.bell.release());
    }

    /** Those who wait for a whole minute would keep the server from stopping. */
    @EventListener
    void on(ContextClosedEvent end) {
        closed = true;
        waiting.forEach(one -> one.bell.release());
    }
}
