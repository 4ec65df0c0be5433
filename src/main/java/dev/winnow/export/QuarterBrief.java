package dev.winnow.export;

import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Everything there is to say of a quarter, computed once: all formats print these figures.
 *
 * @param zone whose days count
 * @param made when it was computed
 * @param team where it is of the projects of one team
 * @param projects names; all of them such that the reader may read them
 * @param whole whether these are all that the reader may read
 * @param figures for the cover
 * @param observations all numbers, one by one: of the quarter, the quarter before, their months that do not lie ahead, and
 *     the guards
 * @param silenced findings that came to be silenced, the oldest first in each project; the first
 *     {@value QuarterBriefs#MOST_SILENCED}
 * @param silencedTotal how many there are
 * @param definitions version of what the numbers mean
 * @param meanings the same in words
 * @param frozen empty where it was computed just now
 */
public record QuarterBrief(
        Quarter quarter,
        Period period,
        ZoneId zone,
        Instant made,
        Optional<String> team,
        SortedSet<String> projects,
        boolean whole,
        List<Figure> figures,
        List<GuardLine> guards,
        List<Observation> observations,
        List<SilencedFinding> silenced,
        int silencedTotal,
        int definitions,
        List<Meaning> meanings,
        Optional<Frozen> frozen) {
    /**
     * That it is as it was handed out.
     *
     * @param differences how many of its numbers would be others if they were computed now
     * @param document its JSON, byte for byte
     */
    public record Frozen(FrozenQuarter as, int differences, Document document) {}

    /** The months of this quarter and the one before, oldest first; none that lies ahead. */
    List<MonthFigures> months() {
        return MonthFigures.of(observations);
    }

    /** Whether the quarter is over; before that its figures change. */
    public boolean isOver() {
        return !made.isBefore(period.to());
    }

    /** The first and the last day. */
    public String days() {
        return Amounts.date(quarter.firstDay()) + " – "
                + Amounts.date(quarter.firstDay().plusMonths(3).minusDays(1));
    }

    /** Which projects it is about. */
    public String scope() {
        String of = team.map(name -> " of team " + name).orElse("");
        if (projects.isEmpty()) {
            return "no project" + of;
        }
        if (whole || projects.size() > 10) {
            return (whole ? "all " : "") + projects.size() + (projects.size() == 1 ? " project" : " projects") + of;
        }
        return String.join(", ", projects) + of;
    }

    QuarterBrief frozen(Frozen as) {
        return new QuarterBrief(
                quarter,
                period,
                zone,
                made,
                team,
                projects,
                whole,
                figures,
                guards,
                observations,
                silenced,
                silencedTotal,
                definitions,
                meanings,
                Optional.of(as));
    }

    /** As of when it is, and whether that is the end. */
    public String standing() {
        if (frozen.isPresent()) {
            return standing(frozen.get());
        }
        String at = Amounts.time(made, zone) + " (" + zone.getId() + ")";
        return isOver() ? "Computed " + at : "The quarter is not over: as of " + at;
    }

    private String standing(Frozen is) {
        FrozenQuarter as = is.as();
        String today = switch (is.differences()) {
            case 0 -> "Computed today, it says the same";
            case 1 -> "Computed today, one number would be another";
            default -> "Computed today, " + is.differences() + " numbers would be others";
        };
        return "Frozen " + Amounts.time(as.at(), zone) + " (" + zone.getId() + ") by " + as.by() + ", revision "
                + as.revision() + ", SHA-256 of its JSON " + as.sha256() + ". " + today;
    }

    /** A file name without its ending. */
    public String fileName() {
        return "winnow-" + quarter + (frozen.isPresent() ? "-frozen" : "");
    }
}
