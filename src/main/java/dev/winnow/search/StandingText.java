package dev.winnow.search;

import dev.winnow.finding.IndexedFindings.Standing;

/** Where findings stand, as one word of the index. */
final class StandingText {
    private StandingText() {}

    static String of(Standing standing) {
        return standing.projectId() + "/" + standing.status() + "/" + standing.severity() + "/"
                + (standing.silenced() ? 1 : 0);
    }

    static Standing read(String text) {
        String[] parts = text.split("/", -1);
        return new Standing(
                Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3].equals("1"));
    }
}
