package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Trend;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the page of trends says, and how its address is read. */
class TrendsTests {
    @Test
    void anAddressSaysWhatIsShownAndWhatItDoesNotSayIsAsUsual() {
        TrendQuery query = TrendQuery.of(new QueryParameters(Map.of(
                "period", List.of("2026-Q3"),
                "by", List.of("sprint"),
                "severity", List.of("high"),
                "project", List.of("shop", "web"))));
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
    void valuesAreSaidInOneUnit() {
        assertThat(TrendWords.value(Trend.MTTD, 90)).isEqualTo("1 min");
        assertThat(TrendWords.value(Trend.MTTR, 86_400 * 1.5)).isEqualTo("1.5 days");
        assertThat(TrendWords.value(Trend.MTTR, 86_400 * 40)).isEqualTo("40 days");
        assertThat(TrendWords.value(Trend.PASS_RATE, 0.873)).isEqualTo("87 %");
        assertThat(TrendWords.value(Trend.ALERTS, 6.44)).isEqualTo("6.4");
        assertThat(TrendWords.value(Trend.ALERTS, 0.04)).isEqualTo("0.04");
        assertThat(TrendWords.value(Trend.CRITICALS, OptionalDouble.empty())).isEqualTo("–");
    }
}
