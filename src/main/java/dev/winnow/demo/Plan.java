package dev.winnow.demo;

import dev.winnow.finding.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All uploads of the demo in the order in which they came, told backwards from one instant: the demo's today. */
final class Plan {
    /** Over which the builds of each project are spread: three quarters of a year. */
    private static final Duration SPAN = Duration.ofDays(273);

    /** Before today, for the newest build and its scans. */
    private static final Duration LEAD = Duration.ofMinutes(95);

    /** One report, written when it is needed. */
    record Upload(String team, ScanRequest request, Supplier<byte[]> report) {
        Instant committedAt() {
            return Objects.requireNonNull(request.committedAt());
        }

        private Instant scannedAt() {
            return Objects.requireNonNull(request.scannedAt());
        }
    }

    private final Instant today;
    private final List<Upload> uploads = new ArrayList<>();

    Plan(List<Story> stories, Instant today) {
        this.today = today;
        stories.forEach(this::tell);
        uploads.sort(Comparator.comparing(Upload::scannedAt)
                .thenComparing(upload -> upload.request().project())
                .thenComparing(upload -> Objects.requireNonNull(upload.request().guard())));
    }

    List<Upload> uploads() {
        return uploads;
    }

    /** The same plan told from the day on which its first upload was committed then. */
    static Plan continued(List<Story> stories, Instant firstCommittedAt) {
        Instant first = new Plan(stories, Instant.EPOCH).uploads.getFirst().committedAt();
        return new Plan(stories, firstCommittedAt.plus(Duration.between(first, Instant.EPOCH)));
    }

    private void tell(Story story) {
        List<Instant> times = times(story);
        for (int build = 0; build < story.builds; build++) {
            var here = new Build(story, "main", null, build, 200 + 4 * build, times.get(build));
            List<Problem> problems = problems(story, build);
            for (Scanner scanner : story.guards) {
                if (!story.missing.contains(new Story.Scan(build, scanner))) {
                    boolean partial = story.partial.contains(new Story.Scan(build, scanner));
                    uploads.add(here.upload(scanner, problems, !partial));
                }
            }
        }
        for (Story.Change change : story.changes) {
            Instant main = times.get(change.after());
            Duration pause =
                    Duration.between(main, times.get(change.after() + 1)).dividedBy(4);
            List<Problem> mended = problems(story, change.after());
            List<Problem> first = new ArrayList<>(mended);
            first.addAll(change.added());
            int number = 200 + 4 * change.after();
            for (Scanner scanner : List.of(Scanner.SEMGREP, Scanner.GITLEAKS)) {
                if (story.guards.contains(scanner)) {
                    uploads.add(new Build(
                                    story,
                                    change.branch(),
                                    change.number(),
                                    change.after(),
                                    number + 1,
                                    main.plus(pause))
                            .upload(scanner, first, true));
                    uploads.add(new Build(
                                    story,
                                    change.branch(),
                                    change.number(),
                                    change.after(),
                                    number + 2,
                                    main.plus(pause.multipliedBy(2)))
                            .upload(scanner, mended, true));
                }
            }
        }
    }

    /** When the builds were committed: about evenly, the newest just now. */
    private List<Instant> times(Story story) {
        var random = new Random(story.project.hashCode());
        Duration step = SPAN.dividedBy(story.builds);
        var times = new ArrayList<Instant>();
        for (int build = 0; build < story.builds; build++) {
            long jitter = build == story.last() ? 0 : random.nextInt((int) step.toSeconds() / 2);
            times.add(today.minus(LEAD)
                    .minus(step.multipliedBy((long) story.last() - build))
                    .plusSeconds(jitter));
        }
        return times;
    }

    /** What is wrong in a build of the main branch, where it is by then. */
    private static List<Problem> problems(Story story, int build) {
        return story.roles.stream()
                .filter(role -> role.isIn(build))
                .map(Story.Role::problem)
                .map(problem -> switch (problem) {
                    case Problem.Flaw flaw ->
                        flaw.at(story.path(flaw.file(), build), flaw.line() + story.drift(flaw.file(), build));
                    case Problem.Misconfiguration other -> other.at(other.line() + story.drift(other.file(), build));
                    default -> problem;
                })
                .toList();
    }

    private record Build(
            Story story, String branch, @Nullable String change, int index, int number, Instant committedAt) {
        Upload upload(Scanner scanner, List<Problem> problems, boolean complete) {
            Instant finished = committedAt.plus(scanner.takes()).plusSeconds(number * 37 % 100);
            String commit = sha(story.project + " " + branch + " " + number);
            List<Problem> seen = problems.stream().filter(scanner::sees).toList();
            // A scan that stops half way has seen half of it.
            List<Problem> told = complete ? seen : seen.subList(0, seen.size() / 2);
            var request = new ScanRequest(
                    story.project,
                    commit,
                    branch,
                    committedAt,
                    Integer.toString(number),
                    "https://ci.example.com/" + story.project + "/" + number,
                    change,
                    scanner.guard(),
                    null,
                    null,
                    null,
                    finished);
            var scene = new Scene(
                    story.project,
                    "registry.example.com/" + story.project + ":1." + index,
                    "https://" + story.project + ".example.test",
                    commit,
                    told,
                    finished,
                    complete);
            // A team, since there are no people in the demo but those who can sign in.
            String author = story.team + " <" + story.team + "@shop.example>";
            return new Upload(story.team, request.by(author), () -> scanner.report(scene));
        }

        private static String sha(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-1", e);
            }
        }
    }
}
