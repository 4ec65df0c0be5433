package dev.winnow.importers.zap;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of an alert or an instance; the names are the same in JSON and XML. */
enum Field {
    PLUGIN_ID("pluginid"),
    ALERT_REF("alertRef"),
    ALERT("alert"),
    NAME("name"),
    RISK_CODE("riskcode"),
    RISK("riskdesc"),
    CONFIDENCE_CODE("confidence"),
    CONFIDENCE("confidencedesc"),
    DESCRIPTION("desc"),
    SOLUTION("solution"),
    REFERENCE("reference"),
    CWE("cweid"),
    WASC("wascid"),
    /** On an alert: of the first instance, or of the alert itself in layouts from before there were instances. */
    OTHER_INFO("otherinfo"),
    URI("uri"),
    METHOD("method"),
    PARAMETER("param"),
    ATTACK("attack"),
    EVIDENCE("evidence");

    static final int COUNT = values().length;

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_NAME.put(field.name, field);
        }
    }

    private final String name;

    Field(String name) {
        this.name = name;
    }

    /** The field of that name in the report; null for one that is not read. */
    static @Nullable Field named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether it says something about one request, and so stands on instances. */
    boolean ofInstance() {
        return ordinal() >= OTHER_INFO.ordinal();
    }
}
