package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import dev.winnow.notification.Delivered;
import dev.winnow.notification.Delivered.Share;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many alerts a person gets, today and on the days before, against what the policy allows. */
final class AlertShare extends Div {
    private static final int DAYS = 7;

    /** @param days what was delivered from a day on to another, exclusive */
    AlertShare(
            AlertPages pages,
            Share share,
            java.util.function.BiFunction<LocalDate, LocalDate, List<Delivered.Day>> days) {
        addClassName("stack");
        LocalDate today = LocalDate.ofInstant(pages.now(), ZoneOffset.UTC);
        var line = Html.line(
                Html.span(
                        number(share.perPerson())
                                + (Double.isInfinite(share.limit()) ? "" : " of " + number(share.limit())),
                        "strong"),
                Html.span("alerts a person today", "soft"));
        if (share.isUsedUp()) {
            line.add(Chips.notice("at the limit"));
        }
        add(line);
        if (share.isUsedUp()) {
            add(Html.span(
                    "What would go at once waits for the digest; a critical in production goes all the same.", "soft"));
        }
        Map<LocalDate, Delivered.Day> byDay = days.apply(today.minusDays(DAYS - 1), today.plusDays(1)).stream()
                .collect(Collectors.toMap(Delivered.Day::day, Function.identity()));
        if (byDay.isEmpty()) {
            add(Html.span("Nothing was delivered within " + DAYS + " days.", "soft"));
            return;
        }
        var table = new DataTable(
                "Alerts a person and day",
                Column.text("Day (UTC)"),
                Column.number("Deliveries"),
                Column.number("A person"));
        for (int back = 0; back < DAYS; back++) {
            LocalDate day = today.minusDays(back);
            Delivered.Day had = byDay.getOrDefault(day, new Delivered.Day(day, 0, 0));
            table.row(
                    Html.span(day.toString()),
                    DataTable.number(had.deliveries()),
                    Html.span(number((double) had.alerts() / Math.max(1, share.persons())), "number"));
        }
        add(table);
    }

    private static String number(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ENGLISH, "%.0f", number)
                : String.format(Locale.ENGLISH, "%.1f", number);
    }
}
