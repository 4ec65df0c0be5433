package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
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
class MainLayout extends AppLayout {
    MainLayout(CurrentCaller current, Search search, AuthenticationContext authentication) {
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
        addToNavbar(schemeToggle(), userMenu(caller, keys, authentication));
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
        var findings = new SideNavItem("Findings", FindingsView.class, icon("findings"));
        findings.setMatchNested(true);
        navigation.addItem(overview, findings);
        if (caller.mayUploadSomewhere()) {
            navigation.addItem(new SideNavItem("Upload", UploadView.class, icon("upload")));
        }
        if (RuleWords.mayMakeSome(caller)) {
            var rules = new SideNavItem("Silence rules", SilenceRulesView.class, icon("silence"));
            rules.setMatchNested(true);
            navigation.addItem(rules);
        }
        if (caller.mayAdminister()) {
            var people = new SideNavItem("People", PeopleView.class, icon("people"));
            people.setMatchNested(true);
            var audit = new SideNavItem("Audit log", AuditView.class, icon("audit"));
            navigation.addItem(people, audit);
        }
        return navigation;
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

    private static MenuBar userMenu(Caller caller, KeysDialog keys, AuthenticationContext authentication) {
        var menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY_INLINE);
        menu.getElement().setAttribute("aria-label", "Account");
        var name = Html.line(Html.span(caller.displayName(), "user"), Html.sign("▾"));
        MenuItem user = menu.addItem(name);
        user.setAriaLabel("Account of " + caller.displayName());
        user.getSubMenu().addItem("Role: " + RoleWords.of(caller)).setEnabled(false);
        user.getSubMenu().addItem("My account", click -> UI.getCurrent().navigate(AccountView.class));
        user.getSubMenu().addItem("Keyboard keys", click -> keys.open());
        user.getSubMenu().addItem("Sign out", click -> authentication.logout());
        return menu;
    }

    static SvgIcon icon(String name) {
        var icon = new SvgIcon("icons/" + name + ".svg");
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
