package dev.winnow.project;

import dev.winnow.problem.Conflict;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps apart who makes projects and who speaks for projects that it has no list of: neither sees what the other has not
 * committed yet, and a row that is not there cannot be locked. Many may make projects at once.
 */
@Component
class ProjectGate {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** Until the transaction ends nobody speaks for all projects. It holds no project yet. */
    void make() {
        lock.readLock().lock();
        unlockAtEnd(lock.readLock());
    }

    /**
     * Until the transaction ends nobody makes a project. It holds no project yet.
     *
     * @throws Conflict where one is being made for a long time
     */
    void close() {
        if (lock.isWriteLockedByCurrentThread()) {
            return;
        }
        try {
            if (!lock.writeLock().tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        unlockAtEnd(lock.writeLock());
    }

    private static Conflict busy() {
        return new Conflict("The first import of a project is running. Try again when it is done.");
    }

    private static void unlockAtEnd(Lock held) {
        try {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    held.unlock();
                }
            });
        } catch (IllegalStateException e) {
            held.unlock();
            throw e;
        }
    }
}
