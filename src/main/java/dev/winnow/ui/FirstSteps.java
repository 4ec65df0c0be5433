package dev.winnow.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.VaadinRequest;
import dev.winnow.access.Caller;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.EmptyState;

/** What to do while there is nothing to see yet. */
final class FirstSteps {
    private FirstSteps() {}

    static EmptyState create(Caller caller) {
        if (caller.strongest().isEmpty()) {
            return new EmptyState(
                    "Nothing here for you yet",
                    "You have no role in any project. Ask an administrator to give you one.");
        }
        var steps = new EmptyState(
                "No scan yet",
                "Upload a report that SARIF tools, Trivy, Semgrep, Gitleaks, Checkov, ZAP or another scanner wrote. The project is made by its first upload.",
                new Paragraph(
                        new Span("From a pipeline, with a token that you create under "),
                        new RouterLink("My account", AccountView.class),
                        new Span(":")),
                new Command(upload("my-project")),
                new Paragraph("At the end of the pipeline, ask whether it may go on; it stops where the gate fails:"),
                new Command(verdict("my-project")));
        if (caller.mayUploadSomewhere()) {
            var here = new RouterLink("Upload reports here", UploadView.class);
            here.addClassNames("button", "primary");
            steps.add(new Paragraph("Or by hand:"), here);
        }
        return steps;
    }

    static String upload(String project) {
        return "curl --data-binary @report.json \\\n  -H \"Authorization: Bearer $WINNOW_TOKEN\" \\\n  \"" + address()
                + "/api/v1/projects/" + project + "/scans?commit=$(git rev-parse HEAD)\"";
    }

    /** How what was changed past the pipeline gets here. */
    static String drift(String project) {
        return "terraform plan -refresh-only -out=drift.tfplan \\\n  && terraform show -json drift.tfplan > drift.json\n"
                + upload(project).replace("@report.json", "@drift.json");
    }

    /** @param report the file @param parameters what the upload says besides the commit */
    static String upload(String project, String report, String parameters) {
        return "curl --data-binary @" + report + " -H \"Authorization: Bearer $WINNOW_TOKEN\" \\\n  \"" + address()
                + "/api/v1/projects/" + project + "/scans?commit=$(git rev-parse HEAD)&" + parameters + "\"";
    }

    /** What an environment is called before there is one. */
    static final String PRODUCTION = "prod";

    /** How what happens at run time gets here, as a setting of Falco's. */
    static String alerts(String project, String environment) {
        String address = address();
        int host = address.indexOf("://") + 3;
        return "json_output: true\nhttp_output:\n  enabled: true\n  url: \"" + address.substring(0, host)
                + "falco:$WINNOW_TOKEN@" + address.substring(host) + "/api/v1/projects/" + project
                + "/alerts?environment=" + environment + "\"";
    }

    static String deploy(String project, String environment) {
        return "curl -H \"Authorization: Bearer $WINNOW_TOKEN\" -H \"Content-Type: application/json\" \\\n"
                + "  -d '{\"commit\":\"'$(git rev-parse HEAD)'\",\"environment\":\"" + environment + "\"}' \\\n  \""
                + address()
                + "/api/v1/projects/" + project + "/deployments\"";
    }

    private static String verdict(String project) {
        return "curl --fail-with-body -H \"Authorization: Bearer $WINNOW_TOKEN\" \\\n  \"" + address()
                + "/api/v1/projects/" + project + "/builds/$(git rev-parse HEAD)/verdict?wait=60&enforce=true\"";
    }

    /** @param path below {@code /api/v1} */
    static String read(String path) {
        return "curl -H \"Authorization: Bearer $WINNOW_TOKEN\" \\\n  \"" + address() + "/api/v1" + path + "\"";
    }

    /** As the browser knows this server. */
    static String address() {
        VaadinRequest request = VaadinRequest.getCurrent();
        if (request == null) {
            return "http://localhost:8080";
        }
        String host = request.getHeader("Host");
        boolean secure = request.isSecure() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        return (secure ? "https://" : "http://")
                + (host != null && host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}") ? host : "localhost:8080");
    }
}
