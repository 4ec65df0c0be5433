package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import dev.winnow.access.Caller;
import dev.winnow.audit.AuditTrail;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.metrics.Quarter;
import dev.winnow.support.OnH2;
import dev.winnow.support.RoleWorld;
import dev.winnow.support.RoleWorld.Things;
import dev.winnow.support.RoleWorld.Who;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Which pages open for whom. The table is the whole of it: a route without a line fails the test, and so does a line
 * without a route.
 */
@OnH2
class RouteMatrixTests extends SpringBrowserlessTest {
    @Autowired
    private FrozenQuarters frozen;

    @Autowired
    private RoleWorld world;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private SilenceRules rules;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private Things here;
    private Map<Who, Caller> people;
    private final Map<String, Line> table = new LinkedHashMap<>();

    /** @param opens for nobody, viewer, developer, security, admin, insider and stranger, in this order */
    private record Line(String address, List<Boolean> opens) {}

    @BeforeEach
    void fillTheWorld() throws Exception {
        here = world.project("near-" + word, "page-team-" + word);
        Things there = world.project("far-" + word, "page-other-" + word);
        people = world.people(here, there);
        String project = "projects/" + here.project();
        //                                                     nobody viewer developer security admin insider stranger
        line("login", "login", "yes yes yes yes yes yes yes");
        line("", "", "no yes yes yes yes yes yes");
        line("account", "account", "no yes yes yes yes yes yes");
        line("findings", "findings", "no yes yes yes yes yes yes");
        line("findings/:finding([0-9]{1,19})", "findings/" + here.finding().id(), "no yes yes yes yes yes no");
        line("inbox", "inbox", "no yes yes yes yes yes yes");
        line("silence-rules", "silence-rules", "no yes yes yes yes yes yes");
        line("silence-rules/new", "silence-rules/new", "no no no yes yes yes yes");
        line("silence-rules/import", "silence-rules/import", "no no no yes yes yes yes");
        long rule = rules.make(
                        world.admin(),
                        new NewRule(
                                "rule " + word,
                                Match.of(here.project(), null, "none", null, null, null, null, null),
                                "For the test.",
                                Optional.empty()))
                .id();
        line("silence-rules/:id", "silence-rules/" + rule, "no yes yes yes yes yes no");
        line("silence-rules/:id/change", "silence-rules/" + rule + "/change", "no no no yes yes yes no");
        line("alerts", "alerts", "no no no yes yes yes yes");
        line("projects/:project/alerts", project + "/alerts", "no no no yes yes yes no");
        line("projects/:project/policy", project + "/policy", "no yes yes yes yes yes no");
        line("projects/:project/vex/:document?", project + "/vex", "no yes yes yes yes yes no");
        line("vex/:document?", "vex", "no yes yes yes yes yes yes");
        line("guards", "guards", "no yes yes yes yes yes yes");
        line("exports", "exports", "no yes yes yes yes yes yes");
        line(
                "exports/frozen/:id",
                "exports/frozen/"
                        + frozen.freeze(
                                        world.admin(),
                                        Quarter.of("2026-Q1"),
                                        List.of(here.project()),
                                        Optional.empty(),
                                        "")
                                .id(),
                "no yes yes yes yes yes no");
        line("trends", "trends", "no yes yes yes yes yes yes");
        line("trends/behind", "trends/behind?metric=opened", "no yes yes yes yes yes yes");
        line("trends/behind/guards", "trends/behind/guards?fate=opened", "no yes yes yes yes yes yes");
        line("trends/targets", "trends/targets", "no yes yes yes yes yes yes");
        line("guards/:guard", "guards/lint", "no yes yes yes yes yes yes");
        line("projects/:project/guards/:guard", project + "/guards/lint", "no yes yes yes yes yes no");
        line("projects/:project/guards", project + "/guards", "no yes yes yes yes yes no");
        line("policies", "policies", "no no no no yes no no");
        line("search", "search?q=" + here.project(), "no yes yes yes yes yes yes");
        line("upload", "upload", "no no yes yes yes yes yes");
        line("environments", "environments", "no yes yes yes yes yes yes");
        line("projects/:project/environments", project + "/environments", "no yes yes yes yes yes no");
        line("projects/:project", project, "no yes yes yes yes yes no");
        line("projects/:project/access", project + "/access", "no no no no yes no no");
        line("teams", "teams", "no yes yes yes yes yes yes");
        line("teams/:team", "teams/" + here.team(), "no yes yes yes yes yes no");
        line("wall", "wall", "no yes yes yes yes yes yes");
        // Without the cookie of a display link it says that there is none.
        line("wall/display", "wall/display", "yes yes yes yes yes yes yes");
        line("displays", "displays", "no no no no yes no no");
        line(
                "projects/:project/builds/:build([0-9]{1,18})",
                project + "/builds/" + here.build(),
                "no yes yes yes yes yes no");
        line(
                "projects/:project/builds/:build([0-9]{1,18})/compare/:base([0-9]{1,18})",
                project + "/builds/" + here.build() + "/compare/" + here.base(),
                "no yes yes yes yes yes no");
        line("people", "people", "no no no no yes no no");
        line("people/:login", "people/admin", "no no no no yes no no");
        line("audit", "audit", "no no no no yes no no");
        line("audit/:seq([0-9]{1,18})", "audit/" + trail.head().seq(), "no no no no yes no no");
    }

