package dev.winnow.importers.drift;

/**
 * A JSON value of any size.
 *
 * @param digest tells it from other values; empty for {@code null}, {@code ""}, {@code []} and {@code {}}, which say the
 *     same: nothing is set
 * @param shown how it begins, on one line, without what stands under a name such as {@code password}; not masked yet
 */
public record Value(String digest, String shown) {
    public static final Value NOTHING = new Value("", "");

    public boolean isNothing() {
        return digest.isEmpty();
    }

    /** Whether both say the same. */
    public boolean same(Value other) {
        return digest.equals(other.digest);
    }
}
