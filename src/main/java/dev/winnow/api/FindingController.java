package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.Episodes;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.Findings;
import dev.winnow.finding.OpenFindings;
import dev.winnow.importers.Location;
import dev.winnow.importers.Severity;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.FoundFindings;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.triage.Decisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.data.domain.Limit;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings: in pages, and each with all that is known of it. */
@Tag(name = "Findings")
@RestController
@RequestMapping("/api/v1/findings")
class FindingController {
    private static final int LARGEST_PAGE = 200;

    /** The farthest page that is reached by walking the pages before it. */
    private static final int WALKED = 1_000;

    /** The farthest finding of a query that is reached by its page. */
    private static final int FARTHEST = 100_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Findings findings;
    private final Episodes episodes;
    private final Projects projects;
    private final Builds builds;
    private final BuildContents contents;
    private final OpenFindings open;
    private final Guards guards;
    private final Decisions decisions;
    private final Marks marks;
    private final Comments comments;
    private final ShownFindings shown;
    private final FindingIndex index;

    FindingController(
            Findings findings,
            Episodes episodes,
            Projects projects,
            Builds builds,
            BuildContents contents,
            OpenFindings open,
            Guards guards,
            Decisions decisions,
            Marks marks,
            Comments comments,
            ShownFindings shown,
            FindingIndex index) {
        this.findings = findings;
        this.episodes = episodes;
        this.projects = projects;
        this.builds = builds;
        this.contents = contents;
        this.open = open;
        this.guards = guards;
        this.decisions = decisions;
        this.marks = marks;
        this.comments = comments;
        this.shown = shown;
        this.index = index;
    }

    /**
     * A page of findings, worst first.
     *
     * @param total how many there are in all, where that is known without counting
     * @param complete with {@code q}: whether the search index has all findings as they are now
     * @param facets with {@code facets}: how many findings have which value; of a field that the query narrows, as if it
     *     did not
     * @param next what to ask for as {@code after}, for lists that are not of one build; absent on the last page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageJson(
            List<FindingJson> findings,
            @Nullable Integer total,
            int size,
            @Nullable Boolean complete,
            @Nullable Map<String, List<CountJson>> facets,
            @Nullable String next) {}

    /** @param value as the query line says it */
    record CountJson(String value, long findings) {}

