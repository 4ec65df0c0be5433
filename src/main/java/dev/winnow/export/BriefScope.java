package dev.winnow.export;

import dev.winnow.access.Caller;
import dev.winnow.access.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a brief was asked for, whatever is in it then: so that the brief of all projects stays that of the quarter when a
 * project is added.
 *
 * @param key {@code everything}, {@code team:NAME}, or a hash of projects' names
 */
public record BriefScope(String key) {
    private static final String EVERYTHING = "everything";
    private static final String TEAM = "team:";
    private static final String PROJECTS = "projects:";

    /** @param projects the names that the brief is of */
    static BriefScope of(Caller by, Collection<String> wanted, Optional<String> team, Collection<String> projects) {
        if (wanted.isEmpty() && team.isPresent()) {
            return new BriefScope(TEAM + team.get());
        }
        return wanted.isEmpty() && by.visibleProjects().isEmpty()
                ? new BriefScope(EVERYTHING)
                : new BriefScope(PROJECTS + hash(new TreeSet<>(projects)));
    }

    /** Whether the caller decides on the findings of all of these projects, and so may say what their numbers were. */
    boolean mayFreeze(Caller by, Collection<String> projects) {
        if (key.equals(EVERYTHING)) {
            return by.mayTriageEverywhere();
        }
        return key.startsWith(TEAM)
                ? by.mayTriage(Scope.team(key.substring(TEAM.length())))
                : !projects.isEmpty() && projects.stream().allMatch(by::mayTriage);
    }

    private static String hash(TreeSet<String> names) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
