package dev.winnow.audit;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where every module notes what was done by whom. A record is part of the transaction that does it: it is there if and
 * only if that was committed. It is written last of all, when the transaction commits: from then on other transactions
 * that want to write a record wait, as a chain has one end, so a long import makes nobody wait for longer than its
 * commit takes. The price: a record's number and time are those of the commit and not of the deed, and who asks within
 * the same transaction does not see it yet.
 */
@Service
public class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9.-]{0,49}");
    private static final int LONGEST_SUBJECT = 500;

    private final AuditRows rows;
    private final EntityManager entities;
    private final TransactionTemplate own;

    AuditLog(AuditRows rows, EntityManager entities, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.entities = entities;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Notes that the actor did something: with the transaction at hand where it can write, else at once in one of its
     * own. Call it before the transaction starts to commit.
     *
     * @param action dotted words in lower case, the thing first, such as {@code token.made} or {@code decision.made}
     * @param subject what it was done to, as {@code kind:name}, such as {@code project:shop} or {@code finding:17}; cut
     *     at 500 characters
     * @param before what was, null where there was nothing: a record, map or text that Jackson writes as JSON; it must
     *     hold no secret
     * @param after what is, null where nothing is left; likewise
     */
    public void record(Actor actor, String action, String subject, @Nullable Object before, @Nullable Object after) {
        if (!ACTION.matcher(action).matches()) {
            throw new IllegalArgumentException("an action is dotted words in lower case, not " + action);
        }
        String tokenName = actor.tokenName();
        var entry = new Entry(
                new Actor(
                        WellFormed.text(actor.login(), 64),
                        actor.tokenId(),
                        tokenName == null ? null : WellFormed.text(tokenName, 100)),
                action,
                WellFormed.text(subject, LONGEST_SUBJECT),
                CanonicalJson.of(before),
                CanonicalJson.of(after));
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            pending().entries.add(entry);
        } else {
            own.executeWithoutResult(status -> pending().entries.add(entry));
        }
    }

    /** What is recorded, before it has its place in the chain. */
    record Entry(
            Actor actor,
            String action,
            String subject,
            @Nullable String before,
            @Nullable String after) {}

    private Pending pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending known) {
            return known;
        }
        var pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /** The records of one transaction, in their order. */
    private final class Pending implements TransactionSynchronization {
        private final List<Entry> entries = new ArrayList<>();

        /** After all others, which may record more or write much. */
        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            // What is still to be written must not be written while others wait.
            entities.flush();
            rows.append(entries);
            entries.clear();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AuditLog.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AuditLog.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(AuditLog.this);
            if (status == STATUS_COMMITTED && !entries.isEmpty()) {
                LOG.error("Recorded too late for the audit log, after the commit began: {}", entries);
            }
        }
    }
}
