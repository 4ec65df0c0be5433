package dev.winnow.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a packet says that it is.
 *
 * @param files by name
 */
record PacketManifest(JsonNode root, Map<String, File> files) {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** @param records how many it has; empty where it does not say */
    record File(long bytes, String sha256, OptionalLong records) {}

    /** @throws IllegalArgumentException where it is none, with the reason */
    static PacketManifest read(byte[] text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the manifest is not JSON", e);
        }
        if (root.path("winnowPacket").asInt(0) != 1) {
            throw new IllegalArgumentException("the manifest is of a version that is not known here");
        }
        var files = new HashMap<String, File>();
        for (JsonNode file : root.path("files")) {
            JsonNode records = file.path("records");
            files.put(
                    file.path("name").asString(""),
                    new File(
                            file.path("bytes").asLong(-1),
                            file.path("sha256").asString(""),
                            records.isIntegralNumber() ? OptionalLong.of(records.asLong()) : OptionalLong.empty()));
        }
        return new PacketManifest(root, files);
    }

    long seq(String place) {
        return root.path("audit").path(place).path("seq").asLong(-1);
    }

    String hash(String place) {
        return root.path("audit").path(place).path("hash").asString("");
    }

    long audit(String number) {
        return root.path("audit").path(number).asLong(-1);
    }

    /** In words. */
    String about() {
        String projects = StreamSupport.stream(root.path("projects").spliterator(), false)
                .map(project -> project.path("name").asString(""))
                .collect(Collectors.joining(", "));
        JsonNode build = root.path("build");
        String what = build.isObject()
                ? "build " + text(build, "build") + " (commit " + text(build, "commit") + ") of " + projects
                : projects + " from " + text(root, "from") + " to " + text(root, "to");
        return Problems.shown(what + "; made " + text(root, "madeAt") + " by " + text(root, "madeBy") + " with Winnow "
                + text(root, "winnow") + ", " + (root.path("reports").asBoolean(false) ? "with" : "without")
                + " reports");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
