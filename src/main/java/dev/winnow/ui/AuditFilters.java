package dev.winnow.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.ui.parts.Html;
import java.util.List;

/** The filters of the audit page. A change goes to the address that says it. */
final class AuditFilters extends Div {
    private final TextField actor = new TextField("Who");
    private final ComboBox<String> action = new ComboBox<>("What");
    private final TextField subject = new TextField("On");
    private final DatePicker from = new DatePicker("From");
    private final DatePicker to = new DatePicker("To");
    private final Div clear = Html.div("clear");

    AuditFilters() {
        actor.setPlaceholder("Login name or system");
        action.setPlaceholder("All actions");
        action.setAllowCustomValue(true);
        action.addCustomValueSetListener(set -> {
            action.setValue(set.getDetail());
            go();
        });
        action.setClearButtonVisible(true);
        subject.setPlaceholder("project:shop, user:ann …");
        for (TextField field : List.of(actor, subject)) {
            field.setClearButtonVisible(true);
        }
        for (DatePicker day : List.of(from, to)) {
            day.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
            day.setClearButtonVisible(true);
        }
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(actor, action, subject, from, to)) {
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    go();
                }
            });
        }
        add(Html.div("filters", actor, action, subject, from, to), clear);
    }

    private void go() {
        var query =
                new AuditQuery(actor.getValue(), action.getValue(), subject.getValue(), from.getValue(), to.getValue());
        UI.getCurrent().navigate(AuditView.class, query.parameters());
    }

    void show(AuditQuery query, List<String> actions) {
        action.setItems(actions);
        actor.setValue(query.actor() == null ? "" : query.actor());
        action.setValue(query.action());
        subject.setValue(query.subject() == null ? "" : query.subject());
        from.setValue(query.from());
        to.setValue(query.to());
        clear.removeAll();
        if (!query.isAll()) {
            clear.add(new RouterLink("Clear filters", AuditView.class));
        }
    }
}
