package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Silenced;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The filters of a list of findings. A change goes to the address that says it; narrow screens fold them away. */
final class FindingFilters extends Div {
    private final Readable readable;
    private final ComboBox<Project> project = new ComboBox<>("Project");
    private final ComboBox<String> guard = new ComboBox<>("Guard");
    private final MultiSelectComboBox<Severity> severity = new MultiSelectComboBox<>("Severity");
    private final Select<FindingStatus> status = new Select<>();
    private final Select<Kind> kind = new Select<>();
    private final Select<Silenced> silenced = new Select<>();
    private final NativeButton fold = new NativeButton();
    private final Div fields = Html.div("filters", project, guard, severity, status, kind, silenced);
    private final Div clear = Html.div("clear");
    private FindingQuery shown;

    FindingFilters(Readable readable, FindingQuery shown) {
        this.readable = readable;
        this.shown = shown;
        project.setItemLabelGenerator(Project::name);
        project.setPlaceholder("All projects");
        project.setClearButtonVisible(true);
        guard.setPlaceholder("All guards");
        guard.setClearButtonVisible(true);
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(Words::of);
        severity.setPlaceholder("All severities");
        severity.setClearButtonVisible(true);
        status.setLabel("Status");
        status.setItems(FindingStatus.values());
        status.setItemLabelGenerator(FindingQuery::label);
        kind.setLabel("Kind");
        kind.setItems(Kind.values());
        kind.setEmptySelectionAllowed(true);
        kind.setEmptySelectionCaption("All kinds");
        kind.setItemLabelGenerator(one -> one == null ? "All kinds" : Words.of(one));
        silenced.setLabel("Silenced");
        silenced.setItems(Silenced.values());
        silenced.setItemLabelGenerator(one -> switch (one) {
            case HIDE -> "Hide";
            case SHOW -> "Show";
            case ONLY -> "Only silenced";
        });
        follow(project, this::in);
        follow(guard, FindingQuery::seenBy);
        follow(severity, FindingQuery::with);
        follow(status, FindingQuery::with);
        follow(kind, (query, one) -> query.with(one));
        follow(silenced, FindingQuery::with);
        fields.setId("finding-filters");
        fold.addClassNames("quiet", "fold");
        fold.getElement().setAttribute("aria-controls", "finding-filters");
        fold.addClickListener(click -> unfold(!fields.hasClassName("open")));
        unfold(false);
        add(fold, fields, clear);
    }

    private void unfold(boolean open) {
        fields.setClassName("open", open);
        fold.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }

    private <V> void follow(HasValue<?, V> field, BiFunction<FindingQuery, V, FindingQuery> change) {
        field.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                UI.getCurrent()
                        .navigate(
                                FindingsView.class,
                                change.apply(shown, event.getValue()).parameters());
            }
        });
    }

    /** In another project: of its guard nothing is left where that project has none of the name. */
    private FindingQuery in(FindingQuery query, @Nullable Project other) {
        FindingQuery there = query.in(other);
        String name = query.filter().guard();
        return name == null || readable.guards(there.project()).contains(name) ? there : there.seenBy(null);
    }

    void show(FindingQuery query, List<Project> projects) {
        shown = query;
        FindingFilter filter = query.filter();
        project.setItems(projects);
        project.setValue(query.project()
                .flatMap(one -> projects.stream()
                        .filter(each -> each.name().equals(one.name()))
                        .findFirst())
                .orElse(null));
        guard.setItems(readable.guards(query.project()));
        guard.setValue(filter.guard());
        severity.setValue(filter.severities());
        status.setValue(filter.status());
        kind.setValue(filter.kind());
        silenced.setValue(filter.silenced());
        int count = query.chosen().size();
        fold.setText(count == 0 ? "Filters" : "Filters (" + count + ")");
        clear.removeAll();
        if (count > 0) {
            clear.add(clear());
        }
    }

    static Component clear() {
        return new RouterLink("Clear filters", FindingsView.class);
    }

    static RouterLink link(FindingQuery query, String text) {
        var link = new RouterLink(text, FindingsView.class);
        link.setQueryParameters(query.parameters());
        return link;
    }
}
