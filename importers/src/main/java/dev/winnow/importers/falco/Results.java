package dev.winnow.importers.falco;

import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.falco.Alert.Field;
import dev.winnow.importers.packages.PackageUrls;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.ScanTargets;
import dev.winnow.importers.packages.Timestamps;
import dev.winnow.importers.packages.Workloads;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes results of alerts. Keeps what neighbours share. */
final class Results {
    static final Tool TOOL = new Tool("Falco", null);

    private static final int MOST_IMAGES = 256;

    private final RulePool rules = new RulePool();
    private final Map<String, Optional<Component>> images = new HashMap<>();

    Result of(Alert alert, String id) {
        String text = alert.text();
        var rule = rules.shared(new Rule(
                Texts.line(id),
                null,
                "",
                "",
                null,
                List.of(),
                alert.tags.stream().map(Texts::line).toList(),
                List.of(),
                null));
        return Result.of(TOOL, Kind.RUNTIME, rule, severity(alert.priority))
                .message(text == null ? "" : Texts.block(Masking.maskKnown(text)))
                .resource(resource(alert))
                .locations(locations(alert))
                .component(image(alert))
                .occurredAt(occurredAt(alert))
                .build();
    }

    private static Severity severity(@Nullable String priority) {
        return priority == null
                ? Severity.UNKNOWN
                : switch (priority.toLowerCase(Locale.ROOT)) {
                    case "emergency", "alert", "critical" -> Severity.CRITICAL;
                    case "error" -> Severity.HIGH;
                    case "warning" -> Severity.MEDIUM;
                    case "notice" -> Severity.LOW;
                    case "informational", "info", "debug" -> Severity.INFO;
                    default -> Severity.UNKNOWN;
                };
    }

    /** What lasts of what the alert is about. */
    private static @Nullable String resource(Alert alert) {
        String workload = workload(alert);
        if (workload != null) {
            return Workloads.path(alert.get(Field.NAMESPACE), null, workload);
        }
        String audited = audited(alert);
        if (audited != null) {
            return audited;
        }
        String image = ScanTargets.image(alert.get(Field.REPOSITORY));
        if (image != null) {
            return image;
        }
        String container = alert.get(Field.CONTAINER);
        boolean named = container != null && !container.equals("host");
        String name = named ? container : alert.hostname;
        return name == null ? null : Texts.line(name);
    }

    private static @Nullable String workload(Alert alert) {
        String deployment = alert.get(Field.DEPLOYMENT);
        if (deployment != null) {
            return deployment;
        }
        String replicaSet = alert.get(Field.REPLICA_SET);
        if (replicaSet != null) {
            return Workloads.ofReplicaSet(replicaSet);
        }
        String controller = alert.get(Field.CONTROLLER);
        String pod = alert.get(Field.POD);
        return controller != null || pod == null ? controller : Workloads.ofPod(pod);
    }

    /** The object that an entry of the Kubernetes audit log is about. */
    private static @Nullable String audited(Alert alert) {
        String resource = alert.get(Field.AUDIT_RESOURCE);
        String name = alert.get(Field.AUDIT_NAME);
        if (resource == null && name == null) {
            return null;
        }
        String lasting = name != null && "pods".equals(resource) ? Workloads.ofPod(name) : name;
        return Workloads.path(alert.get(Field.AUDIT_NAMESPACE), resource, lasting);
    }

    /** The very pod or host, for people. */
    private static List<Location> locations(Alert alert) {
        String pod = alert.get(Field.POD);
        String place = pod == null ? alert.hostname : Workloads.path(alert.get(Field.NAMESPACE), null, pod);
        return place == null
                ? List.of()
                : List.of(new Location(null, 0, 0, 0, 0, -1, null, null, Texts.line(place), null));
    }

    /** The image that runs there, by which its deployment is found: {@code pkg:oci} with digest and tag. */
    private @Nullable Component image(Alert alert) {
        String key = alert.get(Field.REPOSITORY) + "\n" + alert.get(Field.TAG) + "\n" + alert.get(Field.DIGEST);
        if (images.size() >= MOST_IMAGES) {
            images.clear();
        }
        return images.computeIfAbsent(key, any -> Optional.ofNullable(newImage(alert)))
                .orElse(null);
    }

    private static @Nullable Component newImage(Alert alert) {
        String repository = ScanTargets.image(alert.get(Field.REPOSITORY));
        if (repository == null) {
            return null;
        }
        String tag = tag(alert);
        String digest = alert.get(Field.DIGEST);
        String name = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String qualifiers = "repository_url=" + encoded(repository) + (tag == null ? "" : "&tag=" + encoded(tag));
        String version = tag == null ? digest : tag;
        return new Component(
                name.isBlank() ? null : PackageUrls.of("oci", null, name, digest, qualifiers),
                repository,
                version == null ? null : Texts.line(version),
                null,
                null);
    }

    private static @Nullable String tag(Alert alert) {
        String tag = alert.get(Field.TAG);
        String whole = alert.get(Field.REPOSITORY);
        int colon = whole == null ? -1 : whole.lastIndexOf(':');
        if (tag == null && whole != null && colon > whole.lastIndexOf('/') && whole.indexOf('@') < 0) {
            return whole.substring(colon + 1);
        }
        return tag;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(Texts.line(text), StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static @Nullable Instant occurredAt(Alert alert) {
        Instant time = Timestamps.parse(alert.time);
        String nanoseconds = alert.get(Field.EVENT_TIME);
        if (time != null || nanoseconds == null || !nanoseconds.matches("[0-8][0-9]{15,18}")) {
            return time;
        }
        return Instant.ofEpochSecond(0, Long.parseLong(nanoseconds));
    }
}
