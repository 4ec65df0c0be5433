package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Silenced;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list of findings was asked for, as its address says it. Words that nobody knows ask for nothing.
 *
 * @param project empty for all projects
 */
record FindingQuery(Optional<Project> project, FindingFilter filter) {
    static final String GUARD = "guard";
    static final String KIND = "kind";
    static final String SILENCED = "silenced";

    static FindingQuery of(Optional<Project> project, QueryParameters parameters) {
        FindingStatus status =
                choice(parameters, FindingsView.STATUS, FindingStatus.class).orElse(FindingStatus.OPEN);
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        parameters
                .getParameters(FindingsView.SEVERITY)
                .forEach(word -> FindingFilter.choice(Severity.class, word).ifPresent(severities::add));
        return new FindingQuery(
                project,
                new FindingFilter(
                        status,
                        severities,
                        choice(parameters, KIND, Kind.class).orElse(null),
                        parameters
                                .getSingleParameter(GUARD)
                                .filter(name -> !name.isBlank())
                                .orElse(null),
                        choice(parameters, SILENCED, Silenced.class).orElse(usual(status))));
    }

    private static <E extends Enum<E>> Optional<E> choice(QueryParameters parameters, String name, Class<E> type) {
        return parameters.getSingleParameter(name).flatMap(word -> FindingFilter.choice(type, word));
    }

    /** What is silenced needs nobody's work: it stands back where the work is listed. */
    private static Silenced usual(FindingStatus status) {
        return status == FindingStatus.OPEN ? Silenced.HIDE : Silenced.SHOW;
    }

    boolean hidesSilenced() {
        return filter.silenced() == Silenced.HIDE;
    }

    /** Whether anything but project and status narrows the list. */
    boolean isWhole() {
        return filter.severities().isEmpty()
                && filter.kind() == null
                && filter.guard() == null
                && filter.silenced() == usual(filter.status());
    }

    FindingQuery in(@Nullable Project other) {
        return new FindingQuery(Optional.ofNullable(other), filter);
    }

    FindingQuery with(FindingFilter other) {
        return new FindingQuery(project, other);
    }

    /** The same with another status, and what is usual for it where nothing else was chosen. */
    FindingQuery with(FindingStatus status) {
        Silenced silenced = filter.silenced() == usual(filter.status()) ? usual(status) : filter.silenced();
        return with(new FindingFilter(status, filter.severities(), filter.kind(), filter.guard(), silenced));
    }

    FindingQuery with(Set<Severity> severities) {
        return with(new FindingFilter(filter.status(), severities, filter.kind(), filter.guard(), filter.silenced()));
    }

    FindingQuery with(@Nullable Kind kind) {
        return with(new FindingFilter(filter.status(), filter.severities(), kind, filter.guard(), filter.silenced()));
    }

    FindingQuery seenBy(@Nullable String guard) {
        return with(new FindingFilter(filter.status(), filter.severities(), filter.kind(), guard, filter.silenced()));
    }

    FindingQuery with(Silenced silenced) {
        return with(new FindingFilter(filter.status(), filter.severities(), filter.kind(), filter.guard(), silenced));
    }

    /** The shortest parameters that say the same. */
    QueryParameters parameters() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        project.ifPresent(one -> query.put(FindingsView.PROJECT, List.of(one.name())));
        if (filter.status() != FindingStatus.OPEN) {
            query.put(FindingsView.STATUS, List.of(filter.status().word()));
        }
        if (!filter.severities().isEmpty()) {
            query.put(
                    FindingsView.SEVERITY,
                    filter.severities().stream().map(FindingFilter::word).toList());
        }
        if (filter.kind() != null) {
            query.put(KIND, List.of(FindingFilter.word(filter.kind())));
        }
        if (filter.guard() != null) {
            query.put(GUARD, List.of(filter.guard()));
        }
        if (filter.silenced() != usual(filter.status())) {
            query.put(SILENCED, List.of(FindingFilter.word(filter.silenced())));
        }
        return new QueryParameters(query);
    }

    /** The filters in force, in words; empty where the list is the one that opens by itself. */
    List<String> chosen() {
        var words = new ArrayList<String>();
        project.ifPresent(one -> words.add("project " + one.name()));
        if (filter.status() != FindingStatus.OPEN) {
            words.add("status " + label(filter.status()).toLowerCase(Locale.ROOT));
        }
        if (!filter.severities().isEmpty()) {
            words.add("severity "
                    + filter.severities().stream().map(FindingFilter::word).collect(Collectors.joining(" or ")));
        }
        if (filter.kind() != null) {
            words.add("kind " + Words.of(filter.kind()).toLowerCase(Locale.ROOT));
        }
        if (filter.guard() != null) {
            words.add("guard " + filter.guard());
        }
        if (filter.silenced() != usual(filter.status())) {
            words.add(label(filter.silenced()));
        }
        return words;
    }

    static String label(FindingStatus status) {
        return switch (status) {
            case OPEN -> "Open";
            case CLOSED -> "Closed";
            case ELSEWHERE -> "Other branches only";
        };
    }

    static String label(Silenced silenced) {
        return switch (silenced) {
            case HIDE -> "silenced hidden";
            case SHOW -> "silenced shown";
            case ONLY -> "silenced only";
        };
    }
}
