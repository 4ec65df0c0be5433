package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.importers.Category;
import dev.winnow.metrics.Annotation;
import dev.winnow.metrics.Annotation.What;
import dev.winnow.metrics.BehindNumbers;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Trend;
import dev.winnow.ui.TrendMarks.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the page of trends says, and how its address is read. */
class TrendsTests {
    @Test
    void anAddressSaysWhatIsShownAndWhatItDoesNotSayIsAsUsual() {
        TrendQuery query = TrendQuery.of(new QueryParameters(Map.of(
                "period", List.of("2026-Q3"),
                "by", List.of("sprint"),
                "severity", List.of("high"),
                "team", List.of("red"),
                "guard", List.of("trivy"),
                "category", List.of("container"),
                "project", List.of("shop", "web"))));
        assertThat(query.category()).contains(Category.CONTAINER);
        assertThat(query.bucket()).isEqualTo(Bucket.SPRINT);
        assertThat(query.projects()).containsExactly("shop", "web");
        assertThat(TrendQuery.of(query.parameters())).isEqualTo(query);
        TrendQuery usual = TrendQuery.of(new QueryParameters(
                Map.of("period", List.of("<script>"), "by", List.of("eon"), "severity", List.of("dire"))));
        assertThat(usual).isEqualTo(TrendQuery.USUAL);
        assertThat(usual.parameters().getParameters()).isEmpty();
        // A thousand days one by one are more than anybody looks at.
        assertThat(TrendQuery.of(new QueryParameters(Map.of("period", List.of("1095d"), "by", List.of("day"))))
                        .bucket())
                .isEqualTo(Bucket.WEEK);
    }

    @Test
    void theAddressOfThePageOfGuardsIsReadAsItIsWritten() {
        GuardQuery query = GuardQuery.of(new QueryParameters(Map.of(
                "period", List.of("2026-Q3"),
                "project", List.of("shop", "web"),
                "team", List.of("red"),
                "guard", List.of("trivy"),
                "by", List.of("project"),
                "sort", List.of("-signal"),
                "rows", List.of("all"))));
        assertThat(query.byProject()).isTrue();
        assertThat(query.sort()).isEqualTo(GuardSort.SIGNAL);
        assertThat(query.back()).isTrue();
        assertThat(query.trend().period()).isEqualTo("2026-Q3");
        assertThat(GuardQuery.of(query.parameters())).isEqualTo(query);
        // The same heading again turns it round, another begins anew.
        assertThat(query.sortedBy(GuardSort.SIGNAL).back()).isFalse();
        assertThat(query.sortedBy(GuardSort.ALERTS).back()).isFalse();
        assertThat(GuardQuery.of(query.sortedBy(GuardSort.SIGNAL).parameters())
                        .sortedBy(GuardSort.SIGNAL)
                        .back())
                .isTrue();
        GuardQuery usual = GuardQuery.of(new QueryParameters(
                Map.of("by", List.of("eon"), "sort", List.of("-<b>"), "team", List.of(" "), "rows", List.of("9"))));
        assertThat(usual.parameters().getParameters()).containsOnlyKeys("sort");
        assertThat(usual.sort()).isEqualTo(GuardSort.ADVICE);
    }

    @Test
    void threeSprintsWithinAFewPercentAreFlat() {
        assertThat(Trend.isFlat(values(9, 100, 97, 99))).isTrue();
        assertThat(Trend.isFlat(values(100, 97, 94))).isFalse();
        assertThat(Trend.isFlat(values(0, 0, 0))).isFalse();
        assertThat(Trend.isFlat(values(5, 5))).isFalse();
        assertThat(Trend.isFlat(List.of(OptionalDouble.of(5), OptionalDouble.empty(), OptionalDouble.of(5))))
                .isFalse();
    }

    private static List<OptionalDouble> values(double... values) {
        return java.util.Arrays.stream(values).mapToObj(OptionalDouble::of).toList();
    }

    @Test
    void valuesAreSaidAsExportsSayThem() {
        assertThat(TrendWords.value(Trend.MTTD, 90)).isEqualTo("90 s");
        // Neither 21 days nor 22: an export of the same says it so.
        assertThat(TrendWords.value(Trend.MTTR, 1_880_294)).isEqualTo("21.8 days");
        assertThat(TrendWords.value(Trend.MTTR, 86_400)).isEqualTo("24 h");
        assertThat(TrendWords.value(Trend.MTTR, 86_400 * 40)).isEqualTo("40 days");
        assertThat(TrendWords.value(Trend.PASS_RATE, 0.873)).isEqualTo("87.3 %");
        assertThat(TrendWords.value(Trend.ALERTS, 6.44)).isEqualTo("6.4");
        // One alert a week for two people, and two of them.
        assertThat(TrendWords.value(Trend.ALERTS, 1 / 14.0)).isEqualTo("0.07");
        assertThat(TrendWords.value(Trend.ALERTS, 2 / 14.0)).isEqualTo("0.14");
        assertThat(TrendWords.value(Trend.CRITICALS, OptionalDouble.empty())).isEqualTo("–");
    }

