package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build as the API shows it.
 *
 * @param author who made its commit, where an upload said so
 * @param url its page in Winnow
 * @param ciUrl its page in the pipeline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuildJson(
        String id,
        String commit,
        String branch,
        @Nullable Instant committedAt,
        @Nullable String change,
        @Nullable String author,
        @Nullable Integer score,
        @Nullable Grade grade,
        @Nullable Long risk,
        boolean provisional,
        GuardsJson guards,
        @Nullable String verdict,
        @Nullable BuiltJson built,
        FindingsJson findings,
        String url,
        @Nullable String ciUrl) {

    /** What the first report of each of its streams made of it, where later scans or decisions changed that. */
    record BuiltJson(@Nullable Integer score, @Nullable String verdict) {}

    /** How many guards have reported, of how many that are expected. */
    record GuardsJson(int reported, int expected) {}

    record FindingsJson(
            int total, @JsonProperty("new") int fresh, int fixed, int silenced, Map<Severity, Integer> bySeverity) {}

    static BuildJson of(Build build, String url) {
        return new BuildJson(
                build.ciId(),
                build.commitSha(),
                build.branch(),
                build.committedAt().orElse(null),
                build.changeId().orElse(null),
                build.author().orElse(null),
                build.score().orElse(null),
                build.grade().orElse(null),
                build.risk().orElse(null),
                build.provisional(),
                new GuardsJson(build.guardsReported(), build.guardsExpected()),
                build.verdict().map(Outcome::word).orElse(null),
                build.judgedAgain()
                        ? new BuiltJson(
                                build.builtScore().orElse(null),
                                build.builtVerdict().map(Outcome::word).orElse(null))
                        : null,
                new FindingsJson(
                        build.findings().total() + build.silenced(),
                        build.newFindings(),
                        build.fixedFindings(),
                        build.silenced(),
                        build.findings().bySeverity()),
                url,
                build.url().orElse(null));
    }
}
