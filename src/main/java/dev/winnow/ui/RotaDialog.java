package dev.winnow.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import dev.winnow.access.Colleague;
import dev.winnow.access.Colleagues;
import dev.winnow.champion.Roster;
import dev.winnow.champion.Rota;
import dev.winnow.champion.Rotas;
import dev.winnow.problem.Conflict;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes or changes a team's rota: who takes turns, in which order, and from when on. */
final class RotaDialog {
    private Roster roster;
    private final Rotas rotas;
    private final Readable readable;
    private final Runnable changed;
    private final List<String> members = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final OrderedList order = new OrderedList();
    private final Div chosen = Html.div("members", order);
    private final ComboBox<Colleague> adding;
    private final DatePicker start = new DatePicker("First day");
    private final FormDialog dialog;

    RotaDialog(String team, Rotas rotas, Colleagues colleagues, Readable readable, Roster roster, Runnable changed) {
        this.roster = roster;
        this.rotas = rotas;
        this.readable = readable;
        this.changed = changed;
        adding = people("Add someone", team, colleagues, readable);
        adding.setHelperText("Turns are taken in the order above, two weeks each.");
        adding.addValueChangeListener(change -> {
            Colleague one = change.getValue();
            if (one != null && change.isFromClient()) {
                if (!members.contains(one.login())) {
                    members.add(one.login());
                    names.put(one.login(), one.displayName());
                    showOrder();
                }
                adding.clear();
            }
        });
        start.setI18n(
                new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd").setFirstDayOfWeek(1));
        start.setRequiredIndicatorVisible(true);
        start.setHelperText("Of the first person's first turn; it may lie in the past.");
        take();
        dialog = new FormDialog("Security champions of team " + team, "Save", this::save, chosen, adding, start);
    }

    /** The form is of the rota as it is now. */
    private void take() {
        members.clear();
        members.addAll(roster.rota().map(Rota::members).orElseGet(List::of));
        members.forEach(login -> names.put(login, roster.name(login)));
        start.setValue(roster.rota()
                .map(Rota::start)
                .orElseGet(() -> roster.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
        showOrder();
    }

    /** A choice of those who may take turns. */
    static ComboBox<Colleague> people(String label, String team, Colleagues colleagues, Readable readable) {
        var box = new ComboBox<Colleague>(label);
        box.setItemLabelGenerator(one -> one.displayName().equalsIgnoreCase(one.login())
                ? one.login()
                : one.displayName() + " (" + one.login() + ")");
        box.setClearButtonVisible(true);
        box.setItems(
                query -> colleagues
                        .ofTeam(
                                readable.caller(),
                                team,
                                query.getFilter().orElse(""),
                                query.getOffset(),
                                query.getLimit())
                        .stream());
        return box;
    }

    void open() {
        dialog.open();
    }

    private void showOrder() {
        order.removeAll();
        chosen.removeAll();
        if (members.isEmpty()) {
            chosen.add(Html.span("Nobody yet.", "soft"));
            return;
        }
        chosen.add(order);
        for (int place = 0; place < members.size(); place++) {
            order.add(member(place));
        }
    }

    private ListItem member(int place) {
        String login = members.get(place);
        String name = names.getOrDefault(login, login);
        var line = Html.line(Html.span(name, "strong", "break"));
        if (roster.away().contains(login)) {
            line.add(Html.span("away", "soft"));
        }
        var up = button("↑", "Move " + name + " up", () -> {
            members.remove(place);
            members.add(place - 1, login);
        });
        up.setEnabled(place > 0);
        var item = new ListItem(line, up, button("✕", "Take " + name + " out", () -> members.remove(place)));
        item.addClassName("member");
        return item;
    }

    private NativeButton button(String sign, String words, Runnable deed) {
        var button = new NativeButton(sign, click -> {
            deed.run();
            showOrder();
        });
        button.addClassNames("quiet", "square");
        button.getElement().setAttribute("aria-label", words);
        button.setTitle(words);
        return button;
    }

    private void save() {
        LocalDate first = start.getValue();
        if (!Form.accepts(
                start,
                first == null || start.isInvalid() ? Optional.of("A day such as 2026-11-02.") : Optional.empty())) {
            return;
        }
        try {
            rotas.put(
                    readable.caller(),
                    roster.team(),
                    new Rota(first, members, kept(first)),
                    OptionalLong.of(roster.revision()));
        } catch (Conflict e) {
            roster = rotas.of(readable.caller(), roster.team());
            take();
            changed.run();
            throw new Conflict(meanwhile(roster) + " The rota above is theirs, yours was not saved: change it again.");
        }
        dialog.close();
        changed.run();
    }

    /** Who was faster. */
    static String meanwhile(Roster now) {
        return now.changedBy().map(now::name).orElse("Somebody") + " changed the rota meanwhile.";
    }

    /** Turns that were handed over stay so where turns begin on the same days, and those that are over are forgotten. */
    private SortedMap<LocalDate, String> kept(LocalDate first) {
        var kept = new TreeMap<LocalDate, String>();
        if (members.isEmpty()) {
            return kept;
        }
        roster.rota().map(Rota::replacements).orElseGet(TreeMap::new).forEach((day, login) -> {
            boolean begins = !day.isBefore(first) && ChronoUnit.DAYS.between(first, day) % Rota.DAYS == 0;
            if (begins && !day.plusDays(Rota.DAYS).isBefore(roster.today())) {
                kept.put(day, login);
            }
        });
        return kept;
    }
}
