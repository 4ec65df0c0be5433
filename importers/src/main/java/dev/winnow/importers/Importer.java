package dev.winnow.importers;

import java.io.IOException;

/**
 * Reads one report format. Found by {@link java.util.ServiceLoader}: a new one needs its package, a sample and a line
 * in {@code META-INF/services/dev.winnow.importers.Importer}. Stateless and safe for many threads.
 */
public interface Importer {
    /** Short stable name, such as {@code sarif}; stored with scans. */
    String format();

    /** Name for people, with the versions that are read, such as {@code SARIF 2.1.0}. */
    String title();

    /**
     * Whether the report is of this format, in any version: an importer claims versions it cannot read too, so that
     * {@link #read} can refuse them by name.
     */
    boolean recognises(Shape shape);

    /**
     * Whether a report of this shape may be one that found nothing, and cannot be told from those of other tools: an empty
     * list, no bytes at all. It is read where somebody names the format.
     */
    default boolean mayBeEmpty(Shape shape) {
        return false;
    }

    /**
     * Reads the report once or several times and hands over each of its results exactly once, in constant memory; from
     * the first again where it makes the sink {@linkplain ResultSink#restart restart}.
     *
     * @return what the report says about itself
     * @throws ReportException where the report is at fault; whatever the sink already got is then void
     * @throws IOException where reading the bytes fails, or the sink does
     */
    ScanInfo read(Report report, ResultSink sink) throws IOException;

    /**
     * Whether reports of this format tell what was looked for, and mostly at what, by their results alone: one without
     * results may then belong elsewhere than {@link ScanInfo} says.
     */
    default boolean placesByResults() {
        return false;
    }
}
