package dev.winnow.packet;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditRecord;
import dev.winnow.finding.FindingId;
import dev.winnow.project.Project;
import dev.winnow.triage.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which records of the audit log are about the projects of a packet and may be shown to who gets it. Whatever it does not
 * know is not shown: sign-ins, tokens, channels, users and other projects are none of the reader's business.
 */
final class Concerning implements Predicate<AuditRecord> {
    private final Caller by;
    private final Set<String> names;
    private final Set<Long> ids;

    Concerning(Caller by, List<Project> projects) {
        this.by = by;
        this.names = projects.stream().map(Project::name).collect(Collectors.toSet());
        this.ids = projects.stream().map(Project::id).collect(Collectors.toSet());
    }

    @Override
    public boolean test(AuditRecord record) {
        int colon = record.subject().indexOf(':');
        if (colon < 0) {
            return false;
        }
        String name = record.subject().substring(colon + 1);
        return switch (record.subject().substring(0, colon)) {
            case "project" -> names.contains(name);
            case "finding" -> isOurs(name);
            case "scan", "stream" ->
                any(record, said -> names.contains(said.path("project").asString("")));
            case "decision" -> any(record, this::isOurDecision);
            case "silence-rule" -> all(record, this::isOurRule);
            case "user" -> record.action().startsWith("grant.") && any(record, this::isOurGrant);
            default -> false;
        };
    }

    private boolean isOurs(String finding) {
        try {
            return ids.contains(FindingId.project(Long.parseLong(finding)));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** One about other projects too tells of them: only to who may read these. */
    private boolean isOurDecision(JsonNode said) {
        Set<String> about = StreamSupport.stream(said.path("projects").spliterator(), false)
                .map(project -> project.asString(""))
                .collect(Collectors.toSet());
        return about.stream().anyMatch(names::contains) && about.stream().allMatch(by::mayRead);
    }

    private boolean isOurRule(JsonNode said) {
        Match match =
                Match.of(said.path("match").path("project").asString(""), null, null, null, null, null, null, null);
        return names.stream().anyMatch(match::isAbout)
                && match.project().map(by::mayRead).orElseGet(by::mayReadEverything);
    }

    /** Who may do what in a project is for its administrators. */
    private boolean isOurGrant(JsonNode said) {
        String project = said.path("project").asString("");
        return names.contains(project) && by.mayAdminister(project);
    }

    private static boolean any(AuditRecord record, Predicate<JsonNode> test) {
        return content(record.before()).filter(test).isPresent()
                || content(record.after()).filter(test).isPresent();
    }

    /** Whether it holds of what was and of what is, as far as they are there. */
    private static boolean all(AuditRecord record, Predicate<JsonNode> test) {
        return any(record, test)
                && content(record.before()).filter(test.negate()).isEmpty()
                && content(record.after()).filter(test.negate()).isEmpty();
    }

    private static Optional<JsonNode> content(@Nullable String json) {
        return Optional.ofNullable(json).map(RecordLines.JSON::readTree);
    }
}
