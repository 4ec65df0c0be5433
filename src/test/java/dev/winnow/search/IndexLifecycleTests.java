package dev.winnow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingChanges;
import dev.winnow.finding.Findings;
import dev.winnow.finding.IndexedFinding;
import dev.winnow.finding.IndexedFindings;
import dev.winnow.problem.Conflict;
import dev.winnow.project.Projects;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestDatabase;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The index on disk: what a crash leaves, what drifts, and who else may have it. Its database has no findings but its own:
 * each test indexes all there are, several times.
 */
@OnH2
@TestPropertySource(properties = "winnow.test.world=index-lifecycle")
class IndexLifecycleTests {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AtomicInteger WORLDS = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Indexer applications;

    @Autowired
    private FindingChanges changes;

    @Autowired
    private IndexedFindings indexed;

    @Autowired
    private Findings findings;

    @Autowired
    private Projects projects;

    @Autowired
    private Users users;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    private final List<Own> opened = new ArrayList<>();
    private final String project = "life-" + WORLDS.incrementAndGet();
    private final Path directory = TestDatabase.newDataDir();
    private ApiClient api;
    private Caller admin;

    /** The application's own index gives way: a change is for one index. */
    @BeforeEach
    void takeOver() throws Exception {
        applications.stop();
        api = ApiClient.of(mvc, "admin", null);
        admin = users.caller("admin").orElseThrow();
    }

    @AfterEach
    void giveBack() {
        opened.forEach(Own::stop);
        applications.start();
        assertThat(applications.awaitFresh(LONG)).isTrue();
    }

    /** Where a process may be killed while it writes a change. */
    private enum Crash {
        BEFORE_THE_WRITE,
        BEFORE_THE_COMMIT,
        BEFORE_THE_CHANGE_IS_FORGOTTEN
    }

    /** An index of this test. */
    private final class Own {
        private final Path home;
        private final IndexStore store;
        private final Indexer indexer;
        private final FindingIndex index;
        private volatile Crash crash;
        private volatile Runnable onWrite = () -> {};
        private final AtomicReference<Path> image = new AtomicReference<>();

        private Own(Path home) {
            this(home, null);
        }

        private Own(Path home, Crash crash) {
            this.home = home;
            this.crash = crash;
            var settings = new SearchSettings(
                    home, new SearchSettings.Index(SearchSettings.Store.FILE, Duration.ofDays(1), LONG));
            store = new IndexStore(settings);
            var writing = new IndexWriting(store, indexed) {
                @Override
                void write(IndexedFindings.Reader reader, long projectId, List<Integer> numbers) {
                    die(Crash.BEFORE_THE_WRITE);
                    onWrite.run();
                    super.write(reader, projectId, numbers);
                }

                @Override
                void commit() {
                    die(Crash.BEFORE_THE_COMMIT);
                    super.commit();
                    die(Crash.BEFORE_THE_CHANGE_IS_FORGOTTEN);
                }
            };
            indexer = new Indexer(store, changes, indexed, writing, new DriftCheck(store, indexed), settings, clock);
            index = new FindingIndex(store, indexer, new IndexReading(clock), projects, findings, indexed, settings);
            opened.add(this);
            indexer.start();
        }

        /** Takes a picture of the disk, and does nothing more. */
        private void die(Crash now) {
            if (crash == now) {
                if (image.get() == null) {
                    image.set(copy(home));
                }
                throw new IllegalStateException("killed");
            }
        }

        private Own settled() {
            // Nobody told this indexer of what was committed: it looks by itself.
            indexer.changed(new dev.winnow.finding.FindingsChanged(0, new org.roaringbitmap.RoaringBitmap()));
            assertThat(indexer.awaitFresh(LONG)).isTrue();
            await(indexer::isWhole);
            return this;
        }

        private List<String> rules() {
            return index
                    .find(admin, index.parse("project:" + project), Order.SEVERITY, 0, 50, Set.of())
                    .findings()
                    .stream()
                    .map(Finding::ruleId)
                    .toList();
        }

