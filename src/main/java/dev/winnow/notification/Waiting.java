package dev.winnow.notification;

/**
 * Alerts that wait for a channel's next digest.
 *
 * @param alerts how many
 * @param overLimit those among them that would have gone at once, had people not had their share of alerts that day
 */
public record Waiting(int alerts, int overLimit) {
    static final Waiting NOTHING = new Waiting(0, 0);
}
