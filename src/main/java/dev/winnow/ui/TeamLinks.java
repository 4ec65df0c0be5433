package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.winnow.access.Scope;
import dev.winnow.project.Projects;
import dev.winnow.ui.parts.Html;
import java.util.List;
import java.util.TreeSet;

/** The teams that own projects or that someone has a role in, each leading to its page. */
final class TeamLinks extends Div {
    /** @param granted teams that someone has a role in */
    TeamLinks(Projects projects, List<String> granted) {
        var names = new TreeSet<>(projects.teams());
        names.addAll(granted);
        if (names.isEmpty()) {
            add(new Paragraph("There is no team yet. A project gets one in its settings."));
            return;
        }
        var links = Html.line();
        names.forEach(name -> links.add(Go.access(Scope.team(name), name)));
        add(links);
    }
}
