package dev.winnow.ui;

import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;

/** How pipelines tell what they deploy. */
final class DeploymentHelp {
    private DeploymentHelp() {}

    static EmptyState first(String project) {
        return new EmptyState(
                "No deployment recorded yet",
                "Let the job that deploys say so, with a token for uploads: from then on it stands here what runs where,"
                        + " which criticals are in production, and which fixes wait to be deployed.",
                new Command(FirstSteps.deploy(project, FirstSteps.PRODUCTION)));
    }

    /** @param environment that the examples name */
    static NativeDetails folded(String project, String environment) {
        return new NativeDetails(
                "Record deployments from a pipeline",
                Html.div(
                        "stack",
                        new Command(FirstSteps.deploy(project, environment)),
                        new Paragraph("Instead of the commit, build names the pipeline's run, and digest the image"
                                + " (sha256:…) where a container scan of it was uploaded. Environments called prod,"
                                + " production or live are of production; others say \"production\": true once."),
                        new Paragraph("A deployment of an older build is a rollback. \"deployedAt\" tells late what"
                                + " was before. DELETE on …/environments/" + environment
                                + " says that nothing runs there any more.")));
    }
}
