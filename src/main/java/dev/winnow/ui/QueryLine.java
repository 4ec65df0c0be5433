package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.winnow.search.query.QueryError;
import dev.winnow.search.query.QueryParser;
import dev.winnow.ui.parts.Html;
import java.util.function.Consumer;

/** The field in which findings are chosen. What is wrong with a query stands below it, with its place. */
final class QueryLine extends Div {
    private final TextField field = new TextField("Query");

    /** @param asked gets a query that can be read */
    QueryLine(Consumer<String> asked) {
        addClassName("query-line");
        field.setPlaceholder("severity:>=high guard:trivy path:src/api/** words");
        field.setMaxLength(QueryParser.LONGEST);
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.setManualValidation(true);
        field.getElement()
                .setAttribute("data-query", true)
                .setAttribute("autocapitalize", "none")
                .setAttribute("spellcheck", "false")
                .setAttribute("autocomplete", "off");
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                send(change.getValue(), asked);
            }
        });
        var help = new NativeButton("Fields", click -> new QueryHelp(this::append).open());
        help.addClassName("quiet");
        help.getElement().setAttribute("aria-haspopup", "dialog");
        add(field, help, Html.heard("Press Enter to search, slash to come here."));
    }

    private void send(String typed, Consumer<String> asked) {
        try {
            QueryParser.parse(typed);
            field.setInvalid(false);
            asked.accept(typed);
        } catch (QueryError e) {
            refuse(e);
        }
    }

    private void append(String example) {
        String before = field.getValue().strip();
        field.setValue(before.isEmpty() ? example : before + " " + example);
        field.focus();
    }

    void show(String query) {
        field.setInvalid(false);
        field.setValue(query);
    }

    /** Shows a query that cannot be read, and why. */
    void show(String query, QueryError error) {
        field.setValue(query);
        refuse(error);
    }

    private void refuse(QueryError error) {
        field.setErrorMessage("At column " + error.column() + ": " + error.getMessage());
        field.setInvalid(true);
    }
}