    @Test
    void anAxisHasOneUnit() {
        assertThat(TrendWords.tick(Trend.MTTR, 86_400, 0)).isEqualTo("0");
        assertThat(TrendWords.tick(Trend.MTTR, 86_400, 86_400 * 2)).isEqualTo("2 days");
        assertThat(TrendWords.tick(Trend.MTTR, 86_400, 86_400 * 10)).isEqualTo("10 days");
        assertThat(TrendWords.tick(Trend.MTTD, 60, 6_000)).isEqualTo("100 min");
        assertThat(TrendWords.tick(Trend.PASS_RATE, 0, 0.5)).isEqualTo("50 %");
    }

    @Test
    void whatAnAddressAsksForInVainIsSaid() {
        var parameters = new QueryParameters(Map.of(
                "period", List.of("2026-Q5"),
                "by", List.of("<b>eon"),
                "severity", List.of("dire"),
                "category", List.of("luck"),
                "guard", List.of("nope", "trivy"),
                "project", List.of("elsewhere"),
                "bucket", List.of("month"),
                "continue", List.of("")));
        Component note = new TrendAddress(
                        parameters, Set.of("period", "by", "severity", "category", "guard", "project"))
                .period()
                .bucket(TrendQuery.of(parameters))
                .severity()
                .category()
                .guard(List.of("trivy"))
                .projects(List.of(), Optional.empty())
                .note()
                .orElseThrow();
        assertThat(note.getElement().getTextRecursively().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("“bucket” means nothing here"),
                        line -> assertThat(line).contains("period=2026-Q5", "Shown are 6 months"),
                        line -> assertThat(line).contains("by=<b>eon", "sprint", "Shown is each month"),
                        line -> assertThat(line).contains("severity=dire", "critical"),
                        line -> assertThat(line).contains("category=luck", "sast"),
                        line -> assertThat(line).contains("guard=nope"),
                        line -> assertThat(line).contains("project=elsewhere"));
        var fine = new QueryParameters(Map.of("by", List.of("day"), "period", List.of("30d")));
        assertThat(new TrendAddress(fine, Set.of("period", "by"))
                        .period()
                        .bucket(TrendQuery.of(fine))
                        .note())
                .isEmpty();
        var fineButLong = new QueryParameters(Map.of("by", List.of("day"), "period", List.of("1095d")));
        assertThat(new TrendAddress(fineButLong, Set.of("period", "by"))
                        .bucket(TrendQuery.of(fineButLong))
                        .note())
                .get()
                .satisfies(said ->
                        assertThat(said.getElement().getTextRecursively()).contains("too fine", "Shown is each week"));
    }

    @Test
    void timesAreReadAsPeopleWriteThemAndSaidInWholeUnits() {
        assertThat(TargetWords.read("5 min")).contains(Duration.ofMinutes(5));
        assertThat(TargetWords.read(" 7D ")).contains(Duration.ofDays(7));
        assertThat(TargetWords.read("1 d 12 hours")).contains(Duration.ofHours(36));
        assertThat(TargetWords.read("2w")).contains(Duration.ofDays(14));
        for (String wrong : List.of("", "soon", "5", "5 parsecs", "-1 h", "1 h later", "1,5 h", "9999999999 d")) {
            assertThat(TargetWords.read(wrong)).as(wrong).isEmpty();
        }
        assertThat(TargetWords.said(Duration.ofHours(36))).isEqualTo("1 d 12 h");
        assertThat(TargetWords.said(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        for (long seconds : new long[] {1, 300, 86_400, 604_800, 100_000, 86_399}) {
            Duration time = Duration.ofSeconds(seconds);
            assertThat(TargetWords.read(TargetWords.said(time))).contains(time);
        }
    }

    @Test
    void anAddressOfWhatIsBehindANumberSaysAllOfIt() {
        var query = new BehindQuery(
                TrendQuery.USUAL.ofPeriod("365d"),
                Counted.MTTR,
                Optional.of(new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"))),
                BehindNumbers.Order.LONGEST);
        assertThat(BehindQuery.of(query.parameters())).contains(query);
        assertThat(BehindQuery.of(new QueryParameters(Map.of("metric", List.of("luck")))))
                .isEmpty();
        // A time that is none is all of the period.
        assertThat(BehindQuery.of(new QueryParameters(
                                Map.of("metric", List.of("mttr"), "from", List.of("yesterday"), "to", List.of("<b>"))))
                        .orElseThrow()
                        .part())
                .isEmpty();
    }

    @Test
    void manyChangesOfAPartAreOneLine() {
        Instant day = Instant.parse("2026-01-01T00:00:00Z");
        var parts = List.of(
                new Period(day, day.plusSeconds(10)),
                new Period(day.plusSeconds(10), day.plusSeconds(20)),
                new Period(day.plusSeconds(20), day.plusSeconds(30)));
        List<Annotation> changes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            changes.add(new Annotation(day, What.GUARD_ADDED, Optional.of("p" + i % 8), "Guard g" + i + " added"));
        }
        changes.add(new Annotation(day.plusSeconds(20), What.TARGETS_CHANGED, Optional.empty(), "Targets changed"));
        var marks = new TrendMarks(changes, parts);
        assertThat(marks.all()).extracting(Mark::number).containsExactly(1, 2);
        assertThat(marks.all()).extracting(Mark::part).containsExactly(0, 2);
        assertThat(marks.said(0)).isEqualTo("1: 9 guards added in 8 projects: p0, p1, p2, p3, p4, p5, …");
        assertThat(marks.said(1)).isEmpty();
        assertThat(marks.said(2)).isEqualTo("2: Targets changed");
    }
}
