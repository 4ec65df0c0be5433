package dev.winnow.importers.zap;

import dev.winnow.importers.Category;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a report says about itself, gathered while it is read. */
final class Header {
    private static final int NOTICES = 100;

    private final List<String> notices = new ArrayList<>();
    private @Nullable String version;
    private @Nullable String generated;
    private @Nullable String created;
    private @Nullable String target;
    private boolean complete = true;

    /** Takes an attribute of the report's root, whose name may begin with {@code @}. */
    void attribute(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        switch (name.startsWith("@") ? name.substring(1) : name) {
            case "version" -> version = Texts.line(value);
            case "generated" -> generated = value;
            case "created" -> created = value;
            default -> {
                // The program's name has changed twice; the tool is ZAP all the same.
            }
        }
    }

    boolean versioned() {
        return version != null;
    }

    Tool tool() {
        return new Tool("ZAP", version);
    }

    /** Of several sites the first by name is the target, as their order in a report is not fixed. */
    void site(String name) {
        if (!name.isEmpty() && (target == null || name.compareTo(target) < 0)) {
            target = name;
        }
    }

    /** An error of the automation plan: the scan did not do all it was told to. */
    void error(String message) {
        complete = false;
        warning(message);
    }

    void warning(String message) {
        if (!message.isBlank() && notices.size() < NOTICES) {
            notices.add(Texts.line(message));
        }
    }

    ScanInfo scan() {
        var finished = created == null ? null : ReportTime.parse(created);
        if (finished == null && generated != null) {
            finished = ReportTime.parse(generated);
        }
        return new ScanInfo(tool(), Category.DAST, target == null ? "web" : target, finished, complete, notices);
    }
}
