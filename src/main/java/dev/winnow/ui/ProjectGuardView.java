package dev.winnow.ui;

import com.vaadin.flow.router.Route;
import dev.winnow.triage.guard.GuardReviews;
import jakarta.annotation.security.PermitAll;

/** The same of one project alone. */
@Route("projects/:project/guards/:guard")
@PermitAll
class ProjectGuardView extends GuardView {
    ProjectGuardView(GuardReviews reviews, EvidencePanel evidence, Readable readable) {
        super(reviews, evidence, readable);
    }
}
