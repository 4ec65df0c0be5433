package dev.winnow.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.notification.Delivery;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** Where alerts go, what arrived and what did not, in all that the person manages; and how much people get. */
@Route("alerts")
@PermitAll
class AlertsView extends Page implements BeforeEnterObserver {
    private final AlertPages pages;
    private Delivery.State state = Delivery.State.DEAD;

    AlertsView(AlertPages pages) {
        this.pages = pages;
    }

    @Override
    String title() {
        return "Alerts";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        state = DeliveryPanel.state(event.getLocation());
        show();
    }

    private void show() {
        if (!RuleWords.mayMakeSome(pages.caller())) {
            throw new NotFoundException("Alerts are arranged by those who decide on findings.");
        }
        removeAll();
        add(
                Html.div("heading", new H1("Alerts"), Html.span("to chats, mailboxes and programs", "soft")),
                Html.panel("Channels", new ChannelPanel(pages, Optional.empty(), this::show)),
                Html.panel(
                        "Deliveries",
                        new DeliveryPanel(
                                pages,
                                Optional.empty(),
                                state,
                                () -> new RouterLink("", AlertsView.class),
                                this::show)));
        List<String> teams = pages.teams();
        boolean all = pages.caller().mayAdminister();
        if (all || !teams.isEmpty()) {
            var shares = Html.div("halves");
            if (all) {
                shares.add(Html.panel(
                        "Everyone, from channels for all projects",
                        new AlertShare(pages, pages.delivered().todayToAll(), pages.delivered()::perDayToAll)));
            }
            teams.forEach(team -> shares.add(Html.panel(
                    "Team " + team,
                    new AlertShare(
                            pages,
                            pages.delivered().today(team),
                            (from, to) -> pages.delivered().perDay(team, from, to)))));
            add(shares);
        }
    }
}
