package dev.winnow.runtime;

import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.Environment;
import dev.winnow.finding.ScannedImages;
import dev.winnow.importers.Component;
import dev.winnow.project.Build;
import dev.winnow.project.BuildWords;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.SearchWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/** Finds the builds that the alerts of one batch are about. */
final class Origins {
    private static final Pattern DIGEST = Pattern.compile("sha256(?::|%3[Aa])([0-9a-f]{64})");

    /** A shorter beginning of a commit may be one of another. */
    private static final int SHORTEST_COMMIT = 7;

    private static final int MOST_WORDS = 50;

    private final Project project;
    private final List<Deployments.Ran> ran;
    private final Builds builds;
    private final BuildWords words;
    private final ScannedImages images;
    private final Map<Long, Optional<Build>> byId = new HashMap<>();
    private final Map<String, Optional<Build>> byDigest = new HashMap<>();
    private final Map<String, Optional<Build>> byTag = new HashMap<>();
    private @Nullable Optional<Build> newest;

    /** @param ran what ran where in the time of the batch, production first */
    Origins(Project project, List<Deployments.Ran> ran, Builds builds, BuildWords words, ScannedImages images) {
        this.project = project;
        this.ran = ran;
        this.builds = builds;
        this.words = words;
        this.images = images;
    }

    /** @param environment where it ran, as far as that is known */
    record Origin(
            Build build, AlertOrigin foundBy, @Nullable String environment) {}

    /**
     * The build that ran there then.
     *
     * @param sentFor the environment that the alert was sent for
     * @return empty where the project has no build at all
     */
    Optional<Origin> of(ReadAlert alert, @Nullable String sentFor, Instant at) {
        List<Running> running = running(sentFor, at);
        Component image = alert.result().component();
        if (image != null) {
            Optional<Origin> known = digest(image)
                    .flatMap(digest -> byDigest.computeIfAbsent(digest, this::withImage))
                    .map(build -> found(build, AlertOrigin.IMAGE_DIGEST, running, sentFor))
                    .or(() -> Optional.ofNullable(image.version())
                            .flatMap(tag -> tagged(tag, running))
                            .map(build -> found(build, AlertOrigin.IMAGE_TAG, running, sentFor)));
            if (known.isPresent()) {
                return known;
            }
        }
        return running.stream()
                .findFirst()
                .flatMap(one -> build(one.buildId())
                        .map(build -> new Origin(
                                build,
                                sentFor == null ? AlertOrigin.DEPLOYED : AlertOrigin.ENVIRONMENT,
                                one.environment().name())))
                .or(() -> newest().map(build ->
                        new Origin(build, isMade(build) ? AlertOrigin.NONE : AlertOrigin.NEWEST_BUILD, sentFor)));
    }

    private static boolean isMade(Build build) {
        return build.ciId().equals(Sorter.NO_BUILD) && build.commitSha().equals(Sorter.NO_COMMIT);
    }

    private record Running(Environment environment, long buildId) {}

    private List<Running> running(@Nullable String sentFor, Instant at) {
        var running = new ArrayList<Running>();
        for (Deployments.Ran one : ran) {
            if (sentFor == null || one.environment().name().equals(sentFor)) {
                one.buildAt(at).ifPresent(build -> running.add(new Running(one.environment(), build)));
            }
        }
        return running;
    }

    private static Origin found(Build build, AlertOrigin by, List<Running> running, @Nullable String sentFor) {
        return new Origin(
                build,
                by,
                running.stream()
                        .filter(one -> one.buildId() == build.id())
                        .map(one -> one.environment().name())
                        .findFirst()
                        .orElse(sentFor));
    }

    private static Optional<String> digest(Component image) {
        String where = image.purl() == null ? String.valueOf(image.version()) : image.purl();
        Matcher digest = DIGEST.matcher(where);
        return digest.find() ? Optional.of("sha256:" + digest.group(1)) : Optional.empty();
    }

    private Optional<Build> withImage(String digest) {
        return images.newestBuild(project.id(), digest, null).flatMap(this::build);
    }

    /** Of what runs then, else of all builds with that id. */
    private Optional<Build> tagged(String tag, List<Running> running) {
        return running.stream()
                .flatMap(one -> build(one.buildId()).stream())
                .filter(build -> isNamed(build, tag))
                .findFirst()
                .or(() -> byTag.computeIfAbsent(
                        tag,
                        any -> builds.byCiId(project.id(), tag, Limit.of(1)).stream()
                                .findFirst()
                                .or(() -> ofCommit(tag))));
    }

    /** The newest build of a commit that begins so. */
    private Optional<Build> ofCommit(String tag) {
        List<Long> candidates = tag.length() < SHORTEST_COMMIT
                ? List.of()
                : SearchWord.of(tag)
                        .map(word -> words.startingWith(word, Optional.of(List.of(project.id())), MOST_WORDS).stream()
                                .filter(hit -> hit.kind() == BuildWords.Kind.COMMIT)
                                .map(BuildWords.Hit::buildId)
                                .toList())
                        .orElse(List.of());
        return builds.findByIdIn(candidates).stream()
                .filter(build -> isNamed(build, tag))
                .max(Comparator.comparing(Build::placedAt).thenComparing(Build::id));
    }

    private static boolean isNamed(Build build, String tag) {
        return build.ciId().equals(tag)
                || tag.length() >= SHORTEST_COMMIT && build.commitSha().regionMatches(true, 0, tag, 0, tag.length());
    }

    private Optional<Build> build(long id) {
        return byId.computeIfAbsent(id, builds::findById);
    }

    private Optional<Build> newest() {
        Optional<Build> known = newest;
        if (known == null) {
            known = builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(1)).stream()
                    .max(Comparator.comparing(Build::placedAt));
            newest = known;
        }
        return known;
    }
}
