package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.search.Audience;
import dev.winnow.search.SavedView;
import dev.winnow.search.SavedViews;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Views that were saved, as links; and what can be done with the list or the view that is shown. */
final class ViewsBar extends Div {
    /** Links that are shown at once. */
    private static final int SHOWN = 12;

    private final SavedViews saved;
    private final Readable readable;
    private final UnorderedList links = new UnorderedList();
    private final Div deeds = Html.div("deeds");

    ViewsBar(SavedViews saved, Readable readable) {
        this.saved = saved;
        this.readable = readable;
        addClassName("views");
        getElement().setAttribute("role", "navigation").setAttribute("aria-label", "Saved views");
        links.addClassName("plain");
        add(links, deeds);
    }

    /** @param query empty where it cannot be read */
    void show(Optional<SavedView> view, Optional<FindingQuery> query) {
        links.removeAll();
        deeds.removeAll();
        List<SavedView> first = saved.page(readable.caller(), null, SHOWN + 1);
        boolean isAmongFirst = first.stream()
                .limit(SHOWN)
                .anyMatch(one -> view.filter(shown -> shown.id() == one.id()).isPresent());
        if (!isAmongFirst) {
            view.ifPresent(one -> links.add(new ListItem(link(one, view))));
        }
        first.stream().limit(SHOWN).forEach(one -> links.add(new ListItem(link(one, view))));
        if (first.size() > SHOWN) {
            links.add(new ListItem(button("More views…", this::all)));
        }
        links.setVisible(links.getElement().getChildCount() > 0);
        if (view.isPresent() && saved.mayChange(readable.caller(), view.get())) {
            deeds.add(button("Change view", () -> change(view.get())));
            deeds.add(button("Delete view", () -> delete(view.get())));
        } else if (view.isEmpty()) {
            query.ifPresent(one -> deeds.add(button("Save as view", () -> save(one))));
        }
    }

    /** All of them, in a window of their own. */
    private void all() {
        var window = new Dialog();
        window.setHeaderTitle("Saved views");
        window.setWidth("34rem");
        var grid = new LazyGrid<SavedView>("Saved views, by name", ViewsBar::row).column("View", 1, ViewsBar::row);
        var pages = new Keyset<SavedView>(
                (last, limit) -> saved.page(readable.caller(), last == null ? null : last.id(), limit));
        grid.show(pages::page);
        window.add(grid);
        var cancel = new NativeButton("Close", click -> window.close());
        cancel.addClassName("quiet");
        window.getFooter().add(cancel);
        UI ui = UI.getCurrent();
        var leaving = ui.addAfterNavigationListener(there -> window.close());
        window.addDetachListener(gone -> leaving.remove());
        window.open();
    }

    private static Component row(SavedView view) {
        return Html.line(link(view, Optional.empty()), Html.span("by " + view.owner(), "soft"));
    }

    private static RouterLink link(SavedView one, Optional<SavedView> shown) {
        var link = new RouterLink("", FindingsView.class);
        link.add(Html.span(one.name(), "clip"));
        if (one.shared()) {
            link.add(Html.span(one.audience().team().orElse("shared"), "soft"));
        }
        link.getElement().setAttribute("title", one.query());
        link.setQueryParameters(parameters(one));
        if (shown.filter(view -> view.id() == one.id()).isPresent()) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }

    private static QueryParameters parameters(SavedView view) {
        return QueryParameters.of(FindingQuery.VIEW, Long.toString(view.id()));
    }

    private static NativeButton button(String text, Runnable deed) {
        var button = new NativeButton(text, click -> deed.run());
        button.addClassName("quiet");
        return button;
    }

    private void save(FindingQuery query) {
        Fields fields = new Fields(null, saved.teams(readable.caller()));
        var dialog = new Object() {
            @Nullable
            FormDialog open;
        };
        dialog.open = new FormDialog(
                "Save as view",
                "Save",
                () -> {
                    if (fields.areFilled()) {
                        SavedView view = saved.create(
                                readable.caller(),
                                fields.name.getValue(),
                                query.text(),
                                query.order(),
                                fields.audience.getValue());
                        close(dialog.open);
                        UI.getCurrent().navigate(FindingsView.class, parameters(view));
                    }
                },
                fields.name,
                fields.audience);
        dialog.open.open();
    }

    private void change(SavedView view) {
        Fields fields = new Fields(view, saved.teams(readable.caller()));
        var dialog = new Object() {
            @Nullable
            FormDialog open;
        };
        dialog.open = new FormDialog(
                "Change view",
                "Save",
                () -> {
                    if (fields.areFilled()) {
                        saved.change(
                                readable.caller(),
                                view.id(),
                                fields.name.getValue(),
                                view.query(),
                                view.order(),
                                fields.audience.getValue());
                        close(dialog.open);
                        UI.getCurrent().refreshCurrentRoute(false);
                    }
                },
                fields.name,
                fields.audience);
        dialog.open.open();
    }

    private void delete(SavedView view) {
        var dialog = new Object() {
            @Nullable
            FormDialog open;
        };
        dialog.open = new FormDialog(
                "Delete the view “" + view.name() + "”?",
                "Delete",
                () -> {
                    saved.delete(readable.caller(), view.id());
                    close(dialog.open);
                    UI.getCurrent().navigate(FindingsView.class);
                },
                Html.span(
                        view.shared()
                                ? "It is gone for all who see it, and its link leads nowhere. Findings stay."
                                : "Its link leads nowhere afterwards. Findings stay."));
        dialog.open.open();
    }

    private static void close(@Nullable FormDialog dialog) {
        if (dialog != null) {
            dialog.close();
        }
    }

    private static final class Fields {
        private final TextField name = new TextField("Name");
        private final Select<Audience> audience = new Select<>();

        private Fields(@Nullable SavedView view, List<String> teams) {
            name.setRequiredIndicatorVisible(true);
            name.setMaxLength(SavedViews.LONGEST_NAME);
            Audience now = view == null ? Audience.NOBODY : view.audience();
            audience.setLabel("Who sees it");
            audience.setHelperText(
                    "What it finds depends on who asks. Who does not see a project that it names does not"
                            + " see the view.");
            audience.setItemLabelGenerator(one -> switch (one) {
                case Audience.Nobody nobody -> "Only its owner";
                case Audience.Everyone everyone -> "Everyone";
                case Audience.Team team -> "Team " + team.name();
            });
            audience.setItems(Stream.concat(
                            Stream.of(Audience.NOBODY, Audience.EVERYONE, now),
                            teams.stream().map(Audience.Team::new))
                    .distinct()
                    .toList());
            audience.setValue(now);
            if (view != null) {
                name.setValue(view.name());
            }
        }

        private boolean areFilled() {
            return Form.accepts(
                    name, name.getValue().isBlank() ? Optional.of("Give it a name.") : Optional.<String>empty());
        }
    }
}
