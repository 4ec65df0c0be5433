package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.winnow.api.ApiClaims;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.policy.Coverages;
import dev.winnow.policy.Policies;
import dev.winnow.policy.Verdicts;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An import that ends between two things that an answer reads. */
class SettlementTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Scans scans;

        @Autowired
        private Projects projects;

        @Autowired
        private Builds builds;

        @Autowired
        private Coverages coverages;

        @Autowired
        private Policies policies;

        @Autowired
        private Verdicts verdicts;

        @Autowired
        private Intake intake;

        @Autowired
        private PlatformTransactionManager transactions;

        private final ExecutorService other = Executors.newCachedThreadPool();

        /** Does something before the so-manyth thing is read. */
        private final class Moment {
            private final int when;
            private final Callable<?> act;
            private int reads;

            Moment(int when, Callable<?> act) {
                this.when = when;
                this.act = act;
            }

            private void passes() throws ExecutionException, InterruptedException {
                reads++;
                if (reads == when) {
                    // On this thread it would be part of the same transaction.
                    other.submit(act).get();
                }
            }

            private <T> T in(Class<T> type, T real) {
                return mock(type, call -> {
                    passes();
                    return call.getMethod().invoke(real, call.getArguments());
                });
            }

            GateAnswer answer(String name) {
                var settlement = new Settlement(
                        in(Scans.class, scans),
                        in(Projects.class, projects),
                        in(Builds.class, builds),
                        in(Coverages.class, coverages),
                        in(Policies.class, policies),
                        in(Verdicts.class, verdicts),
                        transactions);
                return settlement.of(new GateQuestion(name, "1", null, null, Set.of(), false));
            }

            boolean isBehindTheLast() {
                return reads < when;
            }
        }

        private long upload(String name, String rule, int status) throws Exception {
            String report = TestReports.sarif(List.of(new Weak(rule, "src/" + rule + ".js", 3)));
            return api.upload(name, report, "commit", "c1", "build", "1", "wait", status == 201 ? "60" : "0")
                    .json(status)
                    .path("id")
                    .asLong();
        }

        private static Outcome outcome(GateAnswer.Settled settled) {
            assertThat(settled.build().verdict()).contains(settled.verdict().outcome());
            assertThat(settled.verdict().deciding().isEmpty())
                    .isEqualTo(settled.verdict().outcome() == Outcome.PASS);
            return settled.verdict().outcome();
        }

        @Test
        void aReportThatWasTakenInBeforeIsPendingOrPartOfTheVerdict() throws Exception {
            boolean done = false;
            for (int when = 1; !done; when++) {
                String name = project + "-" + when;
                upload(name, "low-a", 201);
                var end = new CountDownLatch(1);
                var locked = new CountDownLatch(1);
                Future<?> holding = other.submit(() -> new TransactionTemplate(transactions).execute(status -> {
                    projects.lock(projects.idOf(name).orElseThrow());
                    locked.countDown();
                    try {
                        return end.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
                locked.await();
                long scan = upload(name, "critical-b", 202);
                var moment = new Moment(when, () -> {
                    end.countDown();
                    return intake.settled(scan).get(60, TimeUnit.SECONDS);
                });

                GateAnswer answer = moment.answer(name);

                end.countDown();
                holding.get();
                if (answer instanceof GateAnswer.Settled settled) {
                    assertThat(outcome(settled))
                            .as("import before read " + when)
                            .isEqualTo(Outcome.FAIL);
                } else {
                    assertThat(answer).isInstanceOf(GateAnswer.Pending.class);
                }
                done = moment.isBehindTheLast();
                assertThat(when).as("an answer that reads without end").isLessThan(30);
            }
        }

        @Test
        void anAnswerIsOfOneMoment() throws Exception {
            boolean done = false;
            for (int when = 1; !done; when++) {
                String name = project + "-" + when;
                upload(name, "low-a", 201);
                var moment = new Moment(when, () -> upload(name, "critical-b", 201));

                GateAnswer answer = moment.answer(name);

                assertThat(answer).isInstanceOf(GateAnswer.Settled.class);
                assertThat(outcome((GateAnswer.Settled) answer)).isNotEqualTo(Outcome.WARN);
                done = moment.isBehindTheLast();
                assertThat(when).as("an answer that reads without end").isLessThan(30);
            }
        }
    }
}
