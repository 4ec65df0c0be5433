package dev.winnow.ui;

import dev.winnow.policy.ProjectStanding;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which projects the overview shows. */
enum OverviewPart {
    ALL("All projects", row -> true),
    FAILING("The gate fails", row -> row.newest().flatMap(Build::verdict).equals(Optional.of(Outcome.FAIL))),
    WORSE("Worse than before", OverviewPart::gotWorse),
    PROVISIONAL(
            "A guard is missing", row -> row.newest().filter(Build::provisional).isPresent());

    private final String title;
    private final Predicate<ProjectStanding> claim;

    OverviewPart(String title, Predicate<ProjectStanding> claim) {
        this.title = title;
        this.claim = claim;
    }

    String title() {
        return title;
    }

    Predicate<ProjectStanding> claim() {
        return claim;
    }

    /** The word in the page's address. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OverviewPart> ofWord(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }

    private static boolean gotWorse(ProjectStanding row) {
        Optional<Integer> now = row.newest().flatMap(Build::score);
        Optional<Integer> then = row.before().flatMap(Build::score);
        return now.isPresent() && then.isPresent() && now.get() < then.get();
    }
}
