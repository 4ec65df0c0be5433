package dev.winnow.ui;

import com.vaadin.flow.component.Component;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private Supplier<List<Component>> content = List::of;
    private String title = "Search";

    SearchView(Readable readable, Search search, LiveUpdates live, Clock clock) {
        this.readable = readable;
        this.search = search;
        this.clock = clock;
        live.follow(this, scan -> true, this::refresh);
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
        Optional<String> ofPackage = query.getSingleParameter(PACKAGE);
        String typed = query.getSingleParameter(QUERY).orElse("").strip();
        if (ofPackage.isPresent()) {
            title = "Package " + ofPackage.get();
            content = () -> inPackage(ofPackage.get());
        } else if (SearchText.of(typed).isEmpty()) {
            title = "Search";
            content = () -> help(typed);
        } else {
            title = "Search: " + typed;
            Optional<Kind> only = query.getSingleParameter(KIND).flatMap(Kind::ofWord);
            content = () -> results(typed, only);
        }
        removeAll();
        add(content.get());
    }

    /** After an import; what reads the same stays, and keeps the focus. */
    private void refresh() {
        List<Component> now = content.get();
        if (!text(now.stream()).equals(text(getChildren()))) {
            removeAll();
            add(now);
        }
    }

    private static String text(Stream<Component> components) {
        return components
                .map(component -> component.getElement().getTextRecursively())
                .collect(Collectors.joining("\n"));
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

    private static List<Component> help(String typed) {
        var examples = new Facts()
                .with("Projects", "a name or a team")
                .with("Builds", "the pipeline’s id, a commit, a pull request, a branch: 412, 9f3c2ab, 1290, main")
                .with("Findings", "words of the title, a rule: redirect, sql-injection")
                .with("Vulnerabilities", "CVE-2024-3094, GHSA-jfh8-c2jp-5v3q")
                .with("Packages", "openssl, log4j-core, pkg:npm/lodash");
        String advice = typed.isEmpty()
                ? "Type two letters or digits or more. The beginning of a word is enough, and a project’s name beside it looks there alone."
                : "“" + typed + "” is too short or has neither letters nor digits. Type two or more.";
        return List.of(new H1("Search"), new EmptyState("What you can look for", advice, examples));
    }

    private List<Component> results(String typed, Optional<Kind> only) {
        Found found = search.find(readable.caller(), typed, only.isPresent() ? SHOWN_ALONE : SHOWN);
        var heading = Html.div("heading", new H1("Results for “" + typed + "”"));
        only.ifPresent(kind -> heading.add(link(typed, "All kinds")));
        var content = new ArrayList<Component>(List.of(heading));
        if (found.isEmpty()) {
            content.add(nothing());
            return content;
        }
        Instant now = clock.instant();
        var hits = new SearchHits(found.text());
        group(Kind.PROJECTS, only, typed, found.projects(), hits::row).ifPresent(content::add);
        group(Kind.BUILDS, only, typed, found.builds(), hit -> hits.row(hit, now))
                .ifPresent(content::add);
        group(Kind.PACKAGES, only, typed, found.packages(), hits::row).ifPresent(content::add);
        group(Kind.FINDINGS, only, typed, found.findings(), hits::row).ifPresent(content::add);
        return content;
    }

    private static <T> Optional<Component> group(
            Kind kind, Optional<Kind> only, String typed, Group<T> group, Function<T, ListItem> row) {
        if (group.isEmpty() || only.filter(other -> other != kind).isPresent()) {
            return Optional.empty();
        }
        Section panel = panel(Words.capital(kind.name()), group, row);
        if (group.goesOn() && only.isEmpty()) {
            var more = new RouterLink("More " + kind.word(), SearchView.class);
            more.setQueryParameters(QueryParameters.simple(Map.of(QUERY, typed, KIND, kind.word())));
            panel.add(more);
        } else if (group.goesOn()) {
            panel.add(Html.span("A further word finds fewer.", "soft"));
        }
        return Optional.of(panel);
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

    private List<Component> inPackage(String name) {
        var heading = new H1("Package " + name);
        Group<Finding> findings = search.ofPackage(readable.caller(), name, SHOWN_ALONE);
        if (findings.isEmpty()) {
            return List.of(
                    heading,
                    new EmptyState(
                            "No findings",
                            "No report has named a finding in this package.",
                            link(name, "Search for " + name)));
        }
        return List.of(heading, panel("Findings", findings, new SearchHits(SearchText.of(""))::row));
    }
}
