package dev.winnow.metrics;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.importers.Severity;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotPermitted;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what is aimed at, for all projects. */
@Service
public class TargetStore {
    static final String CHANGED = "targets.changed";
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final JdbcClient jdbc;
    private final AuditLog log;
    private final ApplicationEventPublisher events;

    TargetStore(JdbcClient jdbc, AuditLog log, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.log = log;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public Targets get() {
        return jdbc.sql("select mttd_seconds, mttr_seconds, pass_rate, criticals, alerts, fix_within from metric_target"
                        + " where id = 1")
                .query((row, n) -> new Targets(
                        Duration.ofSeconds(row.getLong(1)),
                        Duration.ofSeconds(row.getLong(2)),
                        row.getDouble(3),
                        row.getInt(4),
                        row.getDouble(5),
                        parsed(row.getString(6))))
                .optional()
                .orElse(Targets.DEFAULT);
    }

    /**
     * Changes what is aimed at.
     *
     * @throws NotPermitted unless the caller administers
     * @throws InvalidRequest where one cannot be reached, or means nothing
     */
    @Transactional
    public void set(Caller by, Targets targets) {
        if (!by.mayAdminister()) {
            throw new NotPermitted("Only administrators change targets.");
        }
        positive("mttd", targets.mttd());
        positive("mttr", targets.mttr());
        targets.fixWithin().forEach((severity, within) -> positive("fixWithin." + severity.name(), within));
        if (!(targets.passRate() >= 0 && targets.passRate() <= 1)) {
            throw new InvalidRequest("passRate: from 0 to 1.");
        }
        if (targets.criticals() < 0 || !(targets.alerts() > 0 && targets.alerts() <= 10_000)) {
            throw new InvalidRequest("criticals: from 0; alerts: more than 0.");
        }
        Map<String, Object> before = said(get());
        jdbc.sql("delete from metric_target").update();
        jdbc.sql("""
                        insert into metric_target (id, mttd_seconds, mttr_seconds, pass_rate, criticals, alerts, fix_within)
                        values (1, ?, ?, ?, ?, ?, ?)""")
                .params(
                        targets.mttd().toSeconds(),
                        targets.mttr().toSeconds(),
                        targets.passRate(),
                        targets.criticals(),
                        targets.alerts(),
                        text(targets))
                .update();
        log.record(by.actor(), CHANGED, "metrics", before, said(targets));
        events.publishEvent(new TargetsChanged());
    }

    private static void positive(String name, Duration duration) {
        if (duration.toSeconds() < 1 || duration.compareTo(LONGEST) > 0) {
            throw new InvalidRequest(name + ": from a second to ten years.");
        }
    }

    private static Map<String, Object> said(Targets targets) {
        var said = new LinkedHashMap<String, Object>();
        said.put("mttd", targets.mttd().toString());
        said.put("mttr", targets.mttr().toString());
        said.put("passRate", Double.toString(targets.passRate()));
        said.put("criticals", targets.criticals());
        said.put("alerts", Double.toString(targets.alerts()));
        said.put("fixWithin", text(targets));
        return said;
    }

    private static String text(Targets targets) {
        return new EnumMap<>(targets.fixWithin())
                .entrySet().stream()
                        .map(one -> one.getKey().name() + "=" + one.getValue().toSeconds())
                        .collect(Collectors.joining(","));
    }

    private static Map<Severity, Duration> parsed(String text) {
        var within = new EnumMap<Severity, Duration>(Severity.class);
        Arrays.stream(text.split(",")).filter(part -> !part.isEmpty()).forEach(part -> {
            int sign = part.indexOf('=');
            within.put(
                    Severity.valueOf(part.substring(0, sign)),
                    Duration.ofSeconds(Long.parseLong(part.substring(sign + 1))));
        });
        return within;
    }
}
