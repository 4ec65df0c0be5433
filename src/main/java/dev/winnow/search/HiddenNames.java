package dev.winnow.search;

import dev.winnow.access.Caller;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryError;
import dev.winnow.search.query.QueryParser;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which views of others would tell a reader names of projects that are not there for them: those whose query asks for a
 * project that the reader does not see, and those that hold the name of one anywhere that people write what they like.
 */
final class HiddenNames {
    private final boolean nothing;
    private final Set<String> seen;
    private final Set<String> hidden;

    private HiddenNames(boolean nothing, Set<String> seen, Set<String> hidden) {
        this.nothing = nothing;
        this.seen = seen;
        this.hidden = hidden;
    }

    static HiddenNames from(Caller caller, Projects projects) {
        if (caller.mayReadEverything()) {
            return new HiddenNames(true, Set.of(), Set.of());
        }
        var bySight = projects.findAllByOrderByName().stream()
                .map(Project::name)
                .collect(Collectors.partitioningBy(
                        caller::mayRead,
                        Collectors.mapping(name -> name.toLowerCase(Locale.ROOT), Collectors.toSet())));
        return new HiddenNames(false, bySight.getOrDefault(true, Set.of()), bySight.getOrDefault(false, Set.of()));
    }

    boolean areToldBy(SavedView view) {
        if (nothing) {
            return false;
        }
        try {
            Query query = QueryParser.parse(view.query());
            String written = Stream.concat(Stream.of(view.name()), texts(query))
                    .collect(Collectors.joining("\n"))
                    .toLowerCase(Locale.ROOT);
            return projects(query).anyMatch(value -> !isSeen(value))
                    || hidden.stream()
                            .anyMatch(project -> word(project).matcher(written).find());
        } catch (QueryError unreadable) {
            return true;
        }
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])");
    }

    private boolean isSeen(Query.Value value) {
        return seen.stream().anyMatch(value::isAbout);
    }

    /** What is not of a closed list of words. */
    private static Stream<String> texts(Query query) {
        return switch (query) {
            case Query.All all -> all.parts().stream().flatMap(HiddenNames::texts);
            case Query.Any any -> any.parts().stream().flatMap(HiddenNames::texts);
            case Query.Not not -> texts(not.part());
            case Query.Has has ->
                has.field() != Field.PROJECT && has.field().type().choices().isEmpty()
                        ? has.values().stream().map(Query.Value::text)
                        : Stream.empty();
            case Query.Aged aged -> Stream.empty();
            case Query.Within within -> Stream.empty();
            case Query.Words words -> Stream.of(words.words());
        };
    }

    private static Stream<Query.Value> projects(Query query) {
        return switch (query) {
            case Query.All all -> all.parts().stream().flatMap(HiddenNames::projects);
            case Query.Any any -> any.parts().stream().flatMap(HiddenNames::projects);
            case Query.Not not -> projects(not.part());
            case Query.Has has -> has.field() == Field.PROJECT ? has.values().stream() : Stream.empty();
            case Query.Aged aged -> Stream.empty();
            case Query.Within within -> Stream.empty();
            case Query.Words words -> Stream.empty();
        };
    }
}
