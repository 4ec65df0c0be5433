package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.FindingId;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Behind;
import dev.winnow.metrics.BehindRows.Row;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.project.Build;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of what is behind a number.
 *
 * @param metric as it was asked for
 * @param what what is listed, in words
 * @param total of all pages: the number
 * @param mean of the seconds, where the number is a mean
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BehindJson(
        String metric,
        String what,
        Instant from,
        Instant to,
        int total,
        @Nullable Number mean,
        int page,
        int size,
        List<ItemJson> items) {

    /**
     * One thing behind a number: an episode, a finding, or the first build of a change.
     *
     * @param at what puts it into the period
     * @param finding its id
     * @param severity of an episode when it closed, or as it is now
     * @param seconds what went into the mean
     * @param verdict of a build, at build time
     * @param url its page in Winnow
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemJson(
            Instant at,
            String project,
            @Nullable String finding,
            @Nullable String title,
            @Nullable Severity severity,
            @Nullable List<String> guards,
            @Nullable Instant introduced,
            @Nullable Instant opened,
            @Nullable Instant closed,
            @Nullable String outcome,
            @Nullable Boolean backlog,
            @Nullable Number seconds,
            @Nullable String build,
            @Nullable String commit,
            @Nullable String branch,
            @Nullable String change,
            @Nullable String verdict,
            String url) {
        static ItemJson of(Row row, String root) {
            String title = row.finding().map(one -> one.title()).orElse(null);
            return switch (row.behind()) {
                case Behind.OfEpisode episode -> of(episode, row, title, root);
                case Behind.OfFinding finding ->
                    new ItemJson(
                            finding.at(),
                            finding.project().name(),
                            Long.toString(finding.id()),
                            title,
                            row.finding().map(one -> one.severity()).orElse(null),
                            row.guards(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            Links.findingPage(root, finding.id()));
                case Behind.OfBuild build -> of(build, row.build().orElse(null), root);
            };
        }

        private static ItemJson of(Behind.OfEpisode episode, Row row, @Nullable String title, String root) {
            Fact fact = episode.fact();
            long finding = FindingId.of(episode.project().id(), fact.number());
            return new ItemJson(
                    episode.at(),
                    episode.project().name(),
                    Long.toString(finding),
                    title,
                    fact.severity(),
                    row.guards(),
                    Instant.ofEpochMilli(fact.introducedAt()),
                    Instant.ofEpochMilli(fact.openedAt()),
                    fact.isOpen() ? null : Instant.ofEpochMilli(fact.closedAt()),
                    fact.outcome() == null ? null : fact.outcome().name().toLowerCase(Locale.ROOT),
                    fact.backlog(),
                    episode.took().map(BehindJson::seconds).orElse(null),
                    null,
                    null,
                    null,
                    null,
                    null,
                    Links.findingPage(root, finding));
        }

        private static ItemJson of(Behind.OfBuild first, @Nullable Build build, String root) {
            return new ItemJson(
                    first.at(),
                    first.project().name(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    build == null ? null : build.ciId(),
                    build == null ? null : build.commitSha(),
                    build == null ? null : build.branch(),
                    build == null ? null : build.changeId().orElse(null),
                    first.verdict().word(),
                    Links.buildPage(root, first.project().name(), first.id()));
        }
    }

    /** @param page the rows of {@code all} that are shown */
    static BehindJson of(
            String metric,
            String what,
            MetricsQuestion question,
            List<Behind> all,
            int number,
            int size,
            List<Row> page) {
        String root = Links.root();
        return new BehindJson(
                metric,
                what,
                question.period().from(),
                question.period().to(),
                all.size(),
                mean(all),
                number,
                size,
                page.stream().map(row -> ItemJson.of(row, root)).toList());
    }

    private static @Nullable Number mean(List<Behind> all) {
        var mean = all.stream()
                .flatMap(one -> one instanceof Behind.OfEpisode episode
                        ? episode.took().stream()
                        : java.util.stream.Stream.empty())
                .mapToDouble(Duration::toMillis)
                .average();
        return mean.isPresent() ? MetricsJson.number(mean.getAsDouble() / 1_000) : null;
    }

    private static Number seconds(Duration took) {
        return MetricsJson.number(took.toMillis() / 1_000.0);
    }
}
