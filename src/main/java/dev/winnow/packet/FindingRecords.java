package dev.winnow.packet;

import dev.winnow.finding.Episodes;
import dev.winnow.finding.Episodes.Episode;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingKeys;
import dev.winnow.finding.Findings;
import dev.winnow.importers.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Findings as Winnow knows them: what they are the same by, where they stand, when they were open, and who sees them. */
@Component
class FindingRecords {
    private static final int CHUNK = 500;

    private final Findings findings;
    private final FindingKeys keys;
    private final Episodes episodes;

    FindingRecords(Findings findings, FindingKeys keys, Episodes episodes) {
        this.findings = findings;
        this.keys = keys;
        this.episodes = episodes;
    }

    /** A finding. @param keys what makes a result this finding: first 128 bits of SHA-256, hexadecimal */
    private record FindingLine(
            String id,
            int number,
            String kind,
            Severity severity,
            String status,
            String triage,
            boolean silenced,
            boolean exploited,
            String rule,
            String title,
            Optional<String> identifier,
            Optional<String> place,
            Optional<Integer> line,
            Optional<String> parameter,
            Optional<String> packageName,
            Optional<String> packageVersion,
            Optional<String> fixedVersion,
            String firstScan,
            Instant firstSeenAt,
            List<String> guards,
            List<String> keys,
            List<EpisodeLine> episodes) {}

    private record EpisodeLine(
            Instant openedAt,
            Instant introducedAt,
            boolean backlog,
            String openedBuildId,
            Optional<Instant> closedAt,
            Optional<String> closedBuildId,
            Optional<String> outcome) {
        static EpisodeLine of(Episode episode) {
            return new EpisodeLine(
                    episode.openedAt(),
                    episode.introducedAt(),
                    episode.backlog(),
                    Long.toString(episode.openedBuildId()),
                    Optional.ofNullable(episode.closedAt()),
                    Optional.ofNullable(episode.closedBuildId()).map(String::valueOf),
                    Optional.ofNullable(episode.outcome())
                            .map(outcome -> outcome.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Findings that were open on the tracked branch at some instant of a time. */
    RoaringBitmap openIn(long projectId, Instant from, Instant to) {
        return episodes.openIn(projectId, from, to);
    }

    /** Writes findings of a project in the order of their numbers; a few hundred at a time. */
    void write(RecordLines lines, long projectId, RoaringBitmap numbers) throws IOException {
        PeekableIntIterator left = numbers.getIntIterator();
        while (left.hasNext()) {
            var chunk = new ArrayList<Integer>(CHUNK);
            while (left.hasNext() && chunk.size() < CHUNK) {
                chunk.add(left.next());
            }
            write(lines, projectId, chunk);
        }
    }

    private void write(RecordLines lines, long projectId, List<Integer> numbers) throws IOException {
        List<Finding> there = findings.ofNumbers(projectId, numbers);
        List<Long> ids = there.stream().map(Finding::id).toList();
        Map<Long, List<String>> guards = findings.guardsOf(ids);
        Map<Long, List<Episode>> open = episodes.ofAll(ids);
        Map<Integer, List<String>> same = keys.hexadecimal(projectId, numbers);
        for (Finding finding : there) {
            lines.write(line(
                    finding,
                    guards.getOrDefault(finding.id(), List.of()),
                    same.getOrDefault(finding.number(), List.of()),
                    open.getOrDefault(finding.id(), List.of())));
        }
    }

    private static FindingLine line(Finding finding, List<String> guards, List<String> keys, List<Episode> episodes) {
        return new FindingLine(
                Long.toString(finding.id()),
                finding.number(),
                finding.kind().name().toLowerCase(Locale.ROOT),
                finding.severity(),
                finding.status().word(),
                finding.triage().word(),
                finding.silenced(),
                finding.exploited(),
                finding.ruleId(),
                finding.title(),
                Optional.ofNullable(finding.identifier()),
                Optional.ofNullable(finding.place()),
                finding.line() > 0 ? Optional.of(finding.line()) : Optional.empty(),
                Optional.ofNullable(finding.parameter()),
                Optional.ofNullable(finding.packageName()),
                Optional.ofNullable(finding.packageVersion()),
                Optional.ofNullable(finding.fixedVersion()),
                Long.toString(finding.firstScanId()),
                finding.firstSeenAt(),
                guards,
                keys,
                episodes.stream().map(EpisodeLine::of).toList());
    }
}
