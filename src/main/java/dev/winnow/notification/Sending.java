package dev.winnow.notification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts a message into the form of its channel and sends it. */
@Component
class Sending {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Webhooks webhooks;
    private final Mails mails;
    private final NotificationSettings settings;

    Sending(Webhooks webhooks, Mails mails, NotificationSettings settings) {
        this.webhooks = webhooks;
        this.mails = mails;
        this.settings = settings;
    }

    Attempt to(ChannelKind kind, ChannelRows.Secrets where, Outgoing outgoing) {
        return switch (kind) {
            case SLACK -> post(where, outgoing, SlackFormat.of(outgoing.message(), settings.root()));
            case TEAMS -> post(where, outgoing, TeamsFormat.of(outgoing.message(), settings.root()));
            case WEBHOOK -> post(where, outgoing, JsonFormat.of(outgoing.uid(), outgoing.message(), settings.root()));
            case EMAIL -> mails.send(Mails.addresses(where.target()), outgoing);
        };
    }

    Attempt toPerson(String address, Outgoing outgoing) {
        return mails.send(List.of(address), outgoing);
    }

    private Attempt post(ChannelRows.Secrets where, Outgoing outgoing, Map<String, Object> content) {
        byte[] body = JSON.writeValueAsBytes(content);
        return webhooks.post(where.target(), body, headers(where.secret(), outgoing.uid(), outgoing.at(), body));
    }

    private static Map<String, String> headers(Optional<String> secret, String uid, Instant at, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Winnow-Delivery", uid);
        secret.ifPresent(key -> {
            headers.put("X-Winnow-Timestamp", Long.toString(at.getEpochSecond()));
            headers.put("X-Winnow-Signature", Signature.of(key, at.getEpochSecond(), body));
        });
        return headers;
    }
}
