package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.CurrentCaller;
import dev.winnow.finding.Finding;
import dev.winnow.search.Found;
import dev.winnow.search.Found.BuildHit;
import dev.winnow.search.Found.Group;
import dev.winnow.search.Search;
import dev.winnow.search.SearchText;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The search field of every page, with suggestions while one types. It is a combo box as ARIA describes it; the script of
 * the page moves through the suggestions and shows and hides them.
 */
final class SearchBox extends Div implements AfterNavigationObserver {
    private static final int SUGGESTED = 4;
    private static final int PAUSE_MILLIS = 200;
    private static final String LIST = "suggestions";

    private final Search search;
    private final CurrentCaller caller;
    private final Input input = new Input();
    private final Div list = new Div();
    private final Span said = Html.heard("");
    private int options;

    SearchBox(Search search, CurrentCaller caller) {
        this.search = search;
        this.caller = caller;
        addClassName("search");
        getElement().setAttribute("role", "search").setAttribute("data-search", true);
        prepareInput();
        list.setId(LIST);
        list.addClassName(LIST);
        list.getElement().setAttribute("role", "listbox").setAttribute("aria-label", "Suggestions");
        said.getElement().setAttribute("role", "status");
        var hint = KeysDialog.Key.of("/");
        hint.getElement().setAttribute("aria-hidden", "true");
        add(MainLayout.icon("search"), input, hint, list, said);
        getElement()
                .addEventListener(
                        "winnow-search",
                        event -> go(event.getEventData().path("event.detail").asString("")))
                .addEventData("event.detail");
    }

    private void prepareInput() {
        input.setPlaceholder("Search findings, builds, packages, CVEs");
        input.setValueChangeMode(ValueChangeMode.LAZY);
        input.setValueChangeTimeout(PAUSE_MILLIS);
        input.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                suggest(change.getValue());
            }
        });
        input.getElement()
                .setAttribute("role", "combobox")
                .setAttribute("aria-label", "Search")
                .setAttribute("aria-autocomplete", "list")
                .setAttribute("aria-controls", LIST)
                .setAttribute("aria-expanded", "false")
                .setAttribute("aria-keyshortcuts", "/")
                .setAttribute("maxlength", Integer.toString(SearchText.LONGEST))
                .setAttribute("autocomplete", "off")
                .setAttribute("autocapitalize", "none")
                .setAttribute("spellcheck", "false")
                .setAttribute("enterkeyhint", "search");
    }

    /** On narrow screens the field is behind this button. */
    static NativeButton opener() {
        var open = new NativeButton();
        open.add(MainLayout.icon("search"), Html.heard("Search"));
        open.addClassNames("quiet", "square", "opener");
        open.getElement().setAttribute("data-search-open", true);
        return open;
    }

    /** The field says what the page shows. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var location = event.getLocation();
        String shown = location.getPath().equals(SearchView.PATH)
                ? location.getQueryParameters()
                        .getSingleParameter(SearchView.QUERY)
                        .orElse("")
                : "";
        clear();
        input.setValue(shown);
    }

    private void clear() {
        list.removeAll();
        said.setText("");
        options = 0;
    }

    private void suggest(String typed) {
        clear();
        Found found = search.find(caller.get(), typed, SUGGESTED);
        if (found.text().isEmpty()) {
            return;
        }
        SearchHits hits = new SearchHits(found.text());
        group("Projects", found.projects(), project -> option(hits.project(project), Optional.empty()));
        group("Builds", found.builds(), hit -> option(hits.build(hit), Optional.of(about(hit))));
        group(
                "Packages",
                found.packages(),
                one -> option(hits.named(one), Optional.of(Words.count(one.findings(), "finding", "findings"))));
        group("Findings", found.findings(), finding -> option(hits.finding(finding), Optional.of(about(finding))));
        if (options > 0) {
            list.add(option(SearchView.link(typed, "All results"), Optional.empty()));
        }
        said.setText(options == 0 ? "No suggestions" : Words.count(options - 1L, "suggestion", "suggestions"));
    }

    private static String about(BuildHit hit) {
        return hit.project().name() + " · " + hit.build().branch();
    }

    /** Tells findings of one rule apart: the file without its folders, or the package. */
    private static String about(Finding finding) {
        String where = new FindingRow(finding, List.of()).where();
        String end = finding.packageName() == null ? where.substring(where.lastIndexOf('/') + 1) : where;
        return end.isEmpty() ? finding.projectName() : end + " · " + finding.projectName();
    }

    private <T> void group(String name, Group<T> group, Function<T, Component> option) {
        if (group.isEmpty()) {
            return;
        }
        var heading = Html.span(name, "label");
        heading.getElement().setAttribute("aria-hidden", "true");
        var part = Html.div("group", heading);
        part.getElement().setAttribute("role", "group").setAttribute("aria-label", name);
        group.hits().forEach(hit -> part.add(option.apply(hit)));
        list.add(part);
    }

    private Component option(RouterLink link, Optional<String> about) {
        about.ifPresent(text -> link.add(Html.span(text, "soft", "about")));
        link.setId("suggestion-" + options++);
        link.addClassName("option");
        link.setTabIndex(-1);
        link.getElement().setAttribute("role", "option").setAttribute("aria-selected", "false");
        return link;
    }

    /** To the results; straight to the build where a pipeline's id or a commit names one and nothing else. */
    void go(String typed) {
        Optional<BuildHit> one = search.find(caller.get(), typed, 1).theBuild();
        clear();
        UI ui = getUI().orElseThrow();
        if (one.isPresent()) {
            BuildHit hit = one.get();
            ui.navigate(BuildView.class, Go.at(hit.project().name(), hit.build().id()));
        } else {
            ui.navigate(SearchView.class, SearchView.parameters(typed));
        }
    }
}
