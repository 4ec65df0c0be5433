package dev.winnow.runtime;

import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.notification.Notice;
import dev.winnow.notification.Notices;
import dev.winnow.notification.Occasion;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has people told of alerts that are new, the author of the commit by name. */
@Component
class AlertNotices {
    private static final Pattern MAIL = Pattern.compile("[^\\s<>@,;\"]+@[^\\s<>@,;\"]+");

    private static final String FALCO_ITSELF = "Falco internal: ";

    private final Findings findings;
    private final Builds builds;
    private final Notices notices;

    AlertNotices(Findings findings, Builds builds, Notices notices) {
        this.findings = findings;
        this.builds = builds;
        this.notices = notices;
    }

    @EventListener
    void on(AlertRaised alert) {
        Optional<Finding> finding = findings.find(alert.findingId()).filter(one -> !one.silenced());
        Optional<Build> build = builds.findById(alert.buildId());
        if (finding.isEmpty() || build.isEmpty()) {
            return;
        }
        notices.raise(new Notice(
                "alert/" + alert.findingId() + "/" + alert.buildId() + "/" + alert.at(),
                alert.projectId(),
                Occasion.RUNTIME_ALERT,
                finding.get().title(),
                text(alert, build.get()),
                "/findings/" + alert.findingId(),
                Notice.numbers(List.of(alert.findingId())),
                // What Falco says of itself is no commit's doing.
                finding.get().title().startsWith(FALCO_ITSELF)
                        ? Optional.empty()
                        : build.get().author().flatMap(AlertNotices::mail)));
    }

    private static String text(AlertRaised alert, Build build) {
        return "Build " + build.ciId() + ", commit " + build.commitSha()
                + build.author().map(author -> " by " + author).orElse("")
                + alert.environment().map(environment -> ", in " + environment).orElse("") + ".";
    }

    /** The address of {@code Name <address>}, or of one that stands alone. */
    static Optional<String> mail(String author) {
        Matcher mail = MAIL.matcher(author);
        return mail.find() ? Optional.of(mail.group()) : Optional.empty();
    }
}
