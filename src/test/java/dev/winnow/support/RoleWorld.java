package dev.winnow.support;

import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewToken;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.ProjectSettings.Settings;
import dev.winnow.project.Projects;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two projects of two teams, and someone of each sort: with a global role, with roles in the first project's team alone,
 * and with strong roles everywhere else but there.
 */
public class RoleWorld {
    public static final String PASSWORD = "a long enough one";

    /** Who asks. */
    public enum Who {
        NOBODY,
        VIEWER,
        DEVELOPER,
        SECURITY,
        ADMIN,
        /** Security in the team of the project in question. */
        INSIDER,
        /** Administrator of another team and another project, viewer in a third place. */
        STRANGER
    }

    private final Users users;
    private final Tokens tokens;
    private final Grants grants;
    private final Intake intake;
    private final Scans scans;
    private final Projects projects;
    private final ProjectSettings settings;
    private final Findings findings;

    /** What requests are about: all of it in the first project. */
    public record Things(
            String team,
            String project,
            long otherScan,
            Scan scan,
            long build,
            long base,
            String ciId,
            Finding finding) {}

    RoleWorld(
            Users users,
            Tokens tokens,
            Grants grants,
            Intake intake,
            Scans scans,
            Projects projects,
            ProjectSettings settings,
            Findings findings) {
        this.users = users;
        this.tokens = tokens;
        this.grants = grants;
        this.intake = intake;
        this.scans = scans;
        this.projects = projects;
        this.settings = settings;
        this.findings = findings;
    }

    public Caller admin() {
        return users.caller("admin").orElseThrow();
    }

    /** Makes a project of a team with two builds. */
    public Things project(String name, String team) throws Exception {
        Scan base = scan(name, "c0ffee01");
        Scan scan = scan(name, "c0ffee02");
        settings.change(admin(), name, new Settings(team, true));
        long id = projects.idOf(name).orElseThrow();
        Finding finding =
                findings.list(id, FindingFilter.of(FindingStatus.OPEN), null, 1).getFirst();
        return new Things(
                team,
                name,
                base.id(),
                scan,
                scan.buildId().orElseThrow(),
                base.buildId().orElseThrow(),
                "c0ffee02",
                finding);
    }

    private Scan scan(String project, String commit) throws Exception {
        var request = new ScanRequest(project, commit, null, null, commit, null, null, null, null, null, null, null);
        byte[] report = TestReports.sarif(
                        List.of(new TestReports.Weak("high-" + project, project + ".c", commit.hashCode() & 63)))
                .getBytes(StandardCharsets.UTF_8);
        long id =
                intake.accept(new ByteArrayInputStream(report), request, "test").scanId();
        intake.settled(id).join();
        Scan scan = scans.findById(id).orElseThrow();
        if (scan.buildId().isEmpty()) {
            throw new AssertionError("not imported: " + scan.failure());
        }
        return scan;
    }

    /** Someone of each sort, as callers; {@link Who#NOBODY} is not among them. */
    public Map<Who, Caller> people(Things here, Things there) {
        Map<Who, Caller> people = new EnumMap<>(Who.class);
        people.put(Who.VIEWER, person(Role.VIEWER));
        people.put(Who.DEVELOPER, person(Role.DEVELOPER));
        people.put(Who.SECURITY, person(Role.SECURITY));
        people.put(Who.ADMIN, person(Role.ADMIN));
        people.put(Who.INSIDER, granted(Map.of(Scope.team(here.team()), Role.SECURITY)));
        people.put(
                Who.STRANGER,
                granted(Map.of(
                        Scope.team(there.team()),
                        Role.ADMIN,
                        Scope.project(there.project()),
                        Role.ADMIN,
                        Scope.team(here.project()),
                        Role.ADMIN,
                        Scope.project(here.team()),
                        Role.ADMIN)));
        return people;
    }

    private Caller person(Role role) {
        String login = "w" + UUID.randomUUID();
        String given = "given to begin with";
        users.create(admin(), new NewUser(login, "W", role, given));
        users.changePassword(users.caller(login).orElseThrow(), given, PASSWORD);
        return users.caller(login).orElseThrow();
    }

    private Caller granted(Map<Scope, Role> roles) {
        Caller person = person(null);
        roles.forEach((scope, role) -> grants.give(admin(), person.login(), scope, role));
        return users.caller(person.login()).orElseThrow();
    }

    /** A token that opens all its owner may do: made while the owner is an administrator. */
    public String secret(Caller owner) {
        Role role = owner.role();
        users.changeRole(admin(), owner.login(), Role.ADMIN);
        String secret = tokens.issue(
                        users.caller(owner.login()).orElseThrow(), new NewToken("all", TokenRole.ADMIN, null, null))
                .secret();
        users.changeRole(admin(), owner.login(), role);
        return secret;
    }
}
