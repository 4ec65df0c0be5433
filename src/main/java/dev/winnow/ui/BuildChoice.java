package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/** Chooses another build to compare with: the newest are offered, all others are found by their number or commit. */
final class BuildChoice {
    private BuildChoice() {}

    /** Where the builds come from. */
    static final class Source {
        private static final Limit FOUND = Limit.of(50);

        private final Builds builds;

        Source(Builds builds) {
            this.builds = builds;
        }

        private List<Build> newest(Project project, @Nullable Build last, int limit) {
            return last == null
                    ? builds.newest(project.id(), Limit.of(limit))
                    : builds.olderThan(project.id(), last.placedAt(), last.id(), Limit.of(limit));
        }

        private List<Build> named(Project project, String start) {
            return builds.startingWith(project.id(), start, FOUND);
        }
    }

    static ComboBox<Build> create(Project project, Build build, Source source) {
        var choice = new ComboBox<Build>("Compare with");
        choice.setPlaceholder("Build, commit or branch");
        choice.setItemLabelGenerator(BuildChoice::label);
        choice.setPageSize(50);
        var newest = new Keyset<Build>((last, limit) -> source.newest(project, last, limit));
        choice.setItems(query -> {
            String filter = query.getFilter().orElse("").strip();
            int offset = query.getOffset();
            List<Build> page = filter.isEmpty()
                    ? newest.page(offset, query.getLimit())
                    : source.named(project, filter).stream()
                            .skip(offset)
                            .limit(query.getLimit())
                            .toList();
            return page.stream();
        });
        choice.addValueChangeListener(change -> {
            Build base = change.getValue();
            if (base != null && change.isFromClient()) {
                UI.getCurrent().navigate(CompareView.class, Go.comparing(project.name(), build.id(), base.id()));
            }
        });
        return choice;
    }

    private static String label(Build build) {
        String score = build.score().map(String::valueOf).orElse("–");
        return Go.name(build) + " · " + build.branch() + " · " + score + " · " + Words.minute(build.placedAt());
    }
}
