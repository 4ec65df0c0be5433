package dev.winnow.statistics;

/**
 * So many of so many.
 *
 * @param part from 0
 * @param whole at least {@code part}
 */
public record Share(int part, int whole) {
    /** The normal distribution's quantile for a two-sided interval of 90 %. */
    private static final double Z = 1.6448536269514722;

    /** Below that a share says little. */
    private static final int FEW = 5;

    public Share {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException(part + " of " + whole);
        }
    }

    /** From 0 to 1; 0 of nothing. */
    public double value() {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /**
     * The lower end of the 90 % Wilson score interval (Wilson, 1927), with n = whole and p = part ÷ n:
     * {@code (p + z²/2n − z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)}. What is ordered by it puts 30 of 31 before 1 of 1. 0 of
     * nothing.
     */
    public double low() {
        if (part == 0) {
            return 0;
        }
        double n = whole;
        double p = value();
        double square = Z * Z;
        double middle = p + square / (2 * n);
        double spread = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
        return (middle - spread) / (1 + square / n);
    }

    /** The upper end of the same interval, with a plus before the root; 1 of nothing. */
    public double high() {
        return part == whole ? 1 : 1 - new Share(whole - part, whole).low();
    }

    /** Whether it stands on too few to say much. */
    public boolean isFew() {
        return whole < FEW;
    }

    /** Such as {@code 3 of 4}. */
    public String words() {
        return part + " of " + whole;
    }
}
