package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ScanContentTests {
    private static RoaringBitmap set(int... findings) {
        return RoaringBitmap.bitmapOf(findings);
    }

    private static ScanContent of(int finding, Severity severity, boolean suppressed, boolean exploited) {
        var collector = new ScanContent.Collector();
        collector.add(finding, severity, suppressed, exploited);
        return collector.content();
    }

    @Test
    void aFindingHasTheWorstSeverityOfItsResults() {
        var collector = new ScanContent.Collector();
        collector.add(1, Severity.LOW, false, false);
        collector.add(1, Severity.HIGH, false, false);
        collector.add(1, Severity.UNKNOWN, false, false);
        var content = collector.content();

        assertThat(content.severity(1)).isEqualTo(Severity.HIGH);
        assertThat(content.of(Severity.LOW)).isEqualTo(set());
        assertThat(content.all()).isEqualTo(set(1));
    }

    @Test
    void aSuppressedResultDoesNotMakeAStandingOneWorseOrSilent() {
        var collector = new ScanContent.Collector();
        collector.add(1, Severity.LOW, false, false);
        collector.add(1, Severity.CRITICAL, true, true);
        var content = collector.content();

        assertThat(content.severity(1)).isEqualTo(Severity.LOW);
        assertThat(content.suppressed()).isEqualTo(set());
        assertThat(content.exploited()).isEqualTo(set());
    }

    @Test
    void whereAllResultsAreSuppressedTheWorstOfThemIsShown() {
        var collector = new ScanContent.Collector();
        collector.add(1, Severity.LOW, true, false);
        collector.add(1, Severity.CRITICAL, true, true);
        var content = collector.content();

        assertThat(content.severity(1)).isEqualTo(Severity.CRITICAL);
        assertThat(content.suppressed()).isEqualTo(set(1));
        assertThat(content.exploited()).isEqualTo(set(1));
        assertThat(content.counts().total()).isZero();
    }

    @Test
    void aUnionHasEachFindingOnceAtItsWorst() {
        var union = ScanContent.union(List.of(
                of(1, Severity.LOW, false, false),
                of(1, Severity.HIGH, false, true),
                of(2, Severity.INFO, false, false)));

        assertThat(union.all()).isEqualTo(set(1, 2));
        assertThat(union.severity(1)).isEqualTo(Severity.HIGH);
        assertThat(union.exploited()).isEqualTo(set(1));
        assertThat(union.counts().bySeverity())
                .containsEntry(Severity.HIGH, 1)
                .containsEntry(Severity.LOW, 0)
                .containsEntry(Severity.INFO, 1);
    }

    @Test
    void whatPeopleTookOutDoesNotCountAndIsNotSuppressed() {
        ScanContent content = ScanContent.union(
                        List.of(of(1, Severity.HIGH, false, false), of(2, Severity.LOW, false, false)))
                .deciding(set(1, 7));

        assertThat(content.silenced()).isEqualTo(set(1));
        assertThat(content.suppressed().isEmpty()).isTrue();
        assertThat(content.counts().total()).isEqualTo(1);
        assertThat(content.all()).isEqualTo(set(1, 2));
    }

    @Test
    void aUnionSilencesOnlyWhatEveryScanSuppresses() {
        var once = of(1, Severity.HIGH, true, true);
        var standing = of(1, Severity.LOW, false, false);

        assertThat(ScanContent.union(List.of(once, once)).suppressed()).isEqualTo(set(1));
        var both = ScanContent.union(List.of(once, standing));
        assertThat(both.suppressed()).isEqualTo(set());
        assertThat(both.severity(1)).isEqualTo(Severity.LOW);
        assertThat(both.exploited()).isEqualTo(set());
        assertThat(ScanContent.union(List.of(standing, once)).severity(1)).isEqualTo(Severity.LOW);
    }

    @Test
    void aUnionOfNothingIsEmpty() {
        assertThat(ScanContent.union(List.of()).all()).isEqualTo(set());
        assertThat(ScanContent.union(List.of(ScanContent.empty())).all()).isEqualTo(set());
    }

    @Test
    void aPartKeepsWhatIsKnownOfItsFindings() {
        var whole = ScanContent.union(List.of(of(1, Severity.HIGH, true, true), of(2, Severity.LOW, false, true)));
        var part = whole.only(set(2, 3));

        assertThat(part.all()).isEqualTo(set(2));
        assertThat(part.severity(2)).isEqualTo(Severity.LOW);
        assertThat(part.exploited()).isEqualTo(set(2));
        assertThat(part.suppressed()).isEqualTo(set());
        assertThat(whole.all()).isEqualTo(set(1, 2));
    }

    @Test
    void whatIsStoredIsReadBack() {
        var collector = new ScanContent.Collector();
        for (int finding = 1; finding < 200_000; finding += 3) {
            collector.add(
                    finding,
                    Severity.values()[finding % Severity.values().length],
                    finding % 7 == 0,
                    finding % 11 == 0);
        }
        var content = collector.content();
        var read = ScanContent.decoded(content.encoded());

        assertThat(read.all()).isEqualTo(content.all());
        assertThat(read.suppressed()).isEqualTo(content.suppressed());
        assertThat(read.exploited()).isEqualTo(content.exploited());
        for (Severity severity : Severity.values()) {
            assertThat(read.of(severity)).isEqualTo(content.of(severity));
        }
    }

    @Test
    void contentsOfANewerVersionAreRefused() {
        byte[] bytes = ScanContent.empty().encoded();
        bytes[0]++;

        assertThatThrownBy(() -> ScanContent.decoded(bytes)).hasStackTraceContaining("newer version");
    }

    @Test
    void theSeverityOfAFindingThatIsNotThereIsNotMadeUp() {
        assertThatThrownBy(() -> ScanContent.empty().severity(7)).isInstanceOf(IllegalArgumentException.class);
    }
}
