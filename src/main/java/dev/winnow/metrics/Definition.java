package dev.winnow.metrics;

/** What the numbers mean, in words for pages and exports; with a version, that frozen numbers are kept with. */
public enum Definition {
    MTTD(
            "Mean time to detect",
            "Mean of detected − introduced over the episodes that opened in the period. Detected is when the scan finished;"
                    + " introduced is the commit time of the first build, for vulnerabilities not before the advisory's"
                    + " publication, for runtime alerts the event's time. Episodes that the first complete scan of a stream"
                    + " opened are backlog, and negative times come from wrong clocks: both are left out and counted."),
    MTTR(
            "Mean time to repair",
            "Mean of closed − detected over the episodes that closed as fixed in the period and counted then. Closed is when"
                    + " the first complete scan without the finding finished. Beside it the median of Kaplan and Meier, which"
                    + " takes in how long what is still open has been open at the period's end. What was silenced is in"
                    + " neither."),
    PASS_RATE(
            "Pass rate",
            "Changes whose first build's verdict was not fail, of the changes with a first build in the period, on any"
                    + " branch. A change is a pull request where the upload names it, else a commit; the time of a build is"
                    + " that of its commit, or of its arrival where that was earlier or no commit time is known. The verdict is"
                    + " the one of build time, not what later scans or decisions made of it."),
    CRITICALS_IN_PRODUCTION(
            "Critical CVEs in production",
            "Distinct critical vulnerabilities that counted, in the builds that ran in environments of production at the"
                    + " period's end."),
    UNAUTHORISED_CHANGES(
            "Unauthorised changes",
            "Changes of what runs that were found in the period, each once, and are not decided as authorised."),
    ALERTS(
            "Alerts per person and day",
            "Episodes that opened in the period, counted at opening and are no backlog, divided by the members of the teams"
                    + " and by the days of the period that are over."),
    SIGNAL(
            "Signal to noise",
            "Of the episodes that opened in the period and that the guard reported: fixed by now ÷ opened, with the 90 %"
                    + " Wilson interval. Backlog counts; an episode that was silenced when it closed counts as what was decided"
                    + " of it. Advice from 20 episodes on: keep from 0.5, tune from 0.2, below that fix or drop."),
    DUE(
            "Fixed within the target",
            "Of the episodes whose last day for a fix, by the target for their severity, lay in the period, and that"
                    + " counted: those that were fixed by then. What was retired with its stream or ceased before that day"
                    + " was neither due nor missed."),
    REOPENED(
            "Reopened rate",
            "Episodes that opened in the period of findings that had been open before ÷ episodes that closed as fixed in it.");

    /** Changes whenever a definition does. */
    public static final int VERSION = 2;

    private final String title;
    private final String words;

    Definition(String title, String words) {
        this.title = title;
        this.words = words;
    }

    public String title() {
        return title;
    }

    public String words() {
        return words;
    }
}
