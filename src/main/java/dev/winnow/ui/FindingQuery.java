package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Silenced;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.search.Order;
import dev.winnow.search.SavedView;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a list of findings was asked for, as its address says it: by the query line, or by the filters that links from
 * other pages use.
 *
 * @param text the query as it was typed
 * @param chosen the order, where someone chose one
 */
record FindingQuery(Query query, String text, Optional<Order> chosen) {
    static final String LINE = "q";
    static final String SORT = "sort";
    static final String VIEW = "view";
    static final String GUARD = "guard";
    static final String KIND = "kind";
    static final String SILENCED = "silenced";

    /** What is silenced needs nobody's work: it stands back where the work is listed. */
    private static final Query USUAL = QueryParser.parse("status:open silenced:no");

    /** @throws dev.winnow.search.query.QueryError where the query line cannot be read */
    static FindingQuery of(QueryParameters parameters) {
        Optional<Order> order = parameters.getSingleParameter(SORT).flatMap(Order::of);
        return parameters
                .getSingleParameter(LINE)
                .map(typed -> new FindingQuery(QueryParser.parse(typed), typed.strip(), order))
                .orElseGet(() -> new FindingQuery(Query.everything(), "", order).with(ofFilters(parameters)));
    }

    static FindingQuery of(SavedView view) {
        return new FindingQuery(QueryParser.parse(view.query()), view.query(), Optional.of(view.order()));
    }

    static FindingQuery usual() {
        return new FindingQuery(USUAL, USUAL.text(), Optional.empty());
    }

    /** Words that nobody knows ask for nothing. */
    private static Query ofFilters(QueryParameters parameters) {
        FindingStatus status =
                choice(parameters, FindingsView.STATUS, FindingStatus.class).orElse(FindingStatus.OPEN);
        Silenced usual = status == FindingStatus.OPEN ? Silenced.HIDE : Silenced.SHOW;
        Query query = Query.everything().with(Field.STATUS, status.word());
        query = switch (choice(parameters, SILENCED, Silenced.class).orElse(usual)) {
            case HIDE -> query.with(Field.SILENCED, "no");
            case SHOW -> query;
            case ONLY -> query.with(Field.SILENCED, "yes");
        };
        for (String word : parameters.getParameters(FindingsView.SEVERITY)) {
            Optional<Severity> severity = FindingFilter.choice(Severity.class, word);
            if (severity.isPresent()) {
                query = query.with(Field.SEVERITY, FindingFilter.word(severity.get()));
            }
        }
        Optional<Kind> kind = choice(parameters, KIND, Kind.class);
        if (kind.isPresent()) {
            query = query.with(Field.KIND, FindingFilter.word(kind.get()));
        }
        query = with(query, Field.GUARD, parameters.getSingleParameter(GUARD));
        return with(query, Field.PROJECT, parameters.getSingleParameter(FindingsView.PROJECT));
    }

    private static Query with(Query query, Field field, Optional<String> name) {
        return name.map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> query.with(field, word))
                .orElse(query);
    }

    private static <E extends Enum<E>> Optional<E> choice(QueryParameters parameters, String name, Class<E> type) {
        return parameters.getSingleParameter(name).flatMap(word -> FindingFilter.choice(type, word));
    }

    Order order() {
        return chosen.orElse(query.hasWords() ? Order.RELEVANCE : Order.SEVERITY);
    }

    FindingQuery with(Query other) {
        return new FindingQuery(other, other.text(), chosen);
    }

    FindingQuery sorted(Order order) {
        return new FindingQuery(query, text, Optional.of(order));
    }

    /** Whether nothing but a project and a status narrow the list. */
    boolean isWhole() {
        Query rest = query.without(Field.PROJECT).without(Field.STATUS);
        return rest.parts().isEmpty() || rest.equals(Query.everything().with(Field.SILENCED, "no"));
    }

    /** The status that all findings of the list have, where it is one. */
    Optional<FindingStatus> status() {
        List<String> words = query.chosen(Field.STATUS);
        return words.size() == 1 ? FindingFilter.choice(FindingStatus.class, words.getFirst()) : Optional.empty();
    }

    boolean hidesSilenced() {
        return query.chosen(Field.SILENCED).equals(List.of("no"));
    }

    /** The only project of the list, by its name. */
    Optional<String> project() {
        List<String> names = query.chosen(Field.PROJECT);
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    /** The shortest parameters that say the same. */
    QueryParameters parameters() {
        Map<String, List<String>> address = new LinkedHashMap<>();
        if (!query.equals(USUAL)) {
            address.put(LINE, List.of(text));
        }
        chosen.ifPresent(order -> address.put(SORT, List.of(order.word())));
        return new QueryParameters(address);
    }

    static String label(FindingStatus status) {
        return switch (status) {
            case OPEN -> "Open";
            case CLOSED -> "Closed";
            case ELSEWHERE -> "Other branches only";
        };
    }
}
