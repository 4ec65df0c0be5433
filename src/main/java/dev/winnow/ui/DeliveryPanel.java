package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.notification.Channel;
import dev.winnow.notification.Delivery;
import dev.winnow.notification.Delivery.State;
import dev.winnow.notification.Occasion;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Deliveries by how far they are; dead ones are sent again here. */
final class DeliveryPanel extends Div {
    static final String STATE = "state";

    /** Dead ones first: they want somebody to look. */
    private static final List<State> ORDER = List.of(State.DEAD, State.PENDING, State.SENT);

    private final AlertPages pages;
    private final Optional<List<Channel>> channels;
    private final Supplier<RouterLink> here;
    private final Runnable changed;

    /**
     * @param channels of these alone; empty: of all that the person manages
     * @param here a link to the page
     */
    DeliveryPanel(
            AlertPages pages,
            Optional<List<Channel>> channels,
            State state,
            Supplier<RouterLink> here,
            Runnable changed) {
        this.pages = pages;
        this.channels = channels;
        this.here = here;
        this.changed = changed;
        addClassName("stack");
        add(choices(state));
        var grid = new LazyGrid<Delivery>("Deliveries", this::card)
                .column("Message", 4, DeliveryPanel::message)
                .column("To", 2, one -> Html.span(one.to(), "clip"))
                .column("Tries", "4.5rem", one -> Html.span(Words.number(one.attempts())))
                .column("When", "8rem", this::when);
        if (state != State.SENT) {
            grid.column(state == State.DEAD ? "Why" : "Why not yet", 4, DeliveryPanel::why);
        }
        if (state == State.DEAD) {
            grid.actions("8rem", this::again);
        }
        boolean any = grid.show(new Keyset<Delivery>(
                (last, limit) -> page(state, last == null ? Long.MAX_VALUE : last.id(), limit))::page);
        if (!any) {
            add(Html.span(none(state), "soft"));
            return;
        }
        add(grid);
        if (state == State.DEAD) {
            add(Html.div("buttons", allAgain()));
        }
    }

    static State state(com.vaadin.flow.router.Location location) {
        return location.getQueryParameters()
                .getSingleParameter(STATE)
                .flatMap(State::of)
                .orElse(State.DEAD);
    }

    private List<Delivery> page(State state, long before, int limit) {
        return channels.map(some -> pages.deliveries().page(pages.caller(), some, state, before, limit))
                .orElseGet(() -> pages.deliveries().page(pages.caller(), state, before, limit));
    }

    private Nav choices(State chosen) {
        var nav = new Nav();
        nav.addClassName("parts");
        nav.getElement().setAttribute("aria-label", "Deliveries by state");
        for (State state : ORDER) {
            RouterLink link = here.get();
            link.setText(title(state));
            link.setHighlightCondition(HighlightConditions.never());
            if (state != State.DEAD) {
                link.setQueryParameters(QueryParameters.of(STATE, state.word()));
            }
            if (state == chosen) {
                link.getElement().setAttribute("aria-current", "true");
            }
            nav.add(link);
        }
        return nav;
    }

    private static String title(State state) {
        return switch (state) {
            case DEAD -> "Did not arrive";
            case PENDING -> "On their way";
            case SENT -> "Arrived";
        };
    }

    private static String none(State state) {
        return switch (state) {
            case DEAD -> "Everything that was given to a channel has arrived, or is on its way.";
            case PENDING -> "Nothing waits to be sent.";
            case SENT -> "Nothing has been delivered yet.";
        };
    }

    private static Component message(Delivery one) {
        Span title = Html.span(one.title(), "clamp");
        title.setTitle(one.title());
        return Html.div("card", title, Html.span(occasion(one), "soft"));
    }

    private static String occasion(Delivery one) {
        return Occasion.of(one.occasion()).map(Occasion::title).orElseGet(() -> Words.sentence(one.occasion()));
    }

    private Component when(Delivery one) {
        return one.state() == State.PENDING
                ? Moment.ahead(one.dueAt(), pages.now())
                : Moment.ago(one.endedAt().orElse(one.createdAt()), pages.now());
    }

    private static Component why(Delivery one) {
        Span why = Html.span(one.reason().orElse(""), "clamp");
        why.setTitle(one.reason().orElse(""));
        return why;
    }

    private Component again(Delivery one) {
        var again = new NativeButton("Send again");
        again.addClassName("quiet");
        again.getElement().setAttribute("aria-label", "Send again: " + one.title());
        again.addClickListener(click -> {
            Refusal.shown(() -> pages.deliveries().retry(pages.caller(), one.id()));
            changed.run();
        });
        return again;
    }

    private NativeButton allAgain() {
        var again = new NativeButton("Send all again");
        again.addClassName("button");
        again.addClickListener(click -> {
            Refusal.shown(() -> channels.orElseGet(() -> pages.channels().of(pages.caller()))
                    .forEach(channel -> pages.deliveries().retryAll(pages.caller(), channel.id())));
            changed.run();
        });
        return again;
    }

    private Component card(Delivery one) {
        var card = Html.div(
                "card",
                Html.span(one.title(), "break"),
                Html.line(Html.span(occasion(one), "soft"), Html.span("to " + one.to(), "soft", "break"), when(one)));
        one.reason().ifPresent(why -> card.add(Html.span(why, "break")));
        if (one.state() == State.DEAD) {
            card.add(Html.div("buttons", again(one)));
        }
        return card;
    }
}
