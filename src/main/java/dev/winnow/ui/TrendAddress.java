package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.importers.Category;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Bucket;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says what an address asks for that its page does not show: whoever mistypes a word would else take the usual for what they
 * asked for.
 */
final class TrendAddress {
    /** Of sign-ins, in addresses that were kept long ago. */
    private static final String CONTINUE = "continue";

    /** More of what somebody wrote is not said again. */
    private static final int LONGEST = 60;

    private final QueryParameters parameters;
    private final List<String> said = new ArrayList<>();

    /** @param known names of all that the page asks for */
    TrendAddress(QueryParameters parameters, Set<String> known) {
        this.parameters = parameters;
        parameters.getParameters().keySet().stream()
                .filter(name -> !known.contains(name) && !name.equals(CONTINUE))
                .sorted()
                .forEach(name -> said.add("“" + cut(name) + "” means nothing here. This page knows "
                        + String.join(", ", sorted(known)) + "."));
    }

    private static List<String> sorted(Set<String> known) {
        return known.stream().sorted().toList();
    }

    /** @param instead what it can be, and what is shown */
    TrendAddress unless(String name, Predicate<String> readable, String instead) {
        parameters.getParameters().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank() && !readable.test(value))
                .forEach(value -> said.add(name + "=" + cut(value) + ": " + instead));
        return this;
    }

    TrendAddress period() {
        return unless(
                TrendQuery.PERIOD,
                TrendQuery::isPeriod,
                "a period is 1d to 1095d, or a quarter such as 2026-Q3. Shown are 6 months.");
    }

    TrendAddress bucket(TrendQuery query) {
        unless(
                TrendQuery.BY,
                word -> Bucket.ofWord(word).isPresent(),
                "it is one of " + Bucket.words() + ". Shown is each "
                        + query.bucket().word() + ".");
        return unless(
                TrendQuery.BY,
                word -> Bucket.ofWord(word)
                        .filter(bucket -> bucket != query.bucket())
                        .isEmpty(),
                "too fine for so long a period. Shown is each " + query.bucket().word() + ".");
    }

    TrendAddress severity() {
        return unless(
                TrendQuery.SEVERITY,
                word -> TrendQuery.oneOf(word, Severity.values()).isPresent(),
                "it is one of " + words(Severity.values()) + ". Shown are all.");
    }

    TrendAddress category() {
        return unless(
                TrendQuery.CATEGORY,
                word -> TrendQuery.oneOf(word, Category.values()).isPresent(),
                "it is one of " + words(Category.values()) + ". Shown are all.");
    }

    private static String words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(one -> one.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** @param team the projects that are asked for have to be of it */
    TrendAddress projects(List<Project> readable, Optional<String> team) {
        unless(
                TrendQuery.TEAM,
                name -> readable.stream().map(Project::team).anyMatch(name::equals),
                "there is no project of such a team for you to see.");
        return unless(
                TrendQuery.PROJECT,
                name -> readable.stream()
                        .anyMatch(project -> project.name().equals(name)
                                && team.filter(one -> !Objects.equals(one, project.team()))
                                        .isEmpty()),
                "there is no such project for you to see" + (team.isPresent() ? " in the team" : "")
                        + ". It counts for nothing.");
    }

    /** @param names of the guards that there are */
    TrendAddress guard(Collection<String> names) {
        return unless(TrendQuery.GUARD, names::contains, "there is no guard of that name for you to see.");
    }

    /** Empty where all was understood. */
    Optional<Component> note() {
        if (said.isEmpty()) {
            return Optional.empty();
        }
        var note = Html.div("notice", Html.span(String.join("\n", said), "break"));
        note.setId("misread");
        return Optional.of(note);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
