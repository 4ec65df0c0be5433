package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.policy.Policies;
import dev.winnow.policy.PolicyInForce;
import dev.winnow.policy.PolicyVersion;
import dev.winnow.policy.language.PolicyRule;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Visible;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A project's policy: the rules in force, where they come from, what another policy would have made of its builds. */
@Route("projects/:project/policy")
@PermitAll
class ProjectPolicyView extends Page implements BeforeEnterObserver {
    private static final String VERSION = "version";
    private static final int VERSIONS = 20;

    private final Readable readable;
    private final Policies policies;
    private final ReplayPanel replay;
    private final Clock clock;
    private String name = "";

    ProjectPolicyView(Readable readable, Policies policies, ReplayPanel replay, Clock clock) {
        this.readable = readable;
        this.policies = policies;
        this.replay = replay;
        this.clock = clock;
    }

    static RouterLink link(String project, String text) {
        return new RouterLink(text, ProjectPolicyView.class, new RouteParameters(ProjectView.PROJECT, project));
    }

    @Override
    String title() {
        return "Policy · " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        Project project = readable.project(name);
        PolicyInForce policy = policies.of(project);
        removeAll();
        add(
                Html.div("heading", new H1("Policy of " + project.name()), Go.project(project, "Builds and guards")),
                inForce(policy));
        text(event, project).ifPresent(this::add);
        add(replay.panel(policy.policy().text(), () -> List.of(readable.project(name))), versions(project));
    }

    private Section inForce(PolicyInForce policy) {
        var table =
                new DataTable("Rules in their order", Column.text("Rule"), Column.text("When"), Column.text("Effect"));
        Instant now = clock.instant();
        for (PolicyRule rule : policy.policy().rules()) {
            var named = Html.div("stack", Html.span(Visible.text(rule.name()), "strong"));
            if (!rule.message().isEmpty()) {
                named.add(Html.span(Visible.text(rule.message()), "soft"));
            }
            rule.until()
                    .ifPresent(until -> named.add(Html.line(
                            Html.span(rule.isInForce(now) ? "until" : "over since", "soft"), Moment.at(until))));
            table.row(named, Html.span(Visible.text(rule.when().text()), "mono", "break"), Effects.chip(rule.effect()));
        }
        Section panel = Html.panel(
                "In force",
                Html.span(
                        "For each finding the first rule that matches decides; the worst decides the build."
                                + " It judges what is uploaded or decided from now on.",
                        "soft"),
                about(policy.version()),
                table);
        if (!policy.policy().guards().isEmpty()) {
            panel.add(Html.span("Expected guards: "
                    + Visible.text(String.join(", ", policy.policy().guards())) + "."));
        }
        if (policy.version().source() == PolicyVersion.Source.BUILT_IN) {
            panel.add(Html.span("A pipeline sends the project's own policy with a token that may triage:", "soft"));
            panel.add(
                    new Command("curl -X PUT --data-binary @policy.yaml -H \"Authorization: Bearer $WINNOW_TOKEN\" \\\n"
                            + "  \"$WINNOW_URL/api/v1/projects/" + name + "/policy?commit=$COMMIT\""));
        }
        return panel;
    }

    private Section versions(Project project) {
        var table = new DataTable(
                "Versions, the newest first",
                Column.text("Since"),
                Column.text("From"),
                Column.text("By"),
                Column.text("Text"));
        policies.versions(project, Long.MAX_VALUE, VERSIONS)
                .forEach(version -> table.row(
                        Moment.ago(version.at(), clock.instant()),
                        Html.span(source(version), "break"),
                        Html.span(Visible.text(version.by()), "break"),
                        version.hash().isEmpty() ? Html.span("withdrawn", "soft") : version(version)));
        return Html.panel("Versions", table);
    }

    private RouterLink version(PolicyVersion version) {
        RouterLink link = link(name, Words.commit(version.hash().orElse("")));
        link.addClassName("mono");
        link.setQueryParameters(QueryParameters.of(VERSION, Long.toString(version.id())));
        return link;
    }

    /** The whole text of a version. */
    private Optional<Section> text(BeforeEnterEvent event, Project project) {
        return event.getLocation()
                .getQueryParameters()
                .getSingleParameter(VERSION)
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .flatMap(id -> policies.versions(project, id + 1, 1).stream()
                        .filter(version -> version.id() == id)
                        .findFirst())
                .flatMap(version -> version.hash().flatMap(policies::text).map(text -> {
                    var whole = new Pre(Visible.text(text));
                    whole.addClassName("whole");
                    whole.getElement().setAttribute("tabindex", "0");
                    return Html.panel("Text of " + source(version), about(version), whole);
                }));
    }

    private Component about(PolicyVersion version) {
        return Html.line(
                Html.span(source(version), "break"),
                Html.span("since", "soft"),
                Moment.ago(version.at(), clock.instant()),
                Html.span("SHA-256", "soft"),
                Html.span(Words.commit(version.hash().orElse("")), "mono"));
    }

    private static String source(PolicyVersion version) {
        return switch (version.source()) {
            case BUILT_IN -> "Winnow's built-in policy";
            case FILE -> "file " + Visible.text(version.name().orElse("")) + " of the server";
            case PIPELINE ->
                "the project's pipeline"
                        + version.commit()
                                .map(commit -> ", commit " + Words.commit(Visible.text(commit)))
                                .orElse("");
        };
    }
}
