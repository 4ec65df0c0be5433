package dev.winnow.triage;

import dev.winnow.problem.InvalidRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Versions of a package between bounds. Versions are compared the way Maven does, which orders those of most ecosystems
 * right: number by number, releases behind their pre-releases.
 */
final class VersionRange {
    private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>|=)?\\s*([^\\s,<>=|]+)");

    private final List<Bound> bounds;

    private VersionRange(List<Bound> bounds) {
        this.bounds = bounds;
    }

    private record Bound(String relation, ComparableVersion version) {
        boolean admits(ComparableVersion other) {
            int order = other.compareTo(version);
            return switch (relation) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        }
    }

    /** @throws InvalidRequest where it is not a range, with an example of one */
    static VersionRange parse(String text) {
        var bounds = new ArrayList<Bound>();
        Matcher matcher = BOUND.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!text.substring(end, matcher.start()).isBlank()
                    && !text.substring(end, matcher.start()).strip().equals(",")) {
                break;
            }
            String relation = matcher.group(1) == null ? "=" : matcher.group(1);
            bounds.add(new Bound(relation, new ComparableVersion(plain(matcher.group(2)))));
            end = matcher.end();
        }
        if (bounds.isEmpty() || !text.substring(end).isBlank()) {
            throw new InvalidRequest("versions: bounds such as <2.17.1 or >=1.0 <2.0; cannot read \""
                    + text.substring(end).strip() + "\".");
        }
        return new VersionRange(bounds);
    }

    private static String plain(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    /** Whether there are versions and all of them lie within. */
    boolean containsAll(Collection<String> versions) {
        return !versions.isEmpty() && versions.stream().allMatch(this::contains);
    }

    private boolean contains(String version) {
        var one = new ComparableVersion(plain(version));
        return bounds.stream().allMatch(bound -> bound.admits(one));
    }
}
