package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.policy.PolicyFolder.Trouble;
import dev.winnow.policy.PolicyVersion;
import dev.winnow.policy.ServerPolicies;
import dev.winnow.policy.ServerPolicies.File;
import dev.winnow.policy.ServerPolicies.Server;
import dev.winnow.policy.language.Policy;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies that the server reads from files: which projects each judges, its versions, and what is wrong with files. */
@Route("policies")
@RolesAllowed("ADMIN")
class ServerPoliciesView extends Page implements BeforeEnterObserver {
    private static final String VERSION = "version";
    private static final int NAMES = 50;

    private final ServerPolicies policies;
    private final Readable readable;
    private final Administrator administrator;
    private final Clock clock;

    ServerPoliciesView(ServerPolicies policies, Readable readable, Administrator administrator, Clock clock) {
        this.policies = policies;
        this.readable = readable;
        this.administrator = administrator;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Policies of the server";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        administrator.requireToEnter();
        Server server = policies.of(readable.projects());
        Instant now = clock.instant();
        removeAll();
        add(Html.div(
                "heading",
                new H1("Policies"),
                Html.span(
                        server.path().map(path -> "read from " + path).orElse("the server reads no files"),
                        "soft",
                        "break")));
        if (!server.troubles().isEmpty()) {
            add(troubles(server.troubles()));
        }
        text(event).ifPresent(this::add);
        Div files = Html.div("halves");
        server.files().forEach(file -> files.add(file(file, now)));
        files.setVisible(!server.files().isEmpty());
        add(files);
        if (server.files().isEmpty() && server.troubles().isEmpty()) {
            add(none(server));
        }
        add(others(server));
    }

    private static EmptyState none(Server server) {
        return server.path().isPresent()
                ? new EmptyState(
                        "No policy there",
                        "Files whose names end in .yaml or .yml are policies; what is hidden is not read. They are looked for"
                                + " again every few seconds.")
                : new EmptyState(
                        "Policies may be files",
                        "A checkout of Git, for one: each change is a pull request, and the server reads it again within"
                                + " seconds. Name the file or folder when you start Winnow:",
                        new Command("java -jar winnow.jar --winnow.policy.path=/etc/winnow/policies"));
    }

    private static Section troubles(List<Trouble> troubles) {
        var list = new UnorderedList();
        list.addClassName("plain");
        for (Trouble trouble : troubles) {
            var what = new UnorderedList();
            what.addClassName("brief");
            trouble.problems().forEach(problem -> what.add(new ListItem(Html.span(problem.said(), "break"))));
            list.add(new ListItem(Html.div(
                    "stack",
                    Html.line(
                            Html.span(trouble.file(), "mono", "break"),
                            trouble.kept()
                                    ? Chips.notice("its last good version stays in force")
                                    : Chips.bad("it judges nothing")),
                    what)));
        }
        Section panel = Html.panel("What is wrong", list);
        panel.getElement().setAttribute("role", "alert");
        return panel;
    }

    private static Section file(File file, Instant now) {
        Policy policy = file.policy().policy();
        PolicyVersion version = file.policy().version();
        Policy.Scope scope = policy.scope();
        var facts = new Facts()
                .with("Is for", isFor(scope))
                .with("Judges", names(file.projects(), "no project: each has a nearer policy"))
                .with("Rules", Words.number(policy.rules().size()))
                .with("Guards", String.join(", ", policy.guards()))
                .with("In force", Moment.ago(version.at(), now), link(version));
        facts.addClassName("pairs");
        Section panel = Html.panel(version.name().orElse(""), facts);
        if (file.versions().size() > 1) {
            var older = new UnorderedList();
            older.addClassName("brief");
            file.versions().forEach(one -> older.add(new ListItem(Html.line(Moment.at(one.at()), link(one)))));
            panel.add(new NativeDetails(
                    file.versions().size() + " versions" + (file.versions().size() == 10 ? ", the newest" : ""),
                    older));
        }
        return panel;
    }

    private static String isFor(Policy.Scope scope) {
        if (scope.equals(Policy.Scope.ALL)) {
            return "all projects";
        }
        String projects = scope.projects().isEmpty() ? "" : "projects " + String.join(", ", scope.projects());
        String teams = scope.teams().isEmpty() ? "" : "teams " + String.join(", ", scope.teams());
        return projects + (projects.isEmpty() || teams.isEmpty() ? "" : "; ") + teams;
    }

    private static Component link(PolicyVersion version) {
        var link = new RouterLink(Words.commit(version.hash().orElse("")), ServerPoliciesView.class);
        link.addClassName("mono");
        link.setQueryParameters(QueryParameters.of(VERSION, Long.toString(version.id())));
        link.getElement()
                .setAttribute(
                        "aria-label",
                        "Text of version " + Words.commit(version.hash().orElse("")));
        return link;
    }

    /** Links to the projects' policies. */
    private static List<Component> names(List<String> names, String none) {
        if (names.isEmpty()) {
            return List.of(Html.span(none, "soft"));
        }
        var shown = new ArrayList<Component>();
        names.stream().limit(NAMES).forEach(name -> shown.add(ProjectPolicyView.link(name, name)));
        if (names.size() > NAMES) {
            shown.add(Html.span("and " + Words.number((long) names.size() - NAMES) + " more", "soft"));
        }
        return shown;
    }

    private static Section others(Server server) {
        var facts = new Facts()
                .with("Their own policy", names(server.own(), "no project"))
                .with("The built-in one", names(server.builtIn(), "no project"));
        facts.addClassName("pairs");
        return Html.panel("Projects that no file judges", facts);
    }

    /** The whole text of the version that the address names. */
    private Optional<Div> text(BeforeEnterEvent event) {
        return event.getLocation()
                .getQueryParameters()
                .getSingleParameter(VERSION)
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .flatMap(policies::text)
                .map(text -> {
                    var whole = new Pre(Visible.text(text));
                    whole.addClassName("whole");
                    whole.getElement().setAttribute("tabindex", "0");
                    whole.getElement().setAttribute("role", "region");
                    whole.getElement().setAttribute("aria-label", "Text of the policy");
                    return Html.div("panel", whole);
                });
    }
}
