package dev.winnow.deployment;

import dev.winnow.finding.ScannedImages;
import dev.winnow.importers.packages.ImageDigests;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Build;
import dev.winnow.project.BuildWords;
import dev.winnow.project.Builds;
import dev.winnow.project.SearchWord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds the build that a deployment names; where several have the name, the newest. */
@Component
class NamedBuilds {
    private static final int MOST = 200;

    private final Builds builds;
    private final BuildWords words;
    private final ScannedImages images;

    NamedBuilds(Builds builds, BuildWords words, ScannedImages images) {
        this.builds = builds;
        this.words = words;
        this.images = images;
    }

    /** @throws NotFound where the project has none */
    Build find(long projectId, String project, NewDeployment named) {
        return named.build()
                .map(id -> byPipeline(projectId, id, named.branch()))
                .or(() -> named.commit().map(commit -> byCommit(projectId, commit, named.branch())))
                .orElseGet(() -> byDigest(projectId, named))
                .orElseThrow(() -> new NotFound("Project " + project + " has no build with " + what(named)
                        + ". A build is made by its first report."));
    }

    private Optional<Build> byPipeline(long projectId, String id, Optional<String> branch) {
        return builds.byCiId(projectId, id.strip(), Limit.of(MOST)).stream()
                .filter(build -> isOn(build, branch))
                .findFirst();
    }

    /** Upper and lower case are one in a hash. */
    private Optional<Build> byCommit(long projectId, String commit, Optional<String> branch) {
        List<Long> candidates = SearchWord.of(commit)
                .map(word -> words.startingWith(word, Optional.of(List.of(projectId)), MOST).stream()
                        .filter(hit -> hit.whole() && hit.kind() == BuildWords.Kind.COMMIT)
                        .map(BuildWords.Hit::buildId)
                        .toList())
                .orElse(List.of());
        return builds.findByIdIn(candidates).stream()
                .filter(build -> build.commitSha().equalsIgnoreCase(commit.strip()) && isOn(build, branch))
                .max(Comparator.comparing(Build::placedAt).thenComparing(Build::id));
    }

    private Optional<Build> byDigest(long projectId, NewDeployment named) {
        String digest = ImageDigests.of(named.digest().orElse(""));
        if (digest == null) {
            throw new InvalidRequest(
                    "digest: sha256: and 64 hexadecimal digits, alone or behind an image's name and @.");
        }
        return images.newestBuild(projectId, digest, named.branch().orElse(null))
                .flatMap(builds::findById);
    }

    private static boolean isOn(Build build, Optional<String> branch) {
        return branch.filter(name -> !name.equals(build.branch())).isEmpty();
    }

    private static String what(NewDeployment named) {
        String what = named.build()
                .map(id -> "the id " + id)
                .or(() -> named.commit().map(commit -> "the commit " + commit))
                .orElse("a scan of this image");
        return what + named.branch().map(branch -> " on the branch " + branch).orElse("");
    }
}
