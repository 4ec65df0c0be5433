package dev.winnow.search.query;

import dev.winnow.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the query line: words and {@code field:value} must all hold; {@code -} negates; commas are alternatives within a
 * field, {@code OR} between parts; parentheses group; quotes take everything as it stands, with a backslash before
 * quotes and backslashes.
 */
public final class QueryParser {
    /** The longest query, in characters. */
    public static final int LONGEST = 2_000;

    private static final int MOST_PARTS = 100;
    private static final int DEEPEST = 10;

    /** What looks like a field before a colon. Addresses and package URLs have one, too. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

    private static final List<String> SCHEMES = List.of("http", "https", "pkg", "file", "ftp", "urn", "docker");

    private final String text;
    private int at;
    private int parts;

    private QueryParser(String text) {
        this.text = text;
    }

    /**
     * @throws QueryError where it cannot be read; says at which column and what is expected
     */
    public static Query parse(String text) {
        if (text.length() > LONGEST) {
            throw new QueryError(LONGEST + 1, "a query has at most " + LONGEST + " characters.");
        }
        var parser = new QueryParser(text);
        Query query = parser.alternatives(0);
        parser.passSpace();
        if (parser.at < text.length()) {
            throw new QueryError(parser.at + 1, "there is no parenthesis that this one closes.");
        }
        return query instanceof Query.All ? query : new Query.All(List.of(query));
    }

    private Query alternatives(int depth) {
        if (depth > DEEPEST) {
            throw new QueryError(at + 1, "parentheses are nested at most " + DEEPEST + " deep.");
        }
        var choices = new ArrayList<Query>();
        choices.add(conjunction(depth));
        while (isOr()) {
            int column = at + 1;
            at += 2;
            Query next = conjunction(depth);
            if (next.equals(Query.everything()) || choices.getLast().equals(Query.everything())) {
                throw new QueryError(column, "OR stands between two parts.");
            }
            choices.add(next);
        }
        return choices.size() == 1 ? choices.getFirst() : new Query.Any(choices);
    }

    private boolean isOr() {
        passSpace();
        return text.startsWith("OR", at) && (at + 2 == text.length() || !isWordPart(text.charAt(at + 2)));
    }

    private Query conjunction(int depth) {
        var all = new ArrayList<Query>();
        while (true) {
            passSpace();
            if (at >= text.length() || text.charAt(at) == ')' || isOr()) {
                return all.size() == 1 ? all.getFirst() : new Query.All(all);
            }
            all.add(part(depth));
        }
    }

    private Query part(int depth) {
        if (++parts > MOST_PARTS) {
            throw new QueryError(at + 1, "a query has at most " + MOST_PARTS + " parts.");
        }
        char c = text.charAt(at);
        if (c == '-' && at + 1 < text.length() && isNegated(text.charAt(at + 1))) {
            at++;
            return new Query.Not(part(depth));
        }
        if (c == '(') {
            int column = ++at;
            Query inside = alternatives(depth + 1);
            passSpace();
            if (at >= text.length()) {
                throw new QueryError(column, "this parenthesis is not closed.");
            }
            at++;
            if (inside.equals(Query.everything())) {
                throw new QueryError(column, "there is nothing between these parentheses.");
            }
            return inside;
        }
        if (c == '"') {
            return new Query.Words(quoted(), true);
        }
        return fieldOrWord();
    }

    private Query fieldOrWord() {
        int start = at;
        int colon = text.indexOf(':', at);
        String name = colon < 0 ? "" : text.substring(at, colon);
        if (!NAME.matcher(name).matches()) {
            return words(start);
        }
        if (SCHEMES.contains(name.toLowerCase(Locale.ROOT))) {
            return address(start, name);
        }
        Optional<Field> field = Field.of(name);
        if (field.isEmpty()) {
            throw new QueryError(
                    start + 1,
                    "there is no field “" + name + "”." + Near.hint(name, Field.allNames())
                            + " Put it in quotes to look for the text.");
        }
        at = colon + 1;
        return FieldValues.read(field.get(), values(field.get()));
    }

    private Query address(int start, String scheme) {
        String word = rest();
        return scheme.equalsIgnoreCase("pkg")
                ? new Query.Has(Field.PACKAGE, List.of(new Query.Value(word, false)))
                : new Query.Words(text.substring(start, at), false);
    }

    private Query words(int start) {
        String word = rest();
        if (word.isEmpty()) {
            throw new QueryError(start + 1, "a word or a field is expected.");
        }
        return new Query.Words(word, false);
    }

    /** To the next space or the end of the group. */
    private String rest() {
        int start = at;
        int open = 0;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == ')' && open == 0) {
                break;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return text.substring(start, at);
    }

    /** @param column where it starts, from 1 */
    record Typed(Query.Value value, int column) {}

    private List<Typed> values(Field field) {
        var values = new ArrayList<Typed>();
        do {
            int column = at + 1;
            if (at < text.length() && text.charAt(at) == '"') {
                values.add(new Typed(new Query.Value(quoted(), true), column));
            } else {
                values.add(new Typed(new Query.Value(value(), false), column));
            }
            if (values.getLast().value().isPattern()
                    && Glob.stars(values.getLast().value().text()) > Glob.MOST_STARS) {
                throw new QueryError(column, "a value has at most " + Glob.MOST_STARS + " asterisks.");
            }
            if (values.getLast().value().text().isBlank()) {
                throw new QueryError(
                        column, field.word() + " wants " + field.help() + ", such as " + field.example() + ".");
            }
        } while (at < text.length() && text.charAt(at) == ',' && at++ >= 0);
        return values;
    }

    /** To the next space, comma, quote or the end of the group. */
    private String value() {
        int start = at;
        int open = 0;
        while (at < text.length() && isValuePart(text.charAt(at)) && (text.charAt(at) != ')' || open > 0)) {
            char c = text.charAt(at);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int column = at + 1;
        var read = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return read.toString();
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                c = text.charAt(++at);
            }
            read.append(c);
        }
        throw new QueryError(column, "this quote is not closed.");
    }

    private void passSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u00A0';
    }

    private static boolean isNegated(char first) {
        return !isSpace(first) && first != '-' && first != ')';
    }

    private static boolean isWordPart(char c) {
        return !isSpace(c) && c != ')' && c != '(';
    }

    private static boolean isValuePart(char c) {
        return !isSpace(c) && c != ',' && c != '"';
    }

    /** Whether it can stand behind a field without quotes. */
    static boolean isPlainValue(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isValuePart((char) c) && c != '(' && c != ')');
    }

    /** Whether it can stand anywhere without quotes, also at the end of a group, and is read as the same word. */
    static boolean isPlainWord(String text) {
        try {
            return parse("(" + text + ")").parts().equals(List.of(new Query.Words(text, false)));
        } catch (QueryError e) {
            return false;
        }
    }
}
