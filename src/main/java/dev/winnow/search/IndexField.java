package dev.winnow.search;

import dev.winnow.finding.FindingMark;
import dev.winnow.search.query.Field;

/** Names of the index's fields. Those that the query line knows have the names it gives them. */
final class IndexField {
    /** The finding's id: the order of what is equal otherwise. */
    static final String NUMBER = "number";

    /** The project's id. */
    static final String PROJECT = Field.PROJECT.word();

    /** Severities by rank, the worst first. */
    static final String RANK = "rank";

    /** Project, status, severity and silence together: what the index is held against the database by. */
    static final String STANDING = "standing";

    /** Tells whether a document still says what the database says. */
    static final String STAMP = "stamp";

    /** Places as text. */
    static final String WHERE = "where";

    /** Rule, package, identifiers, weaknesses and the parts of names, as text. */
    static final String OTHER = "other";

    static final String TITLE = Field.TITLE.word();
    static final String MESSAGE = Field.MESSAGE.word();
    static final String SEEN = Field.SEEN.word();

    private IndexField() {}

    /** The values of a field as they are shown, beside those that it is searched by. */
    static String shown(Field field) {
        return switch (field) {
            case RULE, PACKAGE, GUARD, ASSIGNEE, LABEL -> field.word() + "_name";
            default -> field.word();
        };
    }

    static String of(FindingMark mark) {
        return mark.word();
    }
}
