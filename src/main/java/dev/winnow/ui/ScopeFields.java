package dev.winnow.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import dev.winnow.metrics.Quarter;
import dev.winnow.project.Project;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The fields that say of which time and which projects numbers are. They speak up when somebody uses them. */
final class ScopeFields {
    private static final List<String> SPANS = List.of("30d", "91d", "182d", "365d", "1095d");
    private static final int QUARTERS = 5;

    private ScopeFields() {}

    /** @param chosen as {@link TrendQuery} spells it */
    static Select<String> period(String chosen, LocalDate today, Consumer<String> then) {
        var periods = new ArrayList<>(SPANS);
        Quarter quarter = Quarter.of(today);
        for (int i = 0; i < QUARTERS; i++) {
            periods.add(quarter.toString());
            quarter = quarter.before();
        }
        if (!periods.contains(chosen)) {
            periods.add(chosen);
        }
        return choice("Period", periods, chosen, TrendsView::said, then);
    }

    static Select<String> choice(
            String label,
            List<String> items,
            String chosen,
            com.vaadin.flow.component.ItemLabelGenerator<String> said,
            Consumer<String> then) {
        var field = new Select<String>();
        field.setLabel(label);
        field.setItems(items);
        field.setItemLabelGenerator(said);
        field.setValue(chosen);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                then.accept(change.getValue());
            }
        });
        return field;
    }

    /** @param chosen of these names; none: all */
    static MultiSelectComboBox<String> projects(
            SortedSet<String> names, Collection<String> chosen, Consumer<SortedSet<String>> then) {
        var field = new MultiSelectComboBox<String>("Projects");
        field.setPlaceholder("all");
        field.setItems(names);
        field.setValue(chosen.stream().filter(names::contains).collect(Collectors.toSet()));
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                then.accept(new TreeSet<>(change.getValue()));
            }
        });
        return field;
    }

    /** Empty where the projects are of no team. */
    static Optional<Select<String>> team(
            List<Project> readable, Optional<String> chosen, Consumer<Optional<String>> then) {
        Set<String> teams = readable.stream()
                .map(Project::team)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        chosen.ifPresent(teams::add);
        if (teams.isEmpty()) {
            return Optional.empty();
        }
        var field = new Select<String>();
        field.setLabel("Team");
        field.setEmptySelectionAllowed(true);
        field.setEmptySelectionCaption("all");
        field.setPlaceholder("all");
        field.setItems(teams);
        field.setValue(chosen.orElse(null));
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                then.accept(Optional.ofNullable(change.getValue()).filter(name -> !name.isEmpty()));
            }
        });
        return Optional.of(field);
    }
}
