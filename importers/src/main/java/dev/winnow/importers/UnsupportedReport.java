package dev.winnow.importers;

/** No importer reads this kind of report, or not this version of it. */
public final class UnsupportedReport extends ReportException {
    private static final long serialVersionUID = 1L;

    public UnsupportedReport(String message) {
        super(message);
    }
}
