package dev.winnow.search.query;

/** A query that cannot be read. */
public final class QueryError extends RuntimeException {
    private final int column;

    /**
     * @param column where, from 1
     * @param message what is wrong there, and what is expected
     */
    public QueryError(int column, String message) {
        super(message);
        this.column = column;
    }

    /** The place in the query, from 1. */
    public int column() {
        return column;
    }

    /** The place and what is wrong, in one line. */
    public String line() {
        return "column " + column + ": " + getMessage();
    }
}
