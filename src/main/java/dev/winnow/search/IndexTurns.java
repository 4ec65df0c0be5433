package dev.winnow.search;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What others tell the thread that keeps the index, and what they wait for from it: that something changed, that the index
 * is to be made anew or held against the database, and that all they know of is in it.
 */
class IndexTurns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Condition caughtUp = lock.newCondition();
    private volatile boolean running;

    /** Counts what was told and what is waited for; what was there before the start is the first. */
    private long wanted = 1;

    /** Counts changes that were told. */
    private long tellings;

    /** All changes up to this one are in the index. */
    private long settled;

    private boolean rebuildAsked;
    private boolean checkAsked;

    boolean isRunning() {
        return running;
    }

    void start() {
        running = true;
    }

    /** Lets go of everyone who waits. */
    void stop() {
        locked(() -> {
            running = false;
            told.signalAll();
            caughtUp.signalAll();
        });
    }

    void tellChange() {
        locked(() -> {
            wanted++;
            tellings++;
            told.signal();
        });
    }

    void askRebuild() {
        locked(() -> {
            rebuildAsked = true;
            told.signal();
        });
    }

    void askCheck() {
        locked(() -> {
            checkAsked = true;
            told.signal();
        });
    }

    /**
     * Waits until everything that was committed before is in the index.
     *
     * @return whether it is; false where it took longer, and where the index is stopped
     */
    boolean await(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            // A change may be committed and not be told yet: only another look at the database knows.
            long mark = ++wanted;
            told.signal();
            while (settled < mark && left > 0 && running) {
                left = caughtUp.awaitNanos(left);
            }
            return settled >= mark;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #settle} is told once the changes that are there now are in the index. */
    long mark() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /** How many changes were told. */
    long tellings() {
        lock.lock();
        try {
            return tellings;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waited for what was there at this mark goes on. */
    void settle(long mark) {
        locked(() -> {
            settled = mark;
            caughtUp.signalAll();
        });
    }

    /** Whether a rebuild was asked for; asks only once. */
    boolean takeRebuild() {
        lock.lock();
        try {
            boolean asked = rebuildAsked;
            rebuildAsked = false;
            return asked;
        } finally {
            lock.unlock();
        }
    }

    boolean isCheckAsked() {
        lock.lock();
        try {
            return checkAsked;
        } finally {
            lock.unlock();
        }
    }

    /** Who looks now need not be asked to. */
    void takeCheck() {
        locked(() -> checkAsked = false);
    }

    /** Waits until something is told or asked, at most so long. */
    void pause(long seconds) {
        sleep(seconds, false);
    }

    /** Waits so long whatever is told: what failed is not tried again at once. */
    void rest(long seconds) {
        sleep(seconds, true);
    }

    private void sleep(long seconds, boolean whateverIsTold) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (running && left > 0 && (whateverIsTold || isIdle())) {
                left = told.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            running = false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        return settled >= wanted && !rebuildAsked && !checkAsked;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
