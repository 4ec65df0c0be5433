package dev.winnow.policy;

import dev.winnow.policy.PolicyFolder.Trouble;
import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.project.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The policies that the server reads from files: which projects each judges, its versions, and what is wrong with files. */
@Service
public class ServerPolicies {
    private static final int VERSIONS = 10;

    private final PolicySettings settings;
    private final PolicyFolder folder;
    private final PolicyRows rows;

    ServerPolicies(PolicySettings settings, PolicyFolder folder, PolicyRows rows) {
        this.settings = settings;
        this.folder = folder;
        this.rows = rows;
    }

    /**
     * How they stand.
     *
     * @param path the file or folder; empty where the server reads none
     * @param files in force, by name
     * @param builtIn names of the projects that no file is for, and that have no policy of their own
     * @param own names of those whose pipeline sent one: no file judges them
     * @param troubles files that cannot be read or are no policy, as they are now
     */
    public record Server(
            Optional<String> path, List<File> files, List<String> builtIn, List<String> own, List<Trouble> troubles) {}

    /**
     * A file in force.
     *
     * @param projects that it judges, by name
     * @param versions of it, the newest first, ten at most
     */
    public record File(PolicyInForce policy, List<String> projects, List<PolicyVersion> versions) {}

    /** @param projects all of them, by name */
    public Server of(Collection<Project> projects) {
        Set<Long> sent = rows.projectsWithTheirOwn();
        var judged = new HashMap<Long, List<String>>();
        var builtIn = new ArrayList<String>();
        var own = new ArrayList<String>();
        for (Project project : projects) {
            if (sent.contains(project.id())) {
                own.add(project.name());
            } else {
                folder.of(project)
                        .map(found -> judged.computeIfAbsent(found.version().id(), id -> new ArrayList<>()))
                        .orElse(builtIn)
                        .add(project.name());
            }
        }
        return new Server(
                Optional.ofNullable(settings.path())
                        .map(path -> path.toAbsolutePath().normalize().toString()),
                folder.policies().stream().map(found -> file(found, judged)).toList(),
                builtIn,
                own,
                folder.troubles());
    }

    private File file(PolicyInForce found, Map<Long, List<String>> judged) {
        return new File(
                found,
                judged.getOrDefault(found.version().id(), List.of()),
                found.version().name().map(name -> rows.ofFile(name, VERSIONS)).orElse(List.of()));
    }

    /** The text of a version of a file; empty where there is none. */
    public Optional<String> text(long version) {
        return rows.find(version)
                .filter(found -> found.source() == Source.FILE)
                .flatMap(PolicyVersion::hash)
                .flatMap(rows::text);
    }
}
