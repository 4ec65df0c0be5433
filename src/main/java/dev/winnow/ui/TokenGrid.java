package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.winnow.access.ApiToken;
import dev.winnow.access.Caller;
import dev.winnow.access.Tokens;
import dev.winnow.access.User;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Question;
import dev.winnow.ui.parts.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** API tokens in a lazy grid: what each opens, until when, when it was last used, and a button that ends it. */
final class TokenGrid {
    private static final Duration SOON = Duration.ofDays(14);

    private final Tokens tokens;
    private final Supplier<Caller> caller;
    private final Instant now;
    private final Runnable changed;

    /**
     * @param caller who revokes, at that moment
     * @param changed called when a token was revoked
     */
    TokenGrid(Tokens tokens, Supplier<Caller> caller, Instant now, Runnable changed) {
        this.tokens = tokens;
        this.caller = caller;
        this.now = now;
        this.changed = changed;
    }

    /** Reads on behind a token. */
    @FunctionalInterface
    interface Source {
        List<ApiToken> after(@Nullable Long last, int limit);
    }

    static LazyGrid.Pages<ApiToken> pages(Source source) {
        var keyset = new Keyset<ApiToken>((last, limit) -> source.after(last == null ? null : last.id(), limit));
        return keyset::page;
    }

    /** @param withOwner whether they are of several people */
    LazyGrid<ApiToken> live(String name, boolean withOwner) {
        var grid = new LazyGrid<ApiToken>(name, token -> card(token, withOwner)).column("Token", 3, TokenGrid::name);
        if (withOwner) {
            grid.column("Owner", 2, TokenGrid::owner);
        }
        return grid.column("Role", "6rem", token -> new Span(RoleWords.name(token.role())))
                .column("Project", 2, TokenGrid::project)
                .column("Created", "8rem", token -> Moment.ago(token.createdAt(), now))
                .column("Expires", "9rem", this::expires)
                .column("Last used", "8rem", this::used)
                .actions("8rem", this::revoke);
    }

    /** Tokens that are over. */
    LazyGrid<ApiToken> ended(String name) {
        return new LazyGrid<ApiToken>(name, this::endedCard)
                .column("Token", 3, TokenGrid::name)
                .column("Role", "6rem", token -> new Span(RoleWords.name(token.role())))
                .column("Project", 2, TokenGrid::project)
                .column("Last used", "8rem", this::used)
                .column("Ended", "12rem", this::end);
    }

    private Component card(ApiToken token, boolean withOwner) {
        var card = Html.div("card", Html.line(name(token)));
        if (withOwner) {
            card.add(Html.line(Html.span("of", "soft"), owner(token)));
        }
        card.add(
                opens(token),
                Html.line(Html.span("Expires", "soft"), expires(token)),
                Html.line(Html.span("Last used", "soft"), used(token)),
                revoke(token));
        return card;
    }

    private Component endedCard(ApiToken token) {
        return Html.div(
                "card",
                Html.line(name(token), end(token)),
                opens(token),
                Html.line(Html.span("Last used", "soft"), used(token)));
    }

    private static Span opens(ApiToken token) {
        return Html.line(
                new Span(RoleWords.name(token.role())),
                Html.span("·", "soft"),
                token.project() == null ? new Span("all projects") : Html.span(token.project(), "mono", "break"));
    }

    private static Span name(ApiToken token) {
        Span name = Html.span(token.name(), "name", "clip");
        name.setTitle(token.name());
        return name;
    }

    private static Component owner(ApiToken token) {
        User owner = token.owner();
        var cell = Html.line(Go.person(owner));
        if (!owner.enabled()) {
            cell.add(Chips.plain("disabled"));
        }
        return cell;
    }

    private static Span project(ApiToken token) {
        String project = token.project();
        if (project == null) {
            return Html.span("all projects", "soft");
        }
        Span name = Html.span(project, "mono", "clip");
        name.setTitle(project);
        return name;
    }

    private Component expires(ApiToken token) {
        Instant at = token.expiresAt();
        if (at == null) {
            return Html.span("never", "soft");
        }
        Moment moment = Moment.ahead(at, now);
        return Duration.between(now, at).compareTo(SOON) < 0 ? Html.line(Html.sign("!"), moment) : moment;
    }

    private Component used(ApiToken token) {
        Instant at = token.lastUsedAt();
        return at == null ? Html.span("never", "soft") : Moment.ago(at, now);
    }

    private Component end(ApiToken token) {
        Instant revoked = token.revokedAt();
        Instant expired = token.expiresAt();
        if (revoked != null) {
            return Html.line(Chips.plain("revoked"), Moment.ago(revoked, now));
        }
        return expired == null ? new Span() : Html.line(Chips.plain("expired"), Moment.ago(expired, now));
    }

    private NativeButton revoke(ApiToken token) {
        var button = new NativeButton("Revoke…");
        button.addClassName("quiet");
        button.getElement().setAttribute("aria-label", "Revoke " + token.name());
        button.addClickListener(click -> new Question(
                        "Revoke " + token.name() + "?",
                        "Whatever uses this token is refused from now on. It cannot be undone.",
                        "Revoke",
                        () -> Refusal.shown(() -> {
                            tokens.revoke(caller.get(), token.id());
                            Notification.show(token.name() + " is revoked", 5_000, Notification.Position.BOTTOM_START);
                            changed.run();
                        }))
                .dangerous()
                .open());
        return button;
    }
}
