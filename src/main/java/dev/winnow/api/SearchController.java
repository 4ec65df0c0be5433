package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.finding.Packages;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.search.Found;
import dev.winnow.search.Search;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks for projects, builds, packages and findings at once. */
@Tag(name = "Search")
@RestController
@RequestMapping("/api/v1/search")
class SearchController {
    private static final int LARGEST_GROUP = 200;

    private final Search search;
    private final ShownFindings shown;

    SearchController(Search search, ShownFindings shown) {
        this.search = search;
        this.shown = shown;
    }

    record SearchJson(
            GroupJson<ProjectHitJson> projects,
            GroupJson<BuildHitJson> builds,
            GroupJson<PackageHitJson> packages,
            GroupJson<FindingJson> findings) {}

    /**
     * The first hits of a kind, exact ones first.
     *
     * @param total how many there are; at least, where {@code more}
     */
    record GroupJson<T>(List<T> hits, int total, boolean more) {
        static <T, J> GroupJson<J> of(Found.Group<T> group, Function<T, J> json) {
            return new GroupJson<>(group.hits().stream().map(json).toList(), group.total(), group.more());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProjectHitJson(String name, @Nullable String team) {}

    record BuildHitJson(String project, BuildJson build) {}

    record PackageHitJson(String name, int findings, int open, int projects) {
        static PackageHitJson of(Packages.Counted one) {
            return new PackageHitJson(one.name(), one.findings(), one.open(), one.projects());
        }
    }

    @Operation(
            summary = "Projects, builds, packages and findings by the beginnings of their words",
            description =
                    "All words must be there. Findings are found by title, rule, vulnerability, package and place;"
                            + " builds by the pipeline's id, commit, change and branch. The name of a project among several"
                            + " words looks in that project alone. The query line of `GET /findings` works here for"
                            + " findings, too.")
    @GetMapping
    SearchJson search(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "At least two letters or digits") @RequestParam String q,
            @Parameter(description = "Hits of each kind, 1 to 200") @RequestParam(defaultValue = "20") int size) {
        if (size < 1 || size > LARGEST_GROUP) {
            throw new InvalidRequest("size: 1 to " + LARGEST_GROUP + ".");
        }
        Found found = search.find(caller, q, size);
        if (found.text().isEmpty()) {
            throw new InvalidRequest("q: at least two letters or digits.");
        }
        String root = Links.root();
        return new SearchJson(
                GroupJson.of(found.projects(), project -> new ProjectHitJson(project.name(), project.team())),
                GroupJson.of(
                        found.builds(),
                        hit -> new BuildHitJson(
                                hit.project().name(),
                                BuildJson.of(
                                        hit.build(),
                                        Links.buildPage(root, hit.project().name(), hit.build())))),
                GroupJson.of(found.packages(), PackageHitJson::of),
                GroupJson.of(found.findings(), shown.shown(found.findings().hits(), Map.of())));
    }
}
