package dev.winnow.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Who locks a project has it as it is then, whatever the transaction had read before. */
class ProjectLockTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        @Autowired
        private Projects projects;

        @Autowired
        private PlatformTransactionManager transactions;

        @Autowired
        private JdbcClient jdbc;

        private final String name = "locked-" + getClass().getSimpleName();

        private TransactionTemplate transaction() {
            var template = new TransactionTemplate(transactions);
            template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            return template;
        }

        private long make(String more) {
            return transaction()
                    .execute(status -> projects.save(new Project(name + more, Instant.EPOCH))
                            .id());
        }

        private void import50(long id) {
            transaction().executeWithoutResult(other -> {
                Project project = projects.lock(id);
                project.takeNumbers(50);
                project.wantFourEyes(false);
            });
        }

        private int nextNumber(long id) {
            return jdbc.sql("select next_number from project where id = ?")
                    .param(id)
                    .query(Integer.class)
                    .single();
        }

        @Test
        void whatWasLoadedBeforeIsBroughtUpToDate() {
            long id = make("-1");

            transaction().executeWithoutResult(status -> {
                Project early = projects.findByName(name + "-1").orElseThrow();
                import50(id);
                Project locked = projects.lock(id);
                assertThat(locked).isSameAs(early);
                assertThat(locked.takeNumbers(1)).isEqualTo(51);
                locked.rollUp(SeverityCounts.NONE, 3);
            });

            assertThat(nextNumber(id)).isEqualTo(52);
            assertThat(projects.findById(id).orElseThrow().fourEyes()).isFalse();
        }

        @Test
        void whatATransactionDoesNotChangeItDoesNotWrite() {
            long id = make("-2");

            transaction().executeWithoutResult(status -> {
                Project early = projects.findByName(name + "-2").orElseThrow();
                import50(id);
                early.rollUp(SeverityCounts.NONE, 3);
            });

            assertThat(nextNumber(id)).isEqualTo(51);
            assertThat(projects.findById(id).orElseThrow().fourEyes()).isFalse();
        }

        @Test
        void whoHasItLockedAlreadyKeepsWhatItChanged() {
            long id = make("-3");

            transaction().executeWithoutResult(status -> {
                projects.lock(id).takeNumbers(7);
                assertThat(projects.lock(List.of(id)).getFirst().takeNumbers(1)).isEqualTo(8);
            });
            transaction().executeWithoutResult(status -> {
                Project fresh = projects.save(new Project(name + "-4", Instant.EPOCH));
                fresh.takeNumbers(7);
                assertThat(projects.lock(fresh.id()).takeNumbers(1)).isEqualTo(8);
            });

            assertThat(nextNumber(id)).isEqualTo(9);
        }

        @Test
        void aProjectThatWasJustMadeIsNotTakenForAnotherOfLikeName() {
            String own = name + "-Made";
            make("-Made");

            assertThat(projects.existsByFoldedNameAndNameNot(ProjectName.folded(own), own))
                    .isFalse();
            assertThat(projects.existsByFoldedNameAndNameNot(
                            ProjectName.folded(own), own.toUpperCase(java.util.Locale.ROOT)))
                    .isTrue();
        }

        @Test
        void whoLocksAllWaitsForThoseThatAreBeingMade() throws Exception {
            try (var other = Executors.newSingleThreadExecutor()) {
                Thread waiting = other.submit(Thread::currentThread).get();
                var made = new AtomicLong();
                Future<List<Long>> all = transaction().execute(status -> {
                    made.set(projects.make(new Project(name + "-5", Instant.EPOCH))
                            .id());
                    Future<List<Long>> locked = other.submit(() -> transaction()
                            .execute(act ->
                                    projects.lockAll().stream().map(Project::id).toList()));
                    await().until(() ->
                            locked.isDone() || LockSupport.getBlocker(waiting) instanceof AbstractOwnableSynchronizer);
                    return locked;
                });

                assertThat(Objects.requireNonNull(all).get(60, TimeUnit.SECONDS))
                        .contains(made.get());
            }
        }
    }
}
