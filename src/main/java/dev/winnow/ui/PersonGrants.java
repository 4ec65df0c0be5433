package dev.winnow.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.winnow.access.Grant;
import dev.winnow.access.Grants;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.User;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What one person was granted in single projects and teams. */
final class PersonGrants extends Div {
    private final Grants grants;
    private final Readable readable;
    private final Administrator administrator;
    private final User user;

    PersonGrants(Grants grants, Readable readable, Administrator administrator, User user) {
        this.grants = grants;
        this.readable = readable;
        this.administrator = administrator;
        this.user = user;
        addClassName("stack");
        show();
    }

    private void show() {
        removeAll();
        List<Grant> all = grants.of(administrator.everywhere(), user.login());
        var adding = new NativeButton("Give a role…", click -> Refusal.shown(() -> dialog().open()));
        adding.addClassName("button");
        add(all.isEmpty() ? Html.span("None.", "soft") : table(all), Html.div("buttons", adding));
    }

    private DataTable table(List<Grant> all) {
        var table = new DataTable(
                "Roles of " + user.displayName(), Column.text("Where"), Column.text("Role"), Column.actions());
        all.forEach(grant -> table.row(
                Html.line(
                        Html.span(grant.scope().kind().word(), "soft"),
                        Go.access(grant.scope(), grant.scope().name())),
                new Span(RoleWords.name(grant.role())),
                AccessPanel.taking(grant, () -> {
                    grants.take(administrator.everywhere(), user.login(), grant.scope());
                    show();
                })));
        return table;
    }

    private FormDialog dialog() {
        var kind = new Select<Scope.Kind>();
        kind.setLabel("Where");
        kind.setItems(Scope.Kind.values());
        kind.setItemLabelGenerator(one -> switch (one) {
            case PROJECT -> "In one project";
            case TEAM -> "In the projects of a team";
        });
        var name = new ComboBox<String>("Name");
        name.setRequiredIndicatorVisible(true);
        name.setAllowCustomValue(true);
        name.addCustomValueSetListener(set -> name.setValue(set.getDetail()));
        name.setHelperText("It may be one that is not there yet.");
        kind.addValueChangeListener(change -> {
            name.setLabel(Words.capital(change.getValue().name()));
            name.setItems(names(change.getValue()));
        });
        kind.setValue(Scope.Kind.PROJECT);
        Select<Role> role = AccessPanel.roles();
        var dialog = new FormDialog[1];
        dialog[0] = new FormDialog(
                "Give " + user.displayName() + " a role",
                "Give",
                () -> {
                    String given = Objects.requireNonNullElse(name.getValue(), "");
                    if (!Form.accepts(name, Scope.nameError(given))) {
                        return;
                    }
                    grants.give(
                            administrator.everywhere(),
                            user.login(),
                            new Scope(kind.getValue(), given),
                            role.getValue());
                    dialog[0].close();
                    show();
                },
                kind,
                name,
                role);
        return dialog[0];
    }

    private List<String> names(Scope.Kind kind) {
        return switch (kind) {
            case PROJECT -> readable.projects().stream().map(Project::name).toList();
            case TEAM -> {
                var teams = new TreeSet<>(grants.teams(administrator.everywhere()));
                readable.projects().stream()
                        .map(Project::team)
                        .filter(Objects::nonNull)
                        .forEach(teams::add);
                yield List.copyOf(teams);
            }
        };
    }
}
