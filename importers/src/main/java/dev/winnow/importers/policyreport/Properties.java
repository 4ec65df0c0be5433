package dev.winnow.importers.policyreport;

import dev.winnow.importers.Component;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What adapters put into the free-form properties of a result. */
final class Properties {
    @Nullable
    String severity;

    @Nullable
    String index;

    @Nullable
    String remediation;

    @Nullable
    String link;

    private @Nullable String packageName;
    private @Nullable String installed;
    private @Nullable String fixed;
    private @Nullable String resource;
    private @Nullable String namespace;
    private @Nullable String pod;

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "severity" -> severity = line(json);
                case "index" -> index = line(json);
                case "remediation" -> {
                    String text = json.textIfScalar();
                    remediation = text == null ? null : Texts.block(text);
                }
                case "primaryURL", "primaryLink" -> link = json.textIfScalar();
                case "pkgName" -> packageName = line(json);
                case "installedVersion" -> installed = line(json);
                case "fixedVersion" -> fixed = line(json);
                case "resource" -> resource = line(json);
                case "namespace_name" -> namespace = line(json);
                case "pod_name" -> pod = line(json);
                default -> json.skip();
            }
        }
    }

    /** The package, where the result is about one: image scanners report that way. */
    @Nullable
    Component component() {
        String name = packageName == null && installed != null ? resource : packageName;
        return name == null ? null : new Component(null, name, installed, fixed, null);
    }

    /** The pod that KubeArmor names. */
    @Nullable
    Subject subject() {
        return pod == null ? null : Subject.of(namespace, "Pod", pod);
    }

    private static @Nullable String line(JsonCursor json) throws IOException {
        String text = json.textIfScalar();
        return text == null || text.isBlank() ? null : Texts.line(text);
    }
}
