package dev.winnow.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Critical CVEs in production: now, or at the end of a day. */
final class CriticalsPanel extends Section {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /**
     * @param day empty: now
     * @param ids of the findings
     * @param chosen gets another day; empty: now
     */
    CriticalsPanel(
            Optional<LocalDate> day,
            List<Long> ids,
            boolean withProject,
            FindingLists lists,
            Instant now,
            Consumer<Optional<LocalDate>> chosen) {
        addClassName("panel");
        setId("criticals");
        getElement().setAttribute("aria-label", "Critical CVEs in production");
        var picker = new DatePicker();
        picker.setAriaLabel("At the end of the day");
        picker.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        picker.setMax(LocalDate.ofInstant(now, ZoneOffset.UTC));
        picker.setPlaceholder("at the end of…");
        picker.setClearButtonVisible(true);
        picker.setValue(day.orElse(null));
        picker.addValueChangeListener(change -> {
            if (change.isFromClient() && !picker.isInvalid()) {
                chosen.accept(Optional.ofNullable(change.getValue()));
            }
        });
        String then =
                day.map(date -> "at the end of " + DAY.format(date) + " (UTC)").orElse("now");
        Div heading = Html.div(
                "heading",
                new H2("Critical CVEs in production"),
                Html.span((ids.isEmpty() ? "none " : Words.number(ids.size()) + " ") + then, "soft"),
                Html.div("room"),
                picker);
        add(heading);
        if (!ids.isEmpty()) {
            LazyGrid<FindingRow> grid = FindingGrid.create("Critical CVEs in production", withProject);
            grid.show(lists.ofIds(ids));
            add(grid);
        }
    }

    /** The instant that a day stands for: its end in UTC, or now where that has not come. */
    static Instant instant(Optional<LocalDate> day, Instant now) {
        return day.map(date -> date.plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusNanos(1_000))
                .filter(end -> end.isBefore(now))
                .orElse(now);
    }

    /** @param text as an address has it; empty where it is no day */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
