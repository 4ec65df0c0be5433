package dev.winnow.importers;

/** The report passes one of the {@link Limits}. */
public final class ReportTooLarge extends ReportException {
    private static final long serialVersionUID = 1L;

    public ReportTooLarge(String message) {
        super(message);
    }
}
