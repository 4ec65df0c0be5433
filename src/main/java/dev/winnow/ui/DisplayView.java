package dev.winnow.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.wall.DisplayLink;
import dev.winnow.wall.Displays;
import dev.winnow.wall.Walls;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wall on a screen that nobody signs in at. It shows what the display link in the browser's cookie is for, until that is
 * revoked, and leads nowhere else.
 */
@Route(value = Displays.PAGE, autoLayout = false)
@AnonymousAllowed
@JavaScript("context://scripts/wall.js")
class DisplayView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final Displays displays;
    private final Walls walls;
    private final WallBoard board;
    private Optional<DisplayLink> link = Optional.empty();
    private Walls.@Nullable Watch watch;

    DisplayView(Displays displays, Walls walls, MetricsSettings settings) {
        this.displays = displays;
        this.walls = walls;
        this.board = new WallBoard(settings.zone());
        add(board);
    }

    @Override
    public String getPageTitle() {
        return "Wall · Winnow";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        WallTheme.apply(event.getLocation(), this);
        link = secret().flatMap(displays::ofSecret);
        if (link.isEmpty()) {
            end();
        }
    }

    private static Optional<String> secret() {
        Cookie[] cookies = VaadinRequest.getCurrent() == null
                ? null
                : VaadinRequest.getCurrent().getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(Displays.COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        link.ifPresent(one -> {
            displays.seen(one.id());
            watch = walls.watch(
                    one.scope(), Optional.of(one.id()), new WallScreen(event.getUI(), board::show, this::end));
            // It may have been revoked before the screen was known.
            if (!displays.isLive(one.id())) {
                stop();
                end();
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
        link.ifPresent(one -> displays.seen(one.id()));
    }

    private void stop() {
        Walls.Watch known = watch;
        if (known != null) {
            known.stop();
            watch = null;
        }
    }

    private void end() {
        board.say(
                "No display",
                "This screen has no display link that works. Whoever administers Winnow makes one, and opens it here.");
    }
}
