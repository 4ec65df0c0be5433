package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and what they stand for; what is not known is left out. */
public final class Facts extends DescriptionList {
    public Facts() {
        addClassName("facts");
    }

    public Facts with(String name, @Nullable String value) {
        return value == null || value.isBlank() ? this : with(name, Html.span(value));
    }

    public Facts with(String name, Component... values) {
        if (values.length > 0) {
            add(new Term(name), new Description(values));
        }
        return this;
    }

    public Facts with(String name, List<? extends Component> values) {
        return with(name, values.toArray(Component[]::new));
    }
}
