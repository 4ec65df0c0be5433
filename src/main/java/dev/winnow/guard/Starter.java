package dev.winnow.guard;

import dev.winnow.importers.Category;
import dev.winnow.project.Stage;
import java.util.List;

/** The guards to start with, one of high value a stage; more once their alerts are few enough to carry. */
public enum Starter {
    SECRETS(
            "Pre-commit secret scan",
            Stage.CODE,
            Category.SECRETS,
            "A secret that was pushed has to be changed, not only deleted. A hook stops it before the commit; the same scan"
                    + " in the pipeline catches what went around the hook, and reports it here.",
            List.of("Gitleaks", "TruffleHog", "Trivy", "another secret scanner that writes SARIF"),
            "gitleaks git --exit-code 0 --report-format json --report-path gitleaks.json",
            "gitleaks.json",
            "stage=code"),
    STATIC(
            "Pull-request static scan",
            Stage.BUILD,
            Category.SAST,
            "The author still has the code in mind, and the weakness is not merged yet. Name the pull request as change,"
                    + " and the build says what is new against the tracked branch.",
            List.of("Semgrep", "another analyser that writes SARIF"),
            "semgrep scan --config p/default --json --output semgrep.json",
            "semgrep.json",
            "change=$PULL_REQUEST&branch=$BRANCH"),
    DEPENDENCIES(
            "Build-time dependency scan",
            Stage.BUILD,
            Category.SCA,
            "Most of what ships was written elsewhere. Run it in every build and once a night: a new vulnerability needs no"
                    + " commit.",
            List.of("Grype", "Trivy", "Checkov", "another dependency scanner that writes SARIF"),
            "grype dir:. --output json --file grype.json",
            "grype.json",
            "category=sca"),
    CONTAINER(
            "Deploy-time container scan",
            Stage.RELEASE,
            Category.CONTAINER,
            "The image holds what the lockfile does not: the base system and what was installed beside the application.",
            List.of("Trivy", "Grype", "another image scanner that writes SARIF"),
            "trivy image --format json --output trivy.json \"$IMAGE\"",
            "trivy.json",
            "stage=release"),
    RUNTIME(
            "Runtime monitor",
            Stage.OPERATE,
            Category.RUNTIME,
            "What no scan foresaw shows when it runs: a shell in a container, a connection to nowhere.",
            List.of("Falco", "another monitor that writes SARIF"),
            "falco -o json_output=true -o file_output.enabled=true -o file_output.filename=falco.json",
            "falco.json",
            "format=falco");

    private final String title;
    private final Stage stage;
    private final Category category;
    private final String why;
    private final List<String> tools;
    private final String command;
    private final String report;
    private final String parameters;

    Starter(
            String title,
            Stage stage,
            Category category,
            String why,
            List<String> tools,
            String command,
            String report,
            String parameters) {
        this.title = title;
        this.stage = stage;
        this.category = category;
        this.why = why;
        this.tools = tools;
        this.command = command;
        this.report = report;
        this.parameters = parameters;
    }

    public String title() {
        return title;
    }

    /** Where it usually stands. Any guard of the category covers it, wherever a pipeline says that it stands. */
    public Stage stage() {
        return stage;
    }

    public Category category() {
        return category;
    }

    public String why() {
        return why;
    }

    /** Whose reports Winnow reads; the last one stands for all that write the common format. */
    public List<String> tools() {
        return tools;
    }

    /** Writes {@link #report()}. */
    public String command() {
        return command;
    }

    /** The file to upload. */
    public String report() {
        return report;
    }

    /** What the upload should say besides the commit, as in an address. */
    public String parameters() {
        return parameters;
    }

    /** Whether it belongs to changes before they are merged, so that reports of the tracked branch alone come late. */
    boolean isOfChanges() {
        return this == STATIC;
    }
}
