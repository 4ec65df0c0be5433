package dev.winnow.finding;

import dev.winnow.importers.Severity;

/** Contents of scans for tests, finding by finding. */
public final class Contents {
    private final ScanContent.Collector collector = new ScanContent.Collector();

    public Contents add(int finding, Severity severity) {
        collector.add(finding, severity, false, false);
        return this;
    }

    public Contents addSuppressed(int finding, Severity severity) {
        collector.add(finding, severity, true, false);
        return this;
    }

    public Contents addExploited(int finding, Severity severity) {
        collector.add(finding, severity, false, true);
        return this;
    }

    public ScanContent content() {
        return collector.content();
    }
}
