package dev.winnow.notification;

import java.util.Optional;

/** What takes the messages of a channel. */
public enum ChannelKind {
    /** Slack's incoming webhooks, and what understands the same. */
    SLACK("Slack-compatible webhook"),
    /** A webhook of a Teams workflow. */
    TEAMS("Microsoft Teams"),
    /** JSON, signed. */
    WEBHOOK("Webhook, signed"),
    EMAIL("E-mail");

    private final String title;

    ChannelKind(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    public String word() {
        return Words.of(this);
    }

    public static Optional<ChannelKind> of(String word) {
        return Words.find(ChannelKind.class, word);
    }
}
