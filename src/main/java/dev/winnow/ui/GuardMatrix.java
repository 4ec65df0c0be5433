package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.guard.GuardMap;
import dev.winnow.guard.GuardMap.Cover;
import dev.winnow.guard.GuardStanding;
import dev.winnow.guard.Starter;
import dev.winnow.importers.Category;
import dev.winnow.project.Stage;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The guards of a project, a stage a column and a category a row; with the places where a guard to start with is missing. On
 * narrow screens a list by category, without the empty places.
 */
final class GuardMatrix extends NativeTable {
    private final String project;
    private final GuardMap map;
    private final Instant now;

    GuardMatrix(String project, GuardMap map, Instant now) {
        this.project = project;
        this.map = map;
        this.now = now;
        addClassName("matrix");
        setCaptionText("Guards by category and stage");
        getCaption().addClassName("heard");
        var head = new NativeTableRow();
        head.add(header("Category", "col"));
        for (Stage stage : Stage.values()) {
            NativeTableHeaderCell cell = header(Words.capital(stage.name()), "col");
            cell.setClassName("empty-stage", isEmpty(stage));
            head.add(cell);
        }
        getHead().add(head);
        for (Category category : Category.values()) {
            getBody().add(row(category));
        }
    }

    private static NativeTableHeaderCell header(String text, String scope) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }

    private boolean isEmpty(Stage stage) {
        return map.guards().stream().noneMatch(one -> one.guard().stage() == stage)
                && missing(stage).findAny().isEmpty();
    }

    private Stream<Starter> missing(Stage stage) {
        return map.gaps().stream()
                .filter(gap -> gap.cover() == Cover.GAP)
                .map(GuardMap.StarterStanding::starter)
                .filter(starter -> starter.stage() == stage);
    }

    private NativeTableRow row(Category category) {
        var row = new NativeTableRow();
        row.add(header(GuardWords.of(category), "row"));
        boolean any = false;
        for (Stage stage : Stage.values()) {
            var cell = new NativeTableCell();
            cell.getElement().setAttribute("data-label", Words.capital(stage.name()));
            map.at(stage, category).forEach(standing -> cell.add(guard(standing)));
            missing(stage).filter(starter -> starter.category() == category).forEach(starter -> cell.add(gap(starter)));
            boolean empty = cell.getChildren().findAny().isEmpty();
            cell.setClassName("nothing", empty);
            any |= !empty;
            row.add(cell);
        }
        row.setClassName("nothing", !any);
        return row;
    }

    private Component guard(GuardStanding standing) {
        RouterLink link = GuardWords.link(Optional.of(project), standing.guard().name());
        link.addClassNames("strong", "break");
        Div guard = Html.div("guard", link);
        standing.lastReport().ifPresent(at -> guard.add(Html.line(Html.span("reported", "soft"), Moment.ago(at, now))));
        guard.add(Html.span(counted(standing), "soft"));
        GuardWords.delay(standing).ifPresent(delay -> {
            delay.addClassName("soft");
            guard.add(delay);
        });
        if (standing.expected() == GuardStanding.Expected.BY_POLICY) {
            guard.add(Html.span(GuardWords.expected(standing), "soft"));
        }
        GuardWords.marks(standing).forEach(guard::add);
        return guard;
    }

    private String counted(GuardStanding standing) {
        return standing.state() == GuardStanding.State.ELSEWHERE
                ? standing.onChanges() + " of " + Words.count(map.changes(), "other build", "other builds")
                : standing.reported() + " of " + Words.count(map.builds(), "build", "builds");
    }

    private Component gap(Starter starter) {
        var link = new Anchor(
                "projects/" + project + "/guards#" + GuardGaps.id(starter),
                Html.sign("+"),
                Html.span(starter.title()),
                Html.heard(", missing"));
        link.addClassName("gap");
        return link;
    }
}
