package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.access.Users;
import dev.winnow.deployment.DeploymentRecorded;
import dev.winnow.discussion.FindingsDiscussed;
import dev.winnow.intake.ScanImported;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells open pages that a scan was imported, a deployment recorded, or that people talked about findings. Pages are
 * refreshed on threads of their own, never on that of the import, and many events in a row refresh a page once.
 */
@org.springframework.stereotype.Component
class LiveUpdates {
    private static final long GATHER_MILLIS = 300;

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService refreshing = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("live-updates-", 0).factory());

    private final CurrentCaller caller;
    private final Users users;

    LiveUpdates(CurrentCaller caller, Users users) {
        this.caller = caller;
        this.users = users;
    }

    private record Follower(UI ui, Predicate<Object> concerns, Command refresh, AtomicBoolean due) {}

    /** Runs {@code refresh} after imports that concern the view, as long as the view is attached. */
    void follow(Component view, Predicate<ScanImported> concerns, Command refresh) {
        followAny(view, event -> event instanceof ScanImported scan && concerns.test(scan), refresh);
    }

    /** Runs {@code refresh} after deployments that concern the view were recorded. */
    void followDeployments(Component view, Predicate<DeploymentRecorded> concerns, Command refresh) {
        followAny(view, event -> event instanceof DeploymentRecorded recorded && concerns.test(recorded), refresh);
    }

    /** Runs {@code refresh} after people commented on findings, assigned or labelled them. */
    void followTalk(Component view, Predicate<FindingsDiscussed> concerns, Command refresh) {
        followAny(view, event -> event instanceof FindingsDiscussed talk && concerns.test(talk), refresh);
    }

    private void followAny(Component view, Predicate<Object> concerns, Command refresh) {
        view.addAttachListener(attached -> {
            var follower = new Follower(attached.getUI(), concerns, refresh, new AtomicBoolean());
            followers.add(follower);
            view.addDetachListener(detached -> {
                detached.unregisterListener();
                followers.remove(follower);
            });
        });
    }

    @TransactionalEventListener
    void imported(ScanImported event) {
        tell(event);
    }

    @TransactionalEventListener
    void deployed(DeploymentRecorded event) {
        tell(event);
    }

    @TransactionalEventListener
    void discussed(FindingsDiscussed event) {
        tell(event);
    }

    private void tell(Object event) {
        for (Follower follower : followers) {
            if (follower.concerns().test(event) && follower.due().compareAndSet(false, true)) {
                schedule(follower);
            }
        }
    }

    int followers() {
        return followers.size();
    }

    private void schedule(Follower follower) {
        try {
            refreshing.schedule(() -> refresh(follower), GATHER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is stopping, and its pages with it.
            followers.clear();
        }
    }

    private void refresh(Follower follower) {
        follower.due().set(false);
        try {
            follower.ui().access(() -> {
                if (!followers.contains(follower)) {
                    return;
                }
                Optional<Caller> held = caller.find();
                if (held.isPresent() && held.flatMap(users::refreshed).equals(held)) {
                    follower.refresh().execute();
                } else {
                    // Disabled, or other rights since: a request of the browser's own ends or mends the session.
                    follower.ui().getPage().reload();
                }
            });
        } catch (UIDetachedException e) {
            followers.remove(follower);
        }
    }

    @PreDestroy
    void stop() {
        refreshing.shutdownNow();
    }
}
