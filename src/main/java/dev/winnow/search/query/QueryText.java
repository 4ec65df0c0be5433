package dev.winnow.search.query;

import java.util.List;
import java.util.stream.Collectors;

/** Writes queries the way they are typed. What it writes is read as the same query. */
final class QueryText {
    private QueryText() {}

    static String of(Query query) {
        return switch (query) {
            case Query.All all -> all.parts().stream().map(QueryText::inAll).collect(Collectors.joining(" "));
            case Query.Any any -> any.parts().stream().map(QueryText::inAny).collect(Collectors.joining(" OR "));
            case Query.Not not -> "-" + single(not.part());
            case Query.Has has -> has.field().word() + ":" + values(has.values());
            case Query.Aged aged -> Field.AGE.word() + ":" + aged.written();
            case Query.Within within -> within.field().word() + ":" + within.written();
            case Query.Words words -> words.phrase() ? quoted(words.words()) : word(words.words());
        };
    }

    private static String inAll(Query part) {
        return part instanceof Query.Any || part instanceof Query.All ? "(" + of(part) + ")" : of(part);
    }

    private static String inAny(Query part) {
        return part instanceof Query.Any
                        || (part instanceof Query.All all && all.parts().size() != 1)
                ? "(" + of(part) + ")"
                : of(part);
    }

    private static String single(Query part) {
        return part instanceof Query.Any || part instanceof Query.All ? "(" + of(part) + ")" : of(part);
    }

    private static String values(List<Query.Value> values) {
        return values.stream()
                .map(value ->
                        value.quoted() || !QueryParser.isPlainValue(value.text()) ? quoted(value.text()) : value.text())
                .collect(Collectors.joining(","));
    }

    private static String word(String word) {
        return QueryParser.isPlainWord(word) ? word : quoted(word);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
