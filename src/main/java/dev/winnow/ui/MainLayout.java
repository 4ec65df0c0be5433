package dev.winnow.ui;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.search.Search;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;

/** What stands around every page once someone is signed in. */
@Layout
@PermitAll
@JavaScript("context://scripts/winnow.js")
class MainLayout extends AppLayout implements BeforeEnterObserver {
    private final CurrentCaller current;

    MainLayout(CurrentCaller current, Search search, AuthenticationContext authentication) {
        this.current = current;
        Caller caller = current.get();
        var keys = new KeysDialog(caller);
        setPrimarySection(Section.DRAWER);
        addToDrawer(brand(), navigation(caller));
        var room = new Div();
        room.addClassName("room");
        var toggle = new DrawerToggle();
        toggle.setAriaLabel("Navigation");
        addToNavbar(skipLink(), toggle, new SearchBox(search, current), room, SearchBox.opener(), keys);
        if (caller.mayUploadSomewhere()) {
            var upload = new RouterLink("Upload", UploadView.class);
            upload.add(Html.span(" reports", "wide"));
            upload.addClassNames("button", "primary");
            addToNavbar(upload);
        }
        addToNavbar(schemeToggle(), new AccountMenu(caller, keys::open, authentication::logout));
    }

    private static RouterLink brand() {
        var link = new RouterLink(OverviewView.class);
        link.add(icon("winnow"), new Span("winnow"));
        link.addClassName("brand");
        link.getElement().setAttribute("aria-label", "Winnow, overview");
        return link;
    }

    private static SideNav navigation(Caller caller) {
        var navigation = new SideNav();
        navigation.getElement().setAttribute("aria-label", "Pages");
        var overview = new SideNavItem("Overview", OverviewView.class, icon("overview"));
        overview.setPathAliases(java.util.Set.of("projects"));
        var inbox = new SideNavItem("Inbox", InboxView.class, icon("inbox"));
        var findings = new SideNavItem("Findings", FindingsView.class, icon("findings"));
        findings.setMatchNested(true);
        var guards = new SideNavItem("Guards", GuardsView.class, icon("guards"));
        guards.setMatchNested(true);
        var environments = new SideNavItem("Environments", EnvironmentsView.class, icon("environments"));
        navigation.addItem(
                overview,
                inbox,
                findings,
                environments,
                guards,
                withPagesBelow(new SideNavItem("Trends", TrendsView.class, icon("trends"))),
                withPagesBelow(new SideNavItem("Teams", TeamsView.class, icon("teams"))),
                withPagesBelow(new SideNavItem("Exports", ExportsView.class, icon("exports"))));
        if (caller.mayUploadSomewhere()) {
            navigation.addItem(new SideNavItem("Upload", UploadView.class, icon("upload")));
        }
        if (RuleWords.mayMakeSome(caller)) {
            var rules = new SideNavItem("Silence rules", SilenceRulesView.class, icon("silence"));
            rules.setMatchNested(true);
            navigation.addItem(rules, new SideNavItem("Alerts", AlertsView.class, icon("alerts")));
        }
        if (caller.mayAdminister()) {
            var people = new SideNavItem("People", PeopleView.class, icon("people"));
            people.setMatchNested(true);
            var audit = new SideNavItem("Audit log", AuditView.class, icon("audit"));
            audit.setMatchNested(true);
            navigation.addItem(
                    people,
                    audit,
                    new SideNavItem("Policies", ServerPoliciesView.class, icon("policies")),
                    new SideNavItem("Displays", DisplaysView.class, icon("displays")));
        }
        return navigation;
    }

    /** One is on it on the pages below it, too. */
    private static SideNavItem withPagesBelow(SideNavItem item) {
        item.setMatchNested(true);
        return item;
    }

    private static NativeButton skipLink() {
        var skip = new NativeButton("Skip to content");
        skip.addClassName("skip");
        skip.getElement().setAttribute("data-skip", true);
        return skip;
    }

    /** The browser does it: it remembers the choice and needs no server for it. */
    private static NativeButton schemeToggle() {
        var toggle = new NativeButton();
        toggle.add(icon("scheme"), Html.heard("Switch between light and dark"));
        toggle.setTitle("Light or dark");
        toggle.addClassNames("quiet", "square");
        toggle.getElement().setAttribute("data-scheme", true);
        return toggle;
    }

    /** Whoever still has the password that an administrator gave chooses an own one before anything else. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (current.get().passwordGiven() && event.getNavigationTarget() != AccountView.class) {
            event.forwardTo(AccountView.class);
        }
    }

    static SvgIcon icon(String name) {
        var icon = new SvgIcon("icons/" + name + ".svg");
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
