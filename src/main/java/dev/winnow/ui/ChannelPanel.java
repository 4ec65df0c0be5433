package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.winnow.notification.Channel;
import dev.winnow.notification.Delivery;
import dev.winnow.notification.Occasion;
import dev.winnow.notification.Reach;
import dev.winnow.notification.Waiting;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Question;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Visible;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Channels with what they get and how they do; made, changed, tried and deleted here. */
final class ChannelPanel extends Div {
    private static final int MILLIS = 8_000;

    private final AlertPages pages;
    private final Optional<Reach> only;
    private final Runnable changed;

    /**
     * @param only what the channels are for; empty: all that the person manages
     * @param changed called when something is different
     */
    ChannelPanel(AlertPages pages, Optional<Reach> only, Runnable changed) {
        this.pages = pages;
        this.only = only;
        this.changed = changed;
        addClassName("stack");
        List<Channel> all = channels();
        add(all.isEmpty() ? none() : table(all));
        if (!all.isEmpty()) {
            add(Html.div("buttons", adding("button")));
        }
    }

    List<Channel> channels() {
        return only.map(reach -> pages.channels().of(pages.caller(), reach))
                .orElseGet(() -> pages.channels().of(pages.caller()));
    }

    private Component none() {
        return new EmptyState(
                "No channel yet",
                "Winnow can tell a chat, a mailbox or a program when a critical comes into production or the gate turns red,"
                        + " and put the rest into one digest a day.",
                Html.div("buttons", adding("primary")));
    }

    private NativeButton adding(String look) {
        var adding = new NativeButton("New channel…", click -> new ChannelDialog(pages, null, only, changed).open());
        adding.addClassNames("button", look);
        return adding;
    }

    private DataTable table(List<Channel> all) {
        var table = new DataTable(
                "Channels", Column.text("Channel"), Column.text("Gets"), Column.text("State"), Column.actions());
        pages.channels()
                .waiting(all)
                .forEach((channel, waiting) ->
                        table.row(named(channel), gets(channel), state(channel, waiting), acts(channel)));
        return table;
    }

    private Component named(Channel channel) {
        var where = Html.line(
                Html.span(channel.kind().title(), "soft"), Html.span(channel.shown(), "mono", "soft", "break"));
        var named = Html.div("stack", Html.span(channel.name(), "strong", "break"), where);
        if (only.isEmpty()) {
            named.add(Html.span("For " + channel.reach().title(), "soft", "break"));
        }
        return named;
    }

    private static Component gets(Channel channel) {
        var gets = Html.div("stack");
        if (!channel.atOnce().isEmpty()) {
            gets.add(Html.span("At once: " + words(channel.atOnce())));
        }
        if (!channel.inDigest().isEmpty()) {
            String hours =
                    channel.digestHours().stream().map(hour -> hour + ":00").collect(Collectors.joining(", "));
            gets.add(Html.span("Digest at " + hours + " UTC: " + words(channel.inDigest()), "soft"));
        }
        if (!channel.query().isEmpty()) {
            gets.add(Html.line(Html.span("Only", "soft"), Html.span(channel.query(), "mono", "break")));
        }
        return gets;
    }

    private static String words(Set<Occasion> occasions) {
        String words = occasions.stream()
                .sorted()
                .map(occasion -> occasion.title().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
        return words;
    }

    private Component state(Channel channel, Waiting waiting) {
        Span chip = !channel.enabled()
                ? Chips.plain("off")
                : channel.isFailing()
                        ? Chips.bad("failing")
                        : channel.deliveredAt().isPresent() ? Chips.good("works") : Chips.plain("not used yet");
        var state = Html.div("stack", chip);
        channel.deliveredAt()
                .ifPresent(at -> state.add(Html.line(Html.span("delivered", "soft"), Moment.ago(at, pages.now()))));
        if (channel.isFailing()) {
            channel.failure().ifPresent(why -> state.add(Html.span(why, "break")));
        }
        if (waiting.alerts() > 0) {
            state.add(Html.line(
                    Html.span(waits(waiting) + " for the digest of", "soft"), Moment.at(channel.nextDigestAt())));
        }
        if (waiting.overLimit() > 0) {
            state.add(
                    Html.span((waiting.overLimit() == waiting.alerts() ? "Not" : waiting.overLimit() + " of these not")
                            + " sent at once, as people had got as many alerts that day as the policy allows."));
        }
        return state;
    }

    private static String waits(Waiting waiting) {
        return waiting.alerts() == 1 ? "1 alert waits" : waiting.alerts() + " alerts wait";
    }

    private Component acts(Channel channel) {
        var test = act("Test", "Send a test message to " + channel.name());
        test.addClickListener(click -> {
            Refusal.shown(() -> say(pages.channels().test(pages.caller(), channel.id())));
            changed.run();
        });
        var change = act("Change…", "Change " + channel.name());
        change.addClickListener(click -> Refusal.shown(() ->
                new ChannelDialog(pages, pages.channels().find(pages.caller(), channel.id()), only, changed).open()));
        var delete = act("Delete…", "Delete " + channel.name());
        delete.addClickListener(click -> new Question(
                        "Delete the channel?",
                        channel.name() + " gets no more alerts. Its list of deliveries goes, too.",
                        "Delete",
                        () -> {
                            Refusal.shown(() -> pages.channels().delete(pages.caller(), channel.id()));
                            changed.run();
                        })
                .dangerous()
                .open());
        var acts = Html.div("buttons", test, change, delete);
        acts.addClassName("acts");
        return acts;
    }

    private static NativeButton act(String word, String heard) {
        var button = new NativeButton(word);
        button.addClassName("quiet");
        button.getElement().setAttribute("aria-label", heard);
        return button;
    }

    private static void say(Delivery delivery) {
        String outcome = delivery.state() == Delivery.State.SENT
                ? "The test message has arrived."
                : "The test message did not arrive. " + delivery.reason().orElse("");
        Notification.show(Visible.text(outcome), MILLIS, Notification.Position.BOTTOM_START);
    }
}
