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
 * project that the reader does not see, or whose name holds the name of one.
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
        String name = view.name().toLowerCase(Locale.ROOT);
        if (hidden.stream().anyMatch(project -> word(project).matcher(name).find())) {
            return true;
        }
        try {
            return projects(QueryParser.parse(view.query())).anyMatch(value -> !isSeen(value));
        } catch (QueryError unreadable) {
            return true;
        }
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])");
    }

    private boolean isSeen(Query.Value value) {
        String wanted = value.text().toLowerCase(Locale.ROOT);
        if (!value.isPattern()) {
            return seen.contains(wanted);
        }
        Pattern pattern = Pattern.compile(
                Stream.of(wanted.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        return seen.stream().anyMatch(name -> pattern.matcher(name).matches());
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
