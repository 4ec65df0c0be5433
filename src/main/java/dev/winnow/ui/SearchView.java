package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.Finding;
import dev.winnow.search.Found;
import dev.winnow.search.Found.Group;
import dev.winnow.search.Search;
import dev.winnow.search.SearchText;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was found, by kind, exact hits first; or all that is known of one kind; or the findings of one package. */
@Route(SearchView.PATH)
@PermitAll
class SearchView extends Page implements BeforeEnterObserver {
    static final String PATH = "search";
    static final String QUERY = "q";

    private static final String KIND = "in";
    private static final String PACKAGE = "package";
    private static final int SHOWN = 20;
    private static final int SHOWN_ALONE = 200;

    private final Readable readable;
    private final Search search;
    private final Clock clock;
    private String title = "Search";

    SearchView(Readable readable, Search search, Clock clock) {
        this.readable = readable;
        this.search = search;
        this.clock = clock;
    }

    static QueryParameters parameters(String typed) {
        return QueryParameters.of(
                QUERY, typed.length() <= SearchText.LONGEST ? typed : typed.substring(0, SearchText.LONGEST));
    }

    static RouterLink link(String typed, String text) {
        var link = new RouterLink(text, SearchView.class);
        link.setQueryParameters(parameters(typed));
        return link;
    }

    /** To the findings of a package, without a text yet. */
    static RouterLink ofPackage(String name) {
        var link = new RouterLink("", SearchView.class);
        link.setQueryParameters(QueryParameters.of(PACKAGE, name));
        return link;
    }

    @Override
    String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        removeAll();
        Optional<String> ofPackage = query.getSingleParameter(PACKAGE);
        if (ofPackage.isPresent()) {
            showPackage(ofPackage.get());
            return;
        }
        String typed = query.getSingleParameter(QUERY).orElse("").strip();
        if (SearchText.of(typed).isEmpty()) {
            showHelp(typed);
        } else {
            show(typed, query.getSingleParameter(KIND).flatMap(Kind::ofWord));
        }
    }

    private enum Kind {
        PROJECTS,
        BUILDS,
        PACKAGES,
        FINDINGS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private void showHelp(String typed) {
        title = "Search";
        var examples = new Facts()
                .with("Projects", "a name or a team")
                .with("Builds", "the pipeline’s id, a commit, a pull request, a branch: 412, 9f3c2ab, 1290, main")
                .with("Findings", "words of the title, a rule: redirect, sql-injection")
                .with("Vulnerabilities", "CVE-2024-3094, GHSA-jfh8-c2jp-5v3q")
                .with("Packages", "openssl, log4j-core, pkg:npm/lodash");
        String advice = typed.isEmpty()
                ? "Type two letters or digits or more. The beginning of a word is enough, and a project’s name beside it looks there alone."
                : "“" + typed + "” is too short or has neither letters nor digits. Type two or more.";
        add(new H1("Search"), new EmptyState("What you can look for", advice, examples));
    }

    private void show(String typed, Optional<Kind> only) {
        title = "Search: " + typed;
        Found found = search.find(readable.caller(), typed, only.isPresent() ? SHOWN_ALONE : SHOWN);
        var heading = Html.div("heading", new H1("Results for “" + typed + "”"));
        only.ifPresent(kind -> heading.add(link(typed, "All kinds")));
        add(heading);
        if (found.isEmpty()) {
            add(nothing());
            return;
        }
        Instant now = clock.instant();
        var hits = new SearchHits(found.text());
        show(Kind.PROJECTS, only, typed, found.projects(), hits::row);
        show(Kind.BUILDS, only, typed, found.builds(), hit -> hits.row(hit, now));
        show(Kind.PACKAGES, only, typed, found.packages(), hits::row);
        show(Kind.FINDINGS, only, typed, found.findings(), hits::row);
    }

    private <T> void show(Kind kind, Optional<Kind> only, String typed, Group<T> group, Function<T, ListItem> row) {
        if (group.isEmpty() || only.filter(other -> other != kind).isPresent()) {
            return;
        }
        Section panel = panel(Words.capital(kind.name()), group, row);
        if (group.goesOn() && only.isEmpty()) {
            var more = new RouterLink("More " + kind.word(), SearchView.class);
            more.setQueryParameters(QueryParameters.simple(Map.of(QUERY, typed, KIND, kind.word())));
            panel.add(more);
        } else if (group.goesOn()) {
            panel.add(Html.span("A further word finds fewer.", "soft"));
        }
        add(panel);
    }

    private static <T> Section panel(String name, Group<T> group, Function<T, ListItem> row) {
        String count = group.goesOn()
                ? "first " + group.hits().size() + " of " + (group.more() ? "more than " : "")
                        + Words.number(group.total())
                : Words.number(group.total());
        var list = new UnorderedList();
        list.addClassNames("plain", "hits");
        group.hits().forEach(hit -> list.add(row.apply(hit)));
        var panel = new Section(Html.div("heading", new H2(name), Html.span(count, "soft")), list);
        panel.addClassName("panel");
        panel.getElement().setAttribute("aria-label", name);
        return panel;
    }

    private static EmptyState nothing() {
        return new EmptyState(
                "Nothing found",
                "Every word must be the beginning of a word of one project, build, package or finding. Try fewer or "
                        + "shorter words.",
                new RouterLink("What you can look for", SearchView.class));
    }

    private void showPackage(String name) {
        title = "Package " + name;
        add(new H1("Package " + name));
        Group<Finding> findings = search.ofPackage(readable.caller(), name, SHOWN_ALONE);
        if (findings.isEmpty()) {
            add(new EmptyState(
                    "No findings", "No report has named a finding in this package.", link(name, "Search for " + name)));
            return;
        }
        var hits = new SearchHits(SearchText.of(""));
        add(panel("Findings", findings, hits::row));
    }
}
