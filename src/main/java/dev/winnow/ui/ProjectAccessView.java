package dev.winnow.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.ProjectSettings.Settings;
import dev.winnow.project.Projects;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A project's settings, and who may do what in it and by what; for those who administer it. */
@Route("projects/:project/access")
@PermitAll
class ProjectAccessView extends Page implements BeforeEnterObserver {
    private final Readable readable;
    private final Administrator administrator;
    private final Projects projects;
    private final ProjectSettings settings;
    private final Grants grants;
    private final Clock clock;
    private String name = "";

    ProjectAccessView(
            Readable readable,
            Administrator administrator,
            Projects projects,
            ProjectSettings settings,
            Grants grants,
            Clock clock) {
        this.readable = readable;
        this.administrator = administrator;
        this.projects = projects;
        this.settings = settings;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    String title() {
        return "Settings and access · " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(ProjectView.PROJECT).orElse("");
        show();
    }

    private void show() {
        Project project = readable.project(name);
        Caller caller = readable.caller();
        if (!caller.mayAdminister(name)) {
            throw new NotFoundException("There is nothing of project " + name + " here for you.");
        }
        removeAll();
        add(
                Html.div("heading", new H1(project.name()), Go.project(project, "Builds and guards")),
                Html.div("halves", settings(project, caller), global(caller)),
                Html.panel(
                        "Roles in this project", new AccessPanel(grants, administrator, Scope.project(name), clock)));
        String team = project.team();
        if (team != null) {
            add(throughTeam(caller, Scope.team(team)));
        }
    }

    private Section settings(Project project, Caller caller) {
        var team = new ComboBox<String>("Team");
        team.setItems(caller.mayAdminister() ? projects.teams() : java.util.List.of());
        team.setAllowCustomValue(true);
        team.addCustomValueSetListener(set -> team.setValue(set.getDetail()));
        team.setClearButtonVisible(true);
        team.setValue(project.team());
        team.setReadOnly(!caller.mayAdminister());
        team.setHelperText(
                caller.mayAdminister()
                        ? "Who has a role in the team has it here."
                        : "Only a global administrator gives a project to another team.");
        var eyes = new Checkbox("Four eyes: a developer's decision waits until someone of the security role agrees");
        eyes.setValue(project.fourEyes());
        return Html.panel(
                "Settings",
                new Form(
                        "Save",
                        () -> {
                            String wanted = Objects.requireNonNullElse(team.getValue(), "");
                            if (Form.accepts(team, wanted.isBlank() ? Optional.empty() : Scope.nameError(wanted))) {
                                settings.change(
                                        administrator.of(Scope.project(name)),
                                        name,
                                        new Settings(wanted.isBlank() ? null : wanted, eyes.getValue()));
                                Notification.show("Saved", 5_000, Notification.Position.BOTTOM_START);
                                show();
                            }
                        },
                        team,
                        eyes));
    }

    private Section global(Caller caller) {
        Map<Role, Long> people = grants.global(caller, Scope.project(name));
        var facts = new Facts();
        Arrays.stream(Role.values())
                .filter(people::containsKey)
                .forEach(role -> facts.with(
                        RoleWords.name(role), Words.count(people.getOrDefault(role, 0L), "person", "people")));
        Section panel = Html.panel("Roles in all projects count here too", facts);
        if (caller.mayAdminister()) {
            panel.add(new Paragraph(new RouterLink("Who they are", PeopleView.class)));
        }
        return panel;
    }

    private Section throughTeam(Caller caller, Scope team) {
        String heading = "Through team " + team.name();
        if (!caller.mayAdminister(team)) {
            return Html.panel(
                    heading, Html.span("Who has a role in the team has it here; its administrators know who.", "soft"));
        }
        var people = Html.div("stack");
        grants.in(caller, team)
                .forEach(grant -> people.add(
                        Html.line(AccessPanel.person(caller, grant), new Span(RoleWords.name(grant.role())))));
        if (people.getComponentCount() == 0) {
            people.add(Html.span("Nobody has a role in the team.", "soft"));
        }
        return Html.panel(heading, people, new Paragraph(Go.access(team, "Change it for the team")));
    }
}
