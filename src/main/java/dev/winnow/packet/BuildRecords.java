package dev.winnow.packet;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.importers.Severity;
import dev.winnow.policy.JudgedBuilds;
import dev.winnow.policy.JudgedBuilds.Judged;
import dev.winnow.policy.PolicyVersion;
import dev.winnow.policy.Verdict;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Builds with what is in them, and how they were judged. */
@Component
class BuildRecords {
    private static final int PAGE = 200;

    private final Builds builds;
    private final BuildContents contents;
    private final JudgedBuilds judged;

    BuildRecords(Builds builds, BuildContents contents, JudgedBuilds judged) {
        this.builds = builds;
        this.contents = contents;
        this.judged = judged;
    }

    /** A build. Findings by their numbers in the project. */
    private record BuildLine(
            String id,
            String build,
            String commit,
            String branch,
            Optional<Instant> committedAt,
            Instant placedAt,
            Instant createdAt,
            Optional<String> change,
            Optional<String> author,
            Optional<String> url,
            Optional<Integer> score,
            Optional<Grade> grade,
            Optional<Long> risk,
            Optional<String> verdict,
            Optional<Integer> builtScore,
            Optional<String> builtVerdict,
            boolean provisional,
            int guardsReported,
            int guardsExpected,
            Map<Severity, int[]> findings,
            int[] silenced,
            int[] newFindings,
            int[] fixedFindings) {}

    /** A verdict. @param when {@code build-time}, or {@code now} with what was decided since */
    private record VerdictLine(
            String buildId,
            String build,
            String commit,
            String branch,
            String when,
            Instant decidedAt,
            String verdict,
            PolicyLine policy,
            List<ReasonLine> reasons) {}

    /** @param text the file of the packet that has the policy's text */
    private record PolicyLine(
            String version,
            String source,
            Optional<String> file,
            Optional<String> commit,
            Optional<String> sha256,
            Optional<String> text,
            Instant at,
            String by) {
        static PolicyLine of(PolicyVersion version) {
            return new PolicyLine(
                    Long.toString(version.id()),
                    version.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    version.name(),
                    version.commit(),
                    version.hash(),
                    version.hash().map(PacketNames::policy),
                    version.at(),
                    version.by());
        }
    }

    /** @param size on how many findings the rule decided, of which the first are listed */
    private record ReasonLine(String rule, String effect, String message, int size, int[] findings) {
        static ReasonLine of(Verdict.Reason reason) {
            return new ReasonLine(
                    reason.rule(),
                    reason.effect().word(),
                    reason.message(),
                    reason.size(),
                    reason.findings().toArray());
        }
    }

    /** Takes builds in the order of their ids. */
    @FunctionalInterface
    private interface Each {
        void take(Build build) throws IOException;
    }

    private void each(long[] ids, Each each) throws IOException {
        for (int from = 0; from < ids.length; from += PAGE) {
            List<Long> page = Arrays.stream(ids, from, Math.min(ids.length, from + PAGE))
                    .boxed()
                    .toList();
            Map<Long, Build> byId =
                    builds.findByIdIn(page).stream().collect(Collectors.toMap(Build::id, Function.identity()));
            for (long id : page) {
                Build build = byId.get(id);
                if (build != null) {
                    each.take(build);
                }
            }
        }
    }

    /** @return all findings that are, or were fixed, in any of the builds */
    RoaringBitmap write(RecordLines lines, long[] ids) throws IOException {
        var findings = new RoaringBitmap();
        each(ids, build -> {
            BuildContent content = contents.of(build);
            findings.or(content.all().all());
            findings.or(content.fixed());
            lines.write(line(build, content));
        });
        return findings;
    }

    private static BuildLine line(Build build, BuildContent content) {
        return new BuildLine(
                Long.toString(build.id()),
                build.ciId(),
                build.commitSha(),
                build.branch(),
                build.committedAt(),
                build.placedAt(),
                build.createdAt(),
                build.changeId(),
                build.author(),
                build.url(),
                build.score(),
                build.grade(),
                build.risk(),
                build.verdict().map(Outcome::word),
                build.builtScore(),
                build.builtVerdict().map(Outcome::word),
                build.provisional(),
                build.guardsReported(),
                build.guardsExpected(),
                Sets.bySeverity(content.all()),
                content.silenced().toArray(),
                content.fresh().toArray(),
                content.fixed().toArray());
    }

    /** @param policies gets the hashes of the policies that judged them */
    void writeVerdicts(RecordLines lines, long[] ids, Set<String> policies) throws IOException {
        each(ids, build -> {
            for (Judged one : judged.of(build)) {
                one.policy().hash().ifPresent(policies::add);
                lines.write(new VerdictLine(
                        Long.toString(build.id()),
                        build.ciId(),
                        build.commitSha(),
                        build.branch(),
                        one.later() ? "now" : "build-time",
                        one.at(),
                        one.verdict().outcome().word(),
                        PolicyLine.of(one.policy()),
                        one.verdict().reasons().stream().map(ReasonLine::of).toList()));
            }
        });
    }
}
