package dev.winnow.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import dev.winnow.search.query.Field;
import dev.winnow.ui.parts.Html;
import java.util.function.Consumer;

/** What can stand in the query line. An example goes there when it is chosen. */
final class QueryHelp extends Dialog {
    QueryHelp(Consumer<String> chosen) {
        setHeaderTitle("What can stand in a query");
        setWidth("46rem");
        add(new Paragraph(
                "All parts must hold. Words are looked for in titles, messages, rules, paths, packages, identifiers"
                        + " and weaknesses, each at least as the beginning of a word; quotes keep words together."
                        + " A minus in front negates, commas are alternatives within a field, OR between parts; parentheses"
                        + " group. An asterisk stands for any characters. Days are in UTC."));
        var fields = new DescriptionList();
        fields.addClassName("fields");
        for (Field field : Field.values()) {
            var example = new NativeButton(field.example(), click -> {
                close();
                chosen.accept(field.example());
            });
            example.addClassNames("quiet", "mono");
            example.getElement().setAttribute("aria-label", "Add " + field.example());
            var name = new Div(Html.span(field.word(), "mono"));
            field.aliases().forEach(alias -> name.add(Html.span(" " + alias, "mono", "soft")));
            fields.add(
                    new DescriptionList.Term(name), new DescriptionList.Description(Html.span(field.help()), example));
        }
        add(fields);
        var done = new NativeButton("Close", click -> close());
        done.addClassNames("button", "primary");
        getFooter().add(done);
    }
}
