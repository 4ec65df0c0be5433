package dev.winnow.importers;

/**
 * Bounds against hostile reports. Passing one ends the import with {@link ReportTooLarge},
 * passing the depth with {@link MalformedReport}.
 *
 * @param bytes the most bytes of a report, decompressed
 * @param ratio the most that decompression may multiply a report, once 1 MiB has been read
 * @param depth the deepest nesting of JSON or XML
 * @param string the longest string or text, in characters
 * @param number the longest number, in characters
 * @param results the most results of a report
 */
public record Limits(long bytes, int ratio, int depth, int string, int number, int results) {
    /** 4 GiB, 200 times, 200 levels, 16 Mi characters, 100 digits, one million results. */
    public static final Limits DEFAULT = new Limits(4L << 30, 200, 200, 16 << 20, 100, 1_000_000);
}
