package dev.winnow.notification;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How alerts are sent.
 *
 * @param publicUrl where browsers find Winnow, such as {@code https://winnow.example.org}; without it alerts have no links
 * @param notifications of the outbox
 * @param mail of e-mail, beside Spring's own {@code spring.mail}
 */
@ConfigurationProperties("winnow")
record NotificationSettings(
        @Nullable String publicUrl,
        @DefaultValue Bounds notifications,
        @DefaultValue Mail mail) {

    NotificationSettings {
        if (publicUrl != null && !publicUrl.isBlank()) {
            URI uri = URI.create(publicUrl.strip());
            if (uri.getHost() == null || !Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                throw new IllegalArgumentException(
                        "winnow.public-url is an address such as https://winnow.example.org");
            }
        }
    }

    /**
     * @param allow hosts ({@code chat.intra}, {@code *.intra}) and networks ({@code 10.1.0.0/16}) that webhooks may reach
     *     although they are internal, and without TLS
     * @param workers how many deliveries are sent at once; 0: this server sends none
     * @param poll how often is looked for what is due
     * @param timeout how long one delivery may take in all
     * @param tries after how many a delivery is given up
     * @param firstDelay before the second try; it grows threefold from try to try
     * @param longestDelay between two tries
     * @param keep how long ended deliveries are listed
     */
    record Bounds(
            @DefaultValue List<String> allow,
            @DefaultValue("8") int workers,
            @DefaultValue("2s") Duration poll,
            @DefaultValue("15s") Duration timeout,
            @DefaultValue("10") int tries,
            @DefaultValue("15s") Duration firstDelay,
            @DefaultValue("1h") Duration longestDelay,
            @DefaultValue("30d") Duration keep) {}

    /**
     * @param from the sender; default: {@code winnow@} the host of the public address
     * @param authorDomains domains whose addresses get what concerns them by name, such as authors of commits; empty: none
     */
    record Mail(@Nullable String from, @DefaultValue List<String> authorDomains) {}

    /** The public address without a slash at its end. */
    Optional<String> root() {
        return Optional.ofNullable(publicUrl)
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> url.replaceAll("/+$", ""));
    }

    String sender() {
        String given = mail.from();
        return given != null && !given.isBlank()
                ? given.strip()
                : "winnow@" + root().map(url -> URI.create(url).getHost()).orElse("localhost");
    }

    /** Whether e-mail may go to this address without anybody having asked for it there. */
    boolean mayMailTo(String address) {
        var allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        mail.authorDomains().forEach(domain -> allowed.add(domain.strip()));
        return allowed.contains(address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }
}
