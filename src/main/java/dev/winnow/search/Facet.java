package dev.winnow.search;

import dev.winnow.search.query.Field;
import java.util.List;

/** What findings are counted by beside a list. */
public enum Facet {
    SEVERITY(Field.SEVERITY, 6),
    STATUS(Field.STATUS, 3),
    PROJECT(Field.PROJECT, 10),
    GUARD(Field.GUARD, 10),
    KIND(Field.KIND, 8),
    AGE(Field.AGE, 4),
    RULE(Field.RULE, 10),
    PACKAGE(Field.PACKAGE, 10),
    CWE(Field.CWE, 10),
    ASSIGNEE(Field.ASSIGNEE, 10),
    LABEL(Field.LABEL, 10);

    /** Ages that findings are counted by, as the query line says them: without gaps, the youngest first. */
    static final List<String> AGES = List.of("<7d", "7d..30d", "30d..90d", ">90d");

    private final Field field;
    private final int most;

    Facet(Field field, int most) {
        this.field = field;
        this.most = most;
    }

    /** The field that choosing a value narrows. */
    public Field field() {
        return field;
    }

    /** Values that are counted, those with the most findings first. */
    int most() {
        return most;
    }

    /**
     * How many findings have a value.
     *
     * @param value as the query line says it
     * @param chosen whether the query asks for it
     */
    public record Count(String value, long findings, boolean chosen) {}
}