    @Operation(
            summary = "Findings, worst first",
            description =
                    "Of a build (`project` and `build`), of a project, or of all projects that the caller may read."
                            + " Pages by `page` within a build and a project's open findings, in other lists up to 1000; by `after`"
                            + " in all lists but a build's, at the same cost on every page."
                            + " What the parameters choose is combined; `status`, `guard` and `kind` are not for a build."
                            + " With `q` all pages are reached by `page`, and findings of every status are listed unless"
                            + " `q` or `status` say otherwise.")
    @GetMapping
    PageJson list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String project,
            @Parameter(
                            description =
                                    "The query line: fields and words that must all hold, such as `severity:>=high"
                                            + " path:src/api/** -rule:G104 age:>30d`")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "With `q`: relevance (the default where q has words), severity, newest, oldest")
                    @RequestParam(required = false)
                    @Nullable
                    String sort,
            @Parameter(
                            description =
                                    "With `q`: what to count by: severity, status, project, guard, kind, age, rule,"
                                            + " package, cwe, assignee, label; several are possible")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> facets,
            @Parameter(description = "The pipeline's id of a build of the project")
                    @RequestParam(required = false)
                    @Nullable
                    String build,
            @Parameter(description = "open (the default), closed, elsewhere: on the tracked branch")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "critical, high, medium, low, info, unknown; several are possible")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> severity,
            @Parameter(description = "vulnerability, code, secret, misconfiguration, license, web, runtime, change")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @Parameter(
                            description =
                                    "A guard's name: what it sees now among open findings, what it has ever seen among others")
                    @RequestParam(required = false)
                    @Nullable
                    String guard,
            @Parameter(description = "What to do with silenced findings: show (the default), hide, only")
                    @RequestParam(required = false)
                    @Nullable
                    String silenced,
            @Parameter(description = "From 0") @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String after) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new InvalidRequest("size: 1 to " + LARGEST_PAGE + ".");
        }
        if (page < 0 || page > Integer.MAX_VALUE / LARGEST_PAGE) {
            throw new InvalidRequest("page: from 0.");
        }
        var filter = new FilterParameters(status, severity, kind, guard, silenced);
        if (q != null) {
            return found(caller, new SearchParameters(q, sort, facets), project, build, filter, page, size);
        }
        if (project == null) {
            if (build != null) {
                throw new InvalidRequest("build: say which project's build, as in ?project=shop&build=412.");
            }
            return everywhere(caller, filter.ofFindings(), page, size, after);
        }
        Project one = find(caller, project);
        return build == null
                ? ofProject(one, filter.ofFindings(), page, size, after)
                : ofBuild(one, build, filter.ofBuild(), null, page, size);
    }

    private PageJson found(
            Caller caller,
            SearchParameters search,
            @Nullable String project,
            @Nullable String build,
            FilterParameters filter,
            int page,
            int size) {
        Query query = search.query().and(filter.query());
        if (project != null) {
            Project one = find(caller, project);
            query = query.and(FilterParameters.only(Field.PROJECT, one.name()));
            if (build != null) {
                index.awaitFresh(PATIENCE);
                RoaringBitmap found = index.all(caller, query).getOrDefault(one.id(), new RoaringBitmap());
                return ofBuild(one, build, filter.ofBuild(), found, page, size);
            }
        } else if (build != null) {
            throw new InvalidRequest("build: say which project's build, as in ?project=shop&build=412.");
        }
        if ((long) page * size > FARTHEST) {
            throw new InvalidRequest("page: up to " + FARTHEST / size + "; a narrower query has fewer.");
        }
        FoundFindings found = index.find(caller, query, search.order(query), page * size, size, search.facets());
        return new PageJson(
                shown.ofHits(found),
                (int) Math.min(Integer.MAX_VALUE, found.total()),
                size,
                found.complete(),
                search.facets().isEmpty() ? null : SearchParameters.counts(found),
                null);
    }

    private PageJson ofBuild(
            Project project, String ciId, FindingFilter filter, @Nullable RoaringBitmap among, int page, int size) {
        BuildContent content = contents.of(build(project, ciId));
        RoaringBitmap chosen = OpenFindings.of(content.all(), filter);
        if (among != null) {
            chosen.and(among);
        }
        List<Finding> list = findings.page(project.id(), chosen, content.all(), page * size, size);
        return page(list, chosen.getCardinality(), size, false);
    }

    private Build build(Project project, String ciId) {
        return builds.byCiId(project.id(), ciId, Limit.of(1)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("Project " + project.name() + " has no build " + ciId + "."));
    }

    private PageJson ofProject(Project project, FindingFilter filter, int page, int size, @Nullable String after) {
        String guard = filter.guard();
        if (guard != null && guards.findByProjectIdAndName(project.id(), guard).isEmpty()) {
            throw new InvalidRequest("guard: project " + project.name() + " has no guard " + guard + ".");
        }
        Optional<OpenFindings.Chosen> chosen = after == null ? open.of(project, filter) : Optional.empty();
        if (chosen.isPresent()) {
            var set = chosen.get();
            List<Finding> list = findings.page(project.id(), set.numbers(), set.content(), page * size, size);
            return page(list, set.size(), size, true);
        }
        List<Finding> list =
                skipped(page, size, after, position -> findings.list(project.id(), filter, position, size));
        return page(list, null, size, true);
    }

    private PageJson everywhere(Caller caller, FindingFilter filter, int page, int size, @Nullable String after) {
        if (caller.onlyProject().isPresent()) {
            return ofProject(find(caller, caller.onlyProject().get()), filter, page, size, after);
        }
        Optional<List<Long>> visible = projects.idsVisibleTo(caller);
        String guard = filter.guard();
        if (guard != null
                && !visible.map(ids -> guards.namesIn(ids).contains(guard))
                        .orElseGet(() -> guards.existsByName(guard))) {
            throw new InvalidRequest("guard: no project has a guard " + guard + ".");
        }
        From from = visible.<From>map(ids -> position -> findings.list(ids, filter, position, size))
                .orElse(position -> findings.list((Long) null, filter, position, size));
        return page(skipped(page, size, after, from), null, size, true);
    }

    @FunctionalInterface
    private interface From {
        List<Finding> read(Findings.@Nullable After after);
    }

    /** Goes to a page by walking the pages before it; {@code after} goes there at once. */
    private List<Finding> skipped(int page, int size, @Nullable String after, From from) {
        if (page > WALKED) {
            throw new InvalidRequest(
                    "page: up to " + WALKED + " in this list; go on with after, the next of the page before.");
        }
        Findings.After position = after == null ? null : position(after);
        List<Finding> list = from.read(position);
        for (int i = 0; i < page && list.size() == size; i++) {
            Finding last = list.getLast();
            list = from.read(new Findings.After(last.severity(), last.id()));
            if (list.isEmpty()) {
                return list;
            }
        }
        return list;
    }

    private PageJson page(List<Finding> list, @Nullable Integer total, int size, boolean keyed) {
        String next = keyed && list.size() == size
                ? list.getLast().severity().name().toLowerCase(Locale.ROOT) + "-"
                        + list.getLast().id()
                : null;
        return new PageJson(shown.of(list), total, size, null, null, next);
    }

    @Operation(summary = "A finding with its places, guards, episodes, decisions, assignee and labels")
    @GetMapping("/{id}")
    FindingDetailsJson one(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        Finding finding = findings.find(id)
                .filter(found -> caller.mayRead(found.projectName()))
                .orElseThrow(() -> new NotFound("There is no finding " + id + "."));
        List<Findings.Sighting> sightings = findings.sightings(finding.id());
        List<String> guards = sightings.stream()
                .map(Findings.Sighting::guard)
                .distinct()
                .sorted()
                .toList();
        List<Location> places = new ArrayList<>();
        sightings.forEach(sighting -> {
            places.addAll(sighting.details().locations());
            places.addAll(sighting.morePlaces());
        });
        List<Episodes.Episode> stretches = episodes.of(finding.id());
        Set<Long> buildIds = new HashSet<>();
        stretches.forEach(episode -> {
            buildIds.add(episode.openedBuildId());
            if (episode.closedBuildId() != null) {
                buildIds.add(episode.closedBuildId());
            }
        });
        Map<Long, String> names =
                builds.findByIdIn(buildIds).stream().collect(Collectors.toMap(Build::id, Build::ciId));
        Findings.@Nullable Sighting newest = sightings.isEmpty() ? null : sightings.getFirst();
        return new FindingDetailsJson(
                FindingJson.of(finding, guards, marks.on(finding.id()), Map.of(), Links.root()),
                newest == null ? null : newest.rule(),
                newest == null ? null : newest.details(),
                places.stream().distinct().toList(),
                sightings.stream().map(FindingDetailsJson.GuardJson::of).toList(),
                stretches.stream()
                        .map(episode -> FindingDetailsJson.EpisodeJson.of(episode, names))
                        .toList(),
                Stream.concat(
                                sightings.stream()
                                        .filter(Findings.Sighting::suppressed)
                                        .map(FindingDetailsJson.DecisionJson::of),
                                decisions.of(finding.id()).stream().map(FindingDetailsJson.DecisionJson::of))
                        .toList(),
                comments.count(finding.id()));
    }

    private static Findings.After position(String after) {
        int dash = after.indexOf('-');
        try {
            return new Findings.After(
                    Severity.valueOf(after.substring(0, dash).toUpperCase(Locale.ROOT)),
                    Long.parseLong(after.substring(dash + 1)));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new InvalidRequest("after: not what a page gave as next.");
        }
    }

    private Project find(Caller caller, String name) {
        return projects.findByName(name)
                .filter(project -> caller.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
