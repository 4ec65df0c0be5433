package dev.winnow.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.winnow.access.Caller;
import dev.winnow.access.Colleague;
import dev.winnow.discussion.Assignees;
import java.util.function.Supplier;

/** Chooses one of those who may see to findings of a project. */
final class AssigneeBox {
    private AssigneeBox() {}

    static ComboBox<Colleague> of(String label, Assignees people, Supplier<Caller> caller, long projectId) {
        var box = new ComboBox<Colleague>(label);
        box.setItemLabelGenerator(AssigneeBox::name);
        box.setPlaceholder("Nobody");
        box.setClearButtonVisible(true);
        box.setItems(query -> people
                .candidates(caller.get(), projectId, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                .stream());
        return box;
    }

    private static String name(Colleague one) {
        return one.displayName().equalsIgnoreCase(one.login())
                ? one.login()
                : one.login() + " (" + one.displayName() + ")";
    }
}
