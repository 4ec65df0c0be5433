package dev.winnow.triage;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes decisions and silence rules in the audit log. */
@Component
class TriageAudit {
    private final AuditLog log;

    TriageAudit(AuditLog log) {
        this.log = log;
    }

    /** @param action made, proposed, undone, approved, rejected or ended */
    void decision(Actor actor, String action, @Nullable Decision before, Decision after, List<String> projects) {
        log.record(
                actor,
                "decision." + action,
                "decision:" + after.id(),
                before == null ? null : of(before, projects),
                of(after, projects));
    }

    private static Map<String, Object> of(Decision decision, List<String> projects) {
        var said = new LinkedHashMap<String, Object>();
        said.put("decision", decision.ruling().word());
        said.put("status", decision.state().name().toLowerCase(java.util.Locale.ROOT));
        said.put("reason", decision.reason());
        said.put("author", decision.author());
        said.put("findings", decision.findings());
        said.put("everywhere", decision.everywhere());
        said.put("projects", projects.stream().limit(50).toList());
        decision.until().ifPresent(end -> said.put("until", end.toString()));
        if (!decision.endings().isEmpty()) {
            said.put(
                    "endsWhen",
                    decision.endings().stream().sorted().map(Ending::word).toList());
        }
        decision.link().ifPresent(address -> said.put("link", address));
        return said;
    }

    /** @param action made, changed or ended */
    void rule(Actor actor, String action, @Nullable SilenceRule before, @Nullable SilenceRule after) {
        SilenceRule one = after == null ? before : after;
        if (one != null) {
            log.record(
                    actor,
                    "silence-rule." + action,
                    "silence-rule:" + one.id(),
                    before == null ? null : of(before),
                    after == null ? null : of(after));
        }
    }

    private static Map<String, Object> of(SilenceRule rule) {
        var said = new LinkedHashMap<String, Object>();
        said.put("name", rule.name());
        said.put("match", rule.match().given());
        said.put("reason", rule.reason());
        said.put("owner", rule.owner());
        rule.until().ifPresent(end -> said.put("until", end.toString()));
        said.put("inForce", rule.inForce());
        return said;
    }
}
