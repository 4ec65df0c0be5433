package dev.winnow.notification;

import dev.winnow.deployment.DeploymentRecorded;
import dev.winnow.finding.FindingsJoined;
import dev.winnow.finding.FindingsOpened;
import dev.winnow.policy.BuildsJudged;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Looks, when a transaction that changed something of a project is about to commit, for what people are to be told of it:
 * once each transaction, whatever it was, and as a part of it. Who changes a project's findings, builds or deployments
 * holds its lock, so nobody else looks at the same time.
 */
@Component
class Watch {
    private final Projects projects;
    private final ProductionWatch production;
    private final GateWatch gate;
    private final OpenedWatch opened;
    private final WatchRows rows;
    private final EntityManager entities;

    Watch(
            Projects projects,
            ProductionWatch production,
            GateWatch gate,
            OpenedWatch opened,
            WatchRows rows,
            EntityManager entities) {
        this.projects = projects;
        this.production = production;
        this.gate = gate;
        this.opened = opened;
        this.rows = rows;
        this.entities = entities;
    }

    /** Whatever changes what counts in builds, such as a scan or a decision, has them judged. */
    @EventListener
    void on(BuildsJudged judged) {
        look(look -> look.projects.add(judged.projectId()));
    }

    @EventListener
    void on(DeploymentRecorded recorded) {
        look(look -> projects.idOf(recorded.project()).ifPresent(look.projects::add));
    }

    @EventListener
    void on(FindingsOpened event) {
        look(look -> look.opened.add(event));
    }

    /** What people were told of one number they know of the other. */
    @EventListener
    void on(FindingsJoined joined) {
        rows.join(joined.projectId(), joined.survivors());
    }

    private void look(Consumer<Look> wish) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof Look known) {
            wish.accept(known);
            return;
        }
        var look = new Look();
        TransactionSynchronizationManager.bindResource(this, look);
        TransactionSynchronizationManager.registerSynchronization(look);
        wish.accept(look);
    }

    /** What one transaction has to look at. */
    private final class Look implements TransactionSynchronization {
        private final Set<Long> projects = new TreeSet<>();
        private final List<FindingsOpened> opened = new ArrayList<>();

        /** Before the audit log, which others wait for from then on. */
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE - 10;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (readOnly) {
                return;
            }
            // Builds are judged in memory first.
            entities.flush();
            opened.forEach(Watch.this.opened::look);
            for (long id : projects) {
                Project project = Watch.this.projects.findById(id).orElseThrow();
                WatchRows.Seen before = rows.of(id);
                rows.save(before, gate.look(project, production.look(project, before)));
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Watch.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Watch.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Watch.this);
        }
    }
}
