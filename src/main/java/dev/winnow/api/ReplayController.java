package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.Findings;
import dev.winnow.policy.ReplayText;
import dev.winnow.policy.Replays;
import dev.winnow.policy.Replays.Change;
import dev.winnow.policy.Replays.Replay;
import dev.winnow.policy.Verdict;
import dev.winnow.policy.language.InvalidPolicy;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a policy would have made of builds of the past. */
@Tag(name = "Policies")
@RestController
@RequestMapping("/api/v1/policies/replay")
class ReplayController {
    /** Builds that an answer lists, and findings of each. */
    private static final int LISTED = 200;

    private static final int FINDINGS = 10;
    private static final Duration A_QUARTER = Duration.ofDays(90);

    private final Replays replays;
    private final Projects projects;
    private final BuildContents contents;
    private final Findings findings;
    private final ShownFindings shown;
    private final Clock clock;

    ReplayController(
            Replays replays,
            Projects projects,
            BuildContents contents,
            Findings findings,
            ShownFindings shown,
            Clock clock) {
        this.contents = contents;
        this.replays = replays;
        this.projects = projects;
        this.findings = findings;
        this.shown = shown;
        this.clock = clock;
    }

    /** A rule that decided. @param findings on how many findings */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ReasonJson(String rule, String effect, String message, int findings) {
        static ReasonJson of(Verdict.Reason reason) {
            return new ReasonJson(reason.rule(), reason.effect().word(), reason.message(), reason.size());
        }
    }

    /**
     * A build whose verdict would be another one.
     *
     * @param before the rules that made its verdict
     * @param after those that would make it
     * @param findings the first of those because of which
     */
    record ChangeJson(
            String project,
            BuildJson build,
            String verdict,
            String instead,
            List<ReasonJson> before,
            List<ReasonJson> after,
            List<FindingJson> findings) {}

    /**
     * @param builds how many were judged
     * @param changed how many verdicts would be others
     * @param stricter how many of them would be worse
     * @param newlyFailing how many would fail that do not
     * @param changes the newest of them
     */
    record ReplayJson(
            String policy,
            Instant from,
            Instant to,
            int builds,
            int changed,
            long stricter,
            long newlyFailing,
            List<ChangeJson> changes) {}

    @Operation(
            summary = "Judges the builds of a period by this policy: which verdicts would change, and why",
            description = "The body is YAML. Without `project` (which may come several times) all projects that the"
                    + " caller may read; without a period the last 90 days, by the builds' commit times. Asked for"
                    + " `text/markdown`, the answer is a comment for a pull request.")
    @PostMapping(produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE})
    Object replay(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(name = "project", required = false) @Nullable List<String> names,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestHeader(name = "Accept", defaultValue = "") String accept,
            HttpServletRequest request)
            throws IOException, InvalidPolicy {
        var policy = PolicyController.policy(request);
        Instant end = to == null ? clock.instant() : Times.start("to", to);
        Instant start = from == null ? end.minus(A_QUARTER) : Times.start("from", from);
        Replay replay = replays.replay(policy, wanted(caller, names), start, end, done -> {});
        if (accept.contains(MediaType.TEXT_MARKDOWN_VALUE)) {
            String root = Links.root();
            return ReplayText.markdown(
                    replay, change -> Links.buildPage(root, change.project().name(), change.build()));
        }
        return json(replay);
    }

    private List<Project> wanted(Caller caller, @Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            return projects.visibleTo(caller);
        }
        if (names.size() > LISTED) {
            throw new InvalidRequest("project: at most " + LISTED + " names.");
        }
        return names.stream()
                .distinct()
                .map(name -> projects.findByName(name)
                        .filter(project -> caller.mayRead(project.name()))
                        .orElseThrow(() -> new NotFound("There is no project " + name + ".")))
                .toList();
    }

    private ReplayJson json(Replay replay) {
        String root = Links.root();
        return new ReplayJson(
                replay.policy().hash(),
                replay.from(),
                replay.to(),
                replay.builds(),
                replay.changes().size(),
                replay.changes().stream().filter(Change::isWorse).count(),
                replay.changes().stream()
                        .filter(change -> change.after().outcome() == Outcome.FAIL)
                        .count(),
                replay.changes().stream()
                        .limit(LISTED)
                        .map(change -> json(change, root))
                        .toList());
    }

    private ChangeJson json(Change change, String root) {
        return new ChangeJson(
                change.project().name(),
                BuildJson.of(
                        change.build(), Links.buildPage(root, change.project().name(), change.build())),
                change.before().outcome().word(),
                change.after().outcome().word(),
                change.before().deciding().stream().map(ReasonJson::of).toList(),
                change.after().deciding().stream().map(ReasonJson::of).toList(),
                shown.of(findings.page(
                        change.project().id(),
                        change.findings(),
                        contents.of(change.build()).all(),
                        0,
                        FINDINGS)));
    }
}
