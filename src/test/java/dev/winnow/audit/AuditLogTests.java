package dev.winnow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AuditLogTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    private static final Actor ANN = Actor.token("ann", 7, "ci");

    abstract static class Claims {
        @Autowired
        private AuditLog log;

        @Autowired
        private AuditTrail trail;

        @Autowired
        private Seal seal;

        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private PlatformTransactionManager transactions;

        private final String subject = "test:" + UUID.randomUUID();

        private TransactionTemplate transaction() {
            return new TransactionTemplate(transactions);
        }

        private List<AuditRecord> recorded() {
            return trail.after(new AuditFilter(null, null, subject, null, null), 0, 1_000);
        }

        private ChainCheck check() {
            var check = new ChainCheck(Optional.of(seal));
            long after = 0;
            for (List<AuditRecord> page = trail.after(AuditFilter.ALL, 0, 100);
                    !page.isEmpty();
                    page = trail.after(AuditFilter.ALL, after, 100)) {
                page.forEach(check::next);
                after = page.getLast().seq();
            }
            check.end(trail.head());
            return check;
        }

        @Test
        void aRecordSaysWhoDidWhatAndWhatItWasBefore() {
            log.record(ANN, "thing.changed", subject, Map.of("b", 1.50, "a", List.of("x")), null);

            AuditRecord record = recorded().getFirst();
            assertThat(record.actor()).isEqualTo(ANN);
            assertThat(record.action()).isEqualTo("thing.changed");
            assertThat(record.before()).isEqualTo("{\"a\":[\"x\"],\"b\":1.5}");
            assertThat(record.after()).isNull();
            assertThat(check().problems()).isEmpty();
        }

        @Test
        void aRecordIsThereIfAndOnlyIfTheTransactionIsCommitted() {
            transaction().executeWithoutResult(status -> {
                log.record(ANN, "thing.kept", subject, null, 1);
                assertThat(recorded()).isEmpty();
            });
            transaction().executeWithoutResult(status -> {
                log.record(ANN, "thing.lost", subject, null, 1);
                status.setRollbackOnly();
            });

            assertThat(recorded()).extracting(AuditRecord::action).containsExactly("thing.kept");
            assertThat(check().problems()).isEmpty();
        }

        @Test
        void aTransactionThatOnlyReadsRecordsInOneOfItsOwn() {
            TransactionTemplate reading = transaction();
            reading.setReadOnly(true);

            reading.executeWithoutResult(status -> log.record(ANN, "thing.read", subject, null, null));

            assertThat(recorded()).hasSize(1);
        }

        @Test
        void recordsOfATransactionWithinATransactionAreNotMixedUp() {
            TransactionTemplate inner = transaction();
            inner.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);

            transaction().executeWithoutResult(outer -> {
                log.record(ANN, "thing.first", subject, null, null);
                inner.executeWithoutResult(status -> log.record(ANN, "thing.inner", subject, null, null));
                log.record(ANN, "thing.last", subject, null, null);
            });

            assertThat(recorded())
                    .extracting(AuditRecord::action)
                    .containsExactly("thing.inner", "thing.first", "thing.last");
        }

        @Test
        void manyWritersAtOnceLeaveOneChainWithoutGaps() throws Exception {
            int writers = 8;
            int each = 25;
            try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < writers; i++) {
                    running.add(pool.submit(() -> {
                        for (int n = 0; n < each; n++) {
                            boolean kept = n % 5 != 4;
                            transaction().executeWithoutResult(status -> {
                                log.record(ANN, "thing.raced", subject, null, null);
                                log.record(ANN, "thing.raced", subject, null, null);
                                if (!kept) {
                                    status.setRollbackOnly();
                                }
                            });
                        }
                    }));
                }
                for (Future<?> one : running) {
                    one.get(2, TimeUnit.MINUTES);
                }
            }

            assertThat(recorded()).hasSize(writers * each * 4 / 5 * 2);
            assertThat(check().problems()).isEmpty();
        }

        @Test
        void aLongTransactionMakesNobodyWaitBeforeItCommits() throws Exception {
            var recordedAlready = new CountDownLatch(1);
            var otherIsDone = new CountDownLatch(1);
            try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                Future<?> slow = pool.submit(() -> transaction().executeWithoutResult(status -> {
                    log.record(ANN, "thing.slow", subject, null, null);
                    recordedAlready.countDown();
                    await(otherIsDone);
                }));
                await(recordedAlready);
                log.record(ANN, "thing.quick", subject, null, null);
                assertThat(recorded()).extracting(AuditRecord::action).containsExactly("thing.quick");
                otherIsDone.countDown();
                slow.get(1, TimeUnit.MINUTES);
            }

            assertThat(recorded()).extracting(AuditRecord::action).containsExactly("thing.quick", "thing.slow");
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void whatNoDatabaseCanKeepIsReplacedAndStaysInTheChain() {
            String odd = "nul \0 half \uD800 whole \uD83D\uDE00";
            log.record(Actor.token("ann", 1, odd), "thing.odd", subject + odd, odd, Map.of(odd, odd));

            AuditRecord record = recorded().getFirst();
            assertThat(record.subject()).endsWith("nul \uFFFD half ? whole \uD83D\uDE00");
            assertThat(check().problems()).isEmpty();
        }

        @Test
        void whatIsFarTooLongIsKeptAsItsDigest() {
            log.record(ANN, "thing.long", subject + "x".repeat(1_000), "y".repeat(2_000_000), null);

            AuditRecord record = recorded().getFirst();
            assertThat(record.subject()).hasSize(500).endsWith("…");
            assertThat(record.before()).contains("\"characters\":2000002", "\"sha256\":");
            assertThat(check().problems()).isEmpty();
        }

        @Test
        void anActionIsDottedWords() {
            assertThatThrownBy(() -> log.record(ANN, "Did it!", subject, null, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aRowThatIsChangedIsFoundByItsNumber() {
            log.record(ANN, "thing.forged", subject, null, "innocent");
            AuditRecord record = recorded().getFirst();
            String update = "update audit_record set after_json = ? where seq = ?";
            try {
                jdbc.sql(update).params("\"guilty\"", record.seq()).update();

                assertThat(check().problems())
                        .containsExactly("record " + record.seq() + " was changed: its content does not fit its hash");
            } finally {
                jdbc.sql(update).params(record.after(), record.seq()).update();
            }
        }
    }
}
