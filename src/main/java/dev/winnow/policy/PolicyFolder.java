package dev.winnow.policy;

import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.policy.language.InvalidPolicy;
import dev.winnow.policy.language.Policy;
import dev.winnow.policy.language.PolicyProblem;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.project.Project;
import dev.winnow.text.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The policies of a file or folder that the server reads, such as a checkout of Git; read again when it changes. Of a file
 * that is no policy the last good version stays in force, and the trouble is told.
 */
@Component
@EnableConfigurationProperties(PolicySettings.class)
public class PolicyFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFolder.class);
    private static final int DEEPEST = 5;
    private static final int MOST_FILES = 1_000;

    private final PolicySettings settings;
    private final PolicyRows rows;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What was found last, by path below the folder. */
    private Map<String, byte[]> found = Map.of();

    private volatile List<PolicyInForce> inForce = List.of();
    private volatile List<Trouble> troubles = List.of();

    PolicyFolder(PolicySettings settings, PolicyRows rows, ApplicationEventPublisher events, Clock clock) {
        this.settings = settings;
        this.rows = rows;
        this.events = events;
        this.clock = clock;
    }

    /** A file that is no policy. @param kept whether its last good version is still in force */
    public record Trouble(String file, List<PolicyProblem> problems, boolean kept) {}

    /** What is wrong with files as they are now. */
    public List<Trouble> troubles() {
        return troubles;
    }

    /** The policies in force, by file. */
    public List<PolicyInForce> policies() {
        return inForce;
    }

    /** The file's policy that is for the project: one that names it, else one that names its team, else one for all. */
    Optional<PolicyInForce> of(Project project) {
        return inForce.stream()
                .filter(one -> rank(one.policy().scope(), project) < NOT_FOR_IT)
                .min(Comparator.comparingInt(one -> rank(one.policy().scope(), project)));
    }

    private static final int NOT_FOR_IT = 4;

    /** Whether a policy of this scope may judge the project's builds. */
    static boolean isFor(Policy.Scope scope, Project project) {
        return rank(scope, project) < NOT_FOR_IT;
    }

    /** Smaller is nearer. Files of one rank stand in the order of their names. */
    private static int rank(Policy.Scope scope, Project project) {
        if (scope.projects().contains(project.name())) {
            return 0;
        }
        if (scope.projects().stream().anyMatch(pattern -> Glob.matches(pattern, project.name()))) {
            return 1;
        }
        String team = project.team();
        if (team != null && scope.teams().stream().anyMatch(pattern -> Glob.matches(pattern, team))) {
            return 2;
        }
        return scope.equals(Policy.Scope.ALL) ? 3 : NOT_FOR_IT;
    }

    @Scheduled(fixedDelayString = "${winnow.policy.reload:5s}", initialDelayString = "${winnow.policy.reload:5s}")
    synchronized void read() {
        Path path = settings.path();
        if (path == null) {
            return;
        }
        try {
            Map<String, byte[]> now = files(path);
            if (!same(found, now)) {
                take(now);
                found = now;
            }
        } catch (IOException e) {
            if (inForce.isEmpty()) {
                inForce = rows.newestOfFiles().stream()
                        .flatMap(version -> known(version).stream())
                        .toList();
            }
            tell(List.of(new Trouble(
                    path.toString(),
                    List.of(new PolicyProblem(0, 0, "", "It cannot be read: " + e.getMessage())),
                    !inForce.isEmpty())));
        }
    }

    private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(entry -> java.util.Arrays.equals(entry.getValue(), other.get(entry.getKey())));
    }

    private static Map<String, byte[]> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Map.of(String.valueOf(path.getFileName()), bytes(path));
        }
        // A checkout that is replaced as a whole is mostly a link.
        Path folder = path.toRealPath();
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> all =
                Files.find(folder, DEEPEST, (file, attributes) -> isPolicy(folder.relativize(file), file))) {
            for (Path file : all.limit(MOST_FILES).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), bytes(file));
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        return files;
    }

    /** Links are followed: what is mounted into a container often is one. Hidden files and folders are not read. */
    private static boolean isPolicy(Path relative, Path file) {
        String name = String.valueOf(file.getFileName());
        boolean hidden = Stream.iterate(relative, part -> part != null, Path::getParent)
                .anyMatch(part -> String.valueOf(part.getFileName()).startsWith("."));
        return !hidden && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(4 * PolicyReader.LARGEST + 1);
        }
    }

    private void take(Map<String, byte[]> files) {
        var good = new ArrayList<PolicyInForce>();
        var bad = new ArrayList<Trouble>();
        Map<String, PolicyVersion> last = new HashMap<>();
        rows.newestOfFiles().forEach(version -> last.put(version.name().orElse(""), version));
        files.forEach((name, bytes) -> {
            PolicyVersion before = last.get(name);
            try {
                good.add(version(name, PolicyReader.read(bytes), before));
            } catch (InvalidPolicy e) {
                Optional<PolicyInForce> kept = Optional.ofNullable(before).flatMap(this::known);
                kept.ifPresent(good::add);
                bad.add(new Trouble(name, e.problems(), kept.isPresent()));
            }
        });
        inForce = List.copyOf(good);
        events.publishEvent(new PoliciesChanged());
        tell(bad);
        LOG.info("Policies of {}: {} in force.", settings.path(), good.size());
    }

    private PolicyInForce version(String name, Policy policy, @Nullable PolicyVersion before) {
        PolicyVersion version = before != null && before.hash().equals(Optional.of(policy.hash()))
                ? before
                : rows.add(null, Source.FILE, name, null, policy, clock.instant(), "server");
        return new PolicyInForce(version, policy);
    }

    private Optional<PolicyInForce> known(PolicyVersion version) {
        try {
            return version.hash()
                    .flatMap(rows::text)
                    .map(text -> new PolicyInForce(version, PolicyReader.readKnown(text)));
        } catch (IllegalStateException e) {
            LOG.error("A policy that was kept cannot be read any more: {}", version, e);
            return Optional.empty();
        }
    }

    private void tell(List<Trouble> bad) {
        if (!bad.equals(troubles)) {
            bad.forEach(trouble -> LOG.warn(
                    "{} is no policy, {}:\n{}",
                    trouble.file(),
                    trouble.kept() ? "its last good version stays in force" : "it judges nothing",
                    String.join(
                            "\n",
                            trouble.problems().stream().map(PolicyProblem::said).toList())));
        }
        troubles = List.copyOf(bad);
    }
}
