package dev.winnow.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Scope;
import dev.winnow.access.User;
import dev.winnow.finding.FindingStatus;
import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Words;
import java.util.Locale;
import java.util.Map;

/** Links between the pages. */
final class Go {
    private Go() {}

    static RouterLink project(Project project) {
        return new RouterLink(
                project.name(), ProjectView.class, new RouteParameters(ProjectView.PROJECT, project.name()));
    }

    static RouterLink project(Project project, String text) {
        return new RouterLink(text, ProjectView.class, new RouteParameters(ProjectView.PROJECT, project.name()));
    }

    /** To what runs in the project's environments. */
    static RouterLink environments(Project project, String text) {
        return new RouterLink(
                text, ProjectEnvironmentsView.class, new RouteParameters(ProjectView.PROJECT, project.name()));
    }

    /** To one record of the audit log. */
    static RouterLink audit(long seq) {
        return new RouterLink(
                Long.toString(seq),
                AuditRecordView.class,
                new RouteParameters(AuditRecordView.SEQ, Long.toString(seq)));
    }

    static RouteParameters at(String project, long build) {
        return new RouteParameters(
                new RouteParam(ProjectView.PROJECT, project), new RouteParam(BuildView.BUILD, Long.toString(build)));
    }

    static RouterLink build(String project, Build build) {
        return build(project, build.id(), name(build));
    }

    static RouterLink build(String project, Build build, Span shown) {
        RouterLink link = build(project, build.id(), "");
        link.add(shown);
        return link;
    }

    static RouterLink build(String project, long id, String text) {
        return new RouterLink(text, BuildView.class, at(project, id));
    }

    /** To one part of the build's findings. */
    static RouterLink build(String project, Build build, BuildPart part, String text) {
        RouterLink link = build(project, build.id(), text);
        link.setQueryParameters(QueryParameters.of(BuildPart.PARAMETER, part.word()));
        return link;
    }

    static RouteParameters comparing(String project, long build, long base) {
        return new RouteParameters(
                new RouteParam(ProjectView.PROJECT, project),
                new RouteParam(BuildView.BUILD, Long.toString(build)),
                new RouteParam(CompareView.BASE, Long.toString(base)));
    }

    static RouterLink compare(String project, Build build, Build base, String text) {
        return new RouterLink(text, CompareView.class, comparing(project, build.id(), base.id()));
    }

    static RouterLink compare(String project, Build build, Build base, ComparePart part) {
        RouterLink link = compare(project, build, base, "");
        link.setQueryParameters(QueryParameters.of(CompareView.PART, part.word()));
        return link;
    }

    static RouterLink findings(Project project, String text) {
        var link = new RouterLink(text, FindingsView.class);
        link.setQueryParameters(QueryParameters.simple(
                Map.of(FindingsView.PROJECT, project.name(), FindingsView.STATUS, FindingStatus.OPEN.word())));
        return link;
    }

    /** To what a guard sees in the project now, silenced or not. */
    static RouterLink findings(Project project, Guard guard, String text) {
        var link = new RouterLink(text, FindingsView.class);
        link.setQueryParameters(QueryParameters.simple(Map.of(
                FindingsView.PROJECT,
                project.name(),
                FindingQuery.GUARD,
                guard.name(),
                FindingQuery.SILENCED,
                "show")));
        return link;
    }

    /** To all open findings of one severity. */
    static RouterLink open(Severity severity, Span text) {
        var link = new RouterLink("", FindingsView.class);
        link.add(text);
        link.setQueryParameters(QueryParameters.simple(Map.of(
                FindingsView.STATUS,
                FindingStatus.OPEN.word(),
                FindingsView.SEVERITY,
                severity.name().toLowerCase(Locale.ROOT))));
        return link;
    }

    static RouterLink finding(long id, Span... parts) {
        var link = new RouterLink("", FindingView.class, new RouteParameters(FindingView.FINDING, Long.toString(id)));
        link.add(parts);
        return link;
    }

    /** To who may do what in a project or team. */
    static RouterLink access(Scope scope, String text) {
        return switch (scope.kind()) {
            case PROJECT ->
                new RouterLink(text, ProjectAccessView.class, new RouteParameters(ProjectView.PROJECT, scope.name()));
            case TEAM -> new RouterLink(text, TeamView.class, new RouteParameters(TeamView.TEAM, scope.name()));
        };
    }

    static RouterLink person(User user) {
        return person(user, user.displayName());
    }

    static RouterLink person(User user, String text) {
        return new RouterLink(text, PersonView.class, new RouteParameters(PersonView.LOGIN, user.login()));
    }

    /** What people call the build: the pipeline's id, else its commit. */
    static String name(Build build) {
        return Words.commit(build.ciId());
    }
}
