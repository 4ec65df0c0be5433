package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is open and counts, by how long and how severe; a finding that came back is as old as its newest episode.
 *
 * @param today in UTC
 * @param findings by age, then by severity; each with all of them, also where there is none
 */
public record Ages(LocalDate today, Map<Age, Map<Severity, Integer>> findings) {
    /** @param wanted only findings of this severity */
    static Ages of(Iterable<OfProject> projects, Optional<Severity> wanted, Instant now) {
        LocalDate today = day(now);
        var counts = new int[Age.values().length][Severity.values().length];
        for (OfProject one : projects) {
            for (Fact fact : one.orders().open().facts()) {
                if (!fact.silenced()
                        && one.has(fact)
                        && wanted.filter(its -> its != fact.severity()).isEmpty()) {
                    long days = ChronoUnit.DAYS.between(day(Instant.ofEpochMilli(fact.openedAt())), today);
                    counts[Age.of(days).ordinal()][fact.severity().ordinal()]++;
                }
            }
        }
        var all = new EnumMap<Age, Map<Severity, Integer>>(Age.class);
        for (Age age : Age.values()) {
            var bySeverity = new EnumMap<Severity, Integer>(Severity.class);
            for (Severity severity : Severity.values()) {
                bySeverity.put(severity, counts[age.ordinal()][severity.ordinal()]);
            }
            all.put(age, bySeverity);
        }
        return new Ages(today, all);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    public int of(Age age, Severity severity) {
        return findings.getOrDefault(age, Map.of()).getOrDefault(severity, 0);
    }

    public int of(Age age) {
        return sum(Arrays.stream(Severity.values()).mapToInt(severity -> of(age, severity)));
    }

    public int of(Severity severity) {
        return sum(Arrays.stream(Age.values()).mapToInt(age -> of(age, severity)));
    }

    public int total() {
        return sum(Arrays.stream(Age.values()).mapToInt(this::of));
    }

    private static int sum(IntStream numbers) {
        return numbers.sum();
    }
}
