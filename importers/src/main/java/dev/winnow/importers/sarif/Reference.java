package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Names a rule, taxon or notification (SARIF's {@code reportingDescriptorReference}), and the tool component it lies in.
 *
 * @param index in its component; -1 where not given
 * @param componentIndex among the extensions or taxonomies; -1 for the driver
 */
record Reference(
        @Nullable String id,
        int index,
        @Nullable String guid,
        int componentIndex,
        @Nullable String componentName,
        @Nullable String componentGuid) {

    static @Nullable Reference read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        String id = null;
        int index = -1;
        String guid = null;
        int componentIndex = -1;
        String componentName = null;
        String componentGuid = null;
        while (json.member()) {
            switch (json.name()) {
                case "id" -> id = json.shared();
                case "index" -> index = json.integer(-1);
                case "guid" -> guid = json.shared();
                case "toolComponent" -> {
                    if (json.object()) {
                        while (json.member()) {
                            switch (json.name()) {
                                case "index" -> componentIndex = json.integer(-1);
                                case "name" -> componentName = json.shared();
                                case "guid" -> componentGuid = json.shared();
                                default -> json.skip();
                            }
                        }
                    }
                }
                default -> json.skip();
            }
        }
        return new Reference(id, index, guid, componentIndex, componentName, componentGuid);
    }

    boolean namesComponent() {
        return componentIndex >= 0 || componentName != null || componentGuid != null;
    }
}