        private void stop() {
            indexer.stop();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Path copy(Path from) {
        Path to = TestDatabase.newDataDir();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void imported(String... rules) throws Exception {
        List<Weak> weak =
                Stream.of(rules).map(rule -> new Weak(rule, rule + ".js", 1)).toList();
        assertThat(api.upload(project, TestReports.sarif(weak), "commit", "c" + WORLDS.incrementAndGet())
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Crash.class)
    void aCrashAtAnyLineLosesNoChange(Crash crash) throws Exception {
        imported("high-old");
        Own first = new Own(directory).settled();
        assertThat(first.rules()).containsExactly("high-old");

        first.crash = crash;
        imported("high-old", "low-new");
        first.indexer.changed(new dev.winnow.finding.FindingsChanged(0, new org.roaringbitmap.RoaringBitmap()));
        await(() -> first.image.get() != null);
        assertThat(changes.waiting()).isPositive();
        first.stop();

        Own second = new Own(first.image.get()).settled();
        assertThat(second.rules()).containsExactly("high-old", "low-new");
        assertThat(changes.waiting()).isZero();
    }

    @Test
    void anIndexThatWasClosedIsOpenedAsItIs() throws Exception {
        imported("high-one");
        Own first = new Own(directory).settled();
        first.stop();
        imported("high-one", "low-two");

        Own second = new Own(directory).settled();

        assertThat(second.rules()).containsExactly("high-one", "low-two");
        assertThat(second.index.status().state()).isEqualTo(IndexStatus.State.READY);
    }

    @Test
    void anIndexThatIsMissingUnreadableOrOfAnotherVersionIsMadeAnew() throws Exception {
        imported("high-one");
        new Own(directory).settled().stop();
        Path index = directory.resolve("index");

        Files.writeString(index.resolve("whole"), "0");
        Own other = new Own(directory).settled();
        assertThat(other.rules()).containsExactly("high-one");
        other.stop();

        try (Stream<Path> files = Files.list(index.resolve("findings"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.writeString(file, "broken");
            }
        }
        Own broken = new Own(directory).settled();
        assertThat(broken.rules()).containsExactly("high-one");
        broken.stop();

        try (Stream<Path> files = Files.walk(index)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
        assertThat(new Own(directory).settled().rules()).containsExactly("high-one");
    }

    @Test
    void aSteadyFlowOfChangesKeepsNobodyWaiting() throws Exception {
        imported("high-one");
        long id = projects.idOf(project).orElseThrow();
        Own own = new Own(directory).settled();
        Runnable another =
                () -> transaction.executeWithoutResult(status -> changes.note(id, RoaringBitmap.bitmapOf(1)));
        own.onWrite = another;
        another.run();

        assertThat(own.index.awaitFresh(LONG)).isTrue();

        own.onWrite = () -> {};
        own.settled();
    }

    @Test
    void anIndexThatIsNotWholeIsNeverCalledFresh() throws Exception {
        imported("high-one");
        Own own = new Own(directory, Crash.BEFORE_THE_WRITE);
        await(() -> own.image.get() != null);

        assertThat(own.index.awaitFresh(Duration.ofMillis(200))).isFalse();
        assertThatThrownBy(() -> own.index.all(admin, own.index.parse("rule:high-one")))
                .as("a part of what the query finds is not all of it")
                .isInstanceOf(Conflict.class);

        own.crash = null;
        assertThat(own.index.awaitFresh(LONG)).isTrue();
        assertThat(own.rules()).containsExactly("high-one");
        assertThat(own.index.all(admin, own.index.parse("rule:high-one project:" + project)))
                .hasSize(1);
    }

    @Test
    void documentsThatAreMissingStrangeOrStaleAreMended() throws Exception {
        imported("high-one", "low-two");
        Own own = new Own(directory).settled();
        long id = projects.idOf(project).orElseThrow();
        LuceneIndex index = own.store.index();
        List<Long> ids = index.ids(index.scope()
                .predicate()
                .match()
                .field(IndexField.PROJECT)
                .matching(Long.toString(id))
                .toPredicate());
        // The check that each start makes could mend it before this looks.
        await(() -> own.index.status().checkedAt() != null);

        index.write(List.of(), ids.subList(0, 1));
        assertThat(own.rules()).hasSize(1);
        mended(own, 1);
        assertThat(own.rules()).containsExactly("high-one", "low-two");

        IndexedFinding real = indexed.of(id).read(List.of(1)).getFirst();
        Finding finding = real.finding();
        Finding strange = new Finding(
                finding.id() + 1_000,
                finding.projectName(),
                finding.kind(),
                finding.severity(),
                finding.status(),
                finding.triage(),
                finding.silenced(),
                finding.exploited(),
                "high-strange",
                finding.title(),
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                finding.firstScanId(),
                finding.firstSeenAt());
        index.write(List.of(new FindingDocument(with(real, strange))), List.of());
        mended(own, 2);
        assertThat(index.ids(index.scope().predicate().matchAll().toPredicate()))
                .doesNotContain(strange.id());

        Finding stale = new Finding(
                finding.id(),
                finding.projectName(),
                finding.kind(),
                finding.severity(),
                finding.status(),
                finding.triage(),
                finding.silenced(),
                finding.exploited(),
                "high-stale",
                finding.title(),
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                finding.firstScanId(),
                finding.firstSeenAt());
        index.write(List.of(new FindingDocument(with(real, stale))), List.of());
        // One project is compared as a whole at a time: which one is left to chance.
        long deadline = System.nanoTime() + LONG.toNanos();
        while (own.index.status().mended() < 3 && System.nanoTime() < deadline) {
            own.indexer.check();
            own.settled();
            Thread.sleep(20);
        }
        mended(own, 3);
        assertThat(own.index
                        .find(admin, own.index.parse("rule:high-stale"), Order.SEVERITY, 0, 1, Set.of())
                        .total())
                .isZero();
    }

    private static IndexedFinding with(IndexedFinding real, Finding other) {
        return new IndexedFinding(
                other,
                real.message(),
                real.identifiers(),
                real.places(),
                real.cwes(),
                real.purls(),
                real.guards(),
                real.introducedAt(),
                real.openedAt(),
                real.closedAt(),
                real.marks());
    }

    private static void mended(Own own, int projects) {
        own.indexer.check();
        await(() ->
                own.index.status().mended() >= projects && own.index.status().state() == IndexStatus.State.READY);
    }

    @Test
    void twoProcessesDoNotShareAnIndex() throws Exception {
        imported("high-one");
        Own first = new Own(directory).settled();

        Own second = new Own(directory);
        await(() -> second.index.status().message().contains("another process"));
        assertThat(second.index.status().state()).isEqualTo(IndexStatus.State.UNAVAILABLE);
        assertThatThrownBy(second::rules)
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("another process uses the search index");
        assertThat(first.rules()).containsExactly("high-one");

        first.stop();
        second.indexer.check();
        assertThat(second.settled().rules()).containsExactly("high-one");
    }

    @Test
    void aRebuildServesMeanwhileAndEndsComplete() throws Exception {
        imported("high-one", "low-two");
        Own own = new Own(directory).settled();

        own.index.rebuild();
        assertThat(own.rules()).containsExactly("high-one", "low-two");
        own.settled();
        await(() -> own.index.status().state() == IndexStatus.State.READY);
        assertThat(own.rules()).containsExactly("high-one", "low-two");
    }

    @Test
    void manyChangesAtOnceAndAFewBesideThemAllArrive() throws Exception {
        var many = new ArrayList<String>();
        for (int i = 0; i < 2_500; i++) {
            many.add("medium-" + i);
        }
        Own own = new Own(directory).settled();
        imported(many.toArray(String[]::new));
        many.add("critical-last");
        imported(many.toArray(String[]::new));

        own.settled();

        assertThat(own.index
                        .find(admin, own.index.parse("project:" + project), Order.SEVERITY, 0, 1, Set.of())
                        .total())
                .isEqualTo(2_501);
        assertThat(own.rules().getFirst()).isEqualTo("critical-last");
    }
}
