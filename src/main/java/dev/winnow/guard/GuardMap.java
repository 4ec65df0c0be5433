package dev.winnow.guard;

import dev.winnow.importers.Category;
import dev.winnow.project.Stage;
import java.util.List;

/**
 * Which guards a project has, at which stages and in which categories, and which it should have.
 *
 * @param builds newest ones of the tracked branch that guards are counted on
 * @param changes newest builds of changes and other branches, likewise
 * @param guards by name
 * @param neverReported names that the policy expects and that no guard has
 * @param starters how the project stands with each
 */
public record GuardMap(
        int builds,
        int changes,
        List<GuardStanding> guards,
        List<String> neverReported,
        List<StarterStanding> starters) {
    public GuardMap {
        guards = List.copyOf(guards);
        neverReported = List.copyOf(neverReported);
        starters = List.copyOf(starters);
    }

    /** The guards of a cell, by name. */
    public List<GuardStanding> at(Stage stage, Category category) {
        return guards.stream()
                .filter(one -> one.guard().stage() == stage && one.guard().category() == category)
                .toList();
    }

    /** The starters that the project lacks or that came to a stop, in the order of the stages. */
    public List<StarterStanding> gaps() {
        return starters.stream().filter(one -> one.cover() != Cover.COVERED).toList();
    }

    /** How a project stands with a starter. */
    public enum Cover {
        COVERED,
        /** Guards report on the tracked branch, and not on changes, where it belongs. */
        NOT_ON_CHANGES,
        /** There are guards for it, and all of them came to a stop. */
        STALE,
        GAP
    }

    /** @param guards that cover it, or should: names, in order */
    public record StarterStanding(Starter starter, Cover cover, List<String> guards) {
        public StarterStanding {
            guards = List.copyOf(guards);
        }
    }
}