    private void line(String route, String address, String opens) {
        List<Boolean> all =
                java.util.Arrays.stream(opens.split(" ")).map("yes"::equals).toList();
        assertThat(all).as(route).hasSameSizeAs(Who.values());
        table.put(route, new Line(address, all));
    }

    private static Map<String, Class<?>> routes() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        Map<String, Class<?>> routes = new LinkedHashMap<>();
        for (var found : scanner.findCandidateComponents("dev.winnow")) {
            Class<?> view = Class.forName(found.getBeanClassName());
            routes.put(view.getAnnotation(Route.class).value(), view);
        }
        return routes;
    }

    private void be(Who who) {
        SecurityContextHolder.clearContext();
        if (who == Who.NOBODY) {
            return;
        }
        Caller caller = people.get(who);
        Set<SimpleGrantedAuthority> authorities = caller.strongest().stream()
                .map(role -> new SimpleGrantedAuthority(
                        caller.mayAdminister() || role != dev.winnow.access.Role.ADMIN
                                ? role.authority()
                                : dev.winnow.access.Role.SECURITY.authority()))
                .collect(Collectors.toSet());
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities));
    }

    @Test
    void everyRouteHasALineAndEveryLineARoute() throws Exception {
        assertThat(new TreeSet<>(table.keySet())).isEqualTo(new TreeSet<>(routes().keySet()));
    }

    @Test
    void everyPageOpensForThoseOfTheTableAndForNobodyElse() throws Exception {
        Map<String, Class<?>> routes = routes();
        List<String> wrong = new ArrayList<>();
        for (var entry : table.entrySet()) {
            for (Who who : Who.values()) {
                be(who);
                var location = new Location(entry.getValue().address());
                UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
                Component shown = (Component) getCurrentView();
                boolean opened = routes.get(entry.getKey()).isInstance(shown);
                if (opened != entry.getValue().opens().get(who.ordinal())) {
                    wrong.add(entry.getKey() + (opened ? " opens for " : " does not open for ") + who + ": "
                            + shown.getClass().getSimpleName());
                }
                if (who == Who.STRANGER
                        && opened
                        && text(shown).contains("near-" + word)
                        && !entry.getKey().equals("search")
                        // The stranger administers a team that is called like the project.
                        && !entry.getKey().equals("alerts")
                        && !entry.getKey().equals("teams")) {
                    wrong.add(entry.getKey() + " tells a stranger of the project: " + text(shown));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
