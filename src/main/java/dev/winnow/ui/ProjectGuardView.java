package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import dev.winnow.triage.guard.GuardReviews;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same of one project alone; with how it runs there, what it looks at, and what only it finds. */
@Route("projects/:project/guards/:guard")
@PermitAll
class ProjectGuardView extends GuardView {
    private final GuardAbout about;
    private final Readable readable;

    ProjectGuardView(
            GuardReviews reviews, SignalPanel signal, EvidencePanel evidence, GuardAbout about, Readable readable) {
        super(reviews, signal, evidence, readable);
        this.about = about;
        this.readable = readable;
    }

    @Override
    List<Component> about(String guard, Optional<String> project) {
        return about.of(
                readable.project(project.orElseThrow()),
                guard,
                () -> UI.getCurrent().refreshCurrentRoute(false));
    }

    @Override
    Optional<Map<String, Integer>> open(String guard, Optional<String> project) {
        return Optional.of(about.open(readable.project(project.orElseThrow()), guard));
    }

    @Override
    List<Component> history(String guard, Optional<String> project) {
        return about.history(readable.project(project.orElseThrow()), guard);
    }
}
