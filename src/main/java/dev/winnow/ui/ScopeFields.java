package dev.winnow.ui;

import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import dev.winnow.importers.Category;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Quarter;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Words;
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

/** The fields that say of which time, severity and projects numbers are. They speak up when somebody uses them. */
final class ScopeFields {
    private static final List<String> SPANS = List.of("30d", "91d", "182d", "365d", "1095d");
    private static final int QUARTERS = 5;
    private static final String ALL = "all";

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
        return choice("Period", periods, chosen, ScopeFields::said, then);
    }

    private static String said(String period) {
        return switch (period) {
            case "30d" -> "30 days";
            case "91d" -> "3 months";
            case "182d" -> "6 months";
            case "365d" -> "a year";
            case "1095d" -> "3 years";
            default -> period.endsWith("d") ? period.substring(0, period.length() - 1) + " days" : period;
        };
    }

    /** One of some. */
    static <T> Select<T> choice(String label, List<T> items, T chosen, ItemLabelGenerator<T> said, Consumer<T> then) {
        var field = new Select<T>();
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
        field.setPlaceholder(chosen.isEmpty() ? ALL : "none of these");
        field.setItems(names);
        field.setValue(chosen.stream().filter(names::contains).collect(Collectors.toSet()));
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                then.accept(new TreeSet<>(change.getValue()));
            }
        });
        return field;
    }

    /** One severity, or all. */
    static Select<Severity> severity(Optional<Severity> chosen, Consumer<Optional<Severity>> then) {
        Select<Severity> field = any("Severity", List.of(Severity.values()), chosen, then);
        field.setItemLabelGenerator(one -> one == null ? ALL : Words.of(one));
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
        return Optional.of(any("Team", teams, chosen, then));
    }

    /** The guards of one name, or all. */
    static ComboBox<String> guard(Collection<String> names, Optional<String> chosen, Consumer<Optional<String>> then) {
        var field = new ComboBox<String>("Guard");
        field.setPlaceholder(ALL);
        field.setClearButtonVisible(true);
        var items = new TreeSet<>(names);
        chosen.ifPresent(items::add);
        field.setItems(items);
        field.setValue(chosen.orElse(null));
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                then.accept(Optional.ofNullable(change.getValue()));
            }
        });
        return field;
    }

    /** The guards of one category, or all. */
    static Select<Category> category(Optional<Category> chosen, Consumer<Optional<Category>> then) {
        Select<Category> field = any("Category", List.of(Category.values()), chosen, then);
        field.setItemLabelGenerator(one -> one == null ? ALL : one.word());
        return field;
    }

    private static <T> Select<T> any(
            String label, Collection<T> items, Optional<T> chosen, Consumer<Optional<T>> then) {
        var field = new Select<T>();
        field.setLabel(label);
        field.setEmptySelectionAllowed(true);
        field.setEmptySelectionCaption(ALL);
        field.setPlaceholder(ALL);
        field.setItems(items);
        field.setValue(chosen.orElse(null));
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                then.accept(Optional.ofNullable(change.getValue()));
            }
        });
        return field;
    }
}
