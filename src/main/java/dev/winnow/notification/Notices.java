package dev.winnow.notification;

import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes what people are to be told. */
@Service
public class Notices {
    private final NoticeRows rows;
    private final ChannelRows channels;
    private final Projects projects;
    private final WakeUp outbox;
    private final Clock clock;

    Notices(NoticeRows rows, ChannelRows channels, Projects projects, WakeUp outbox, Clock clock) {
        this.rows = rows;
        this.channels = channels;
        this.projects = projects;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Notes it, as part of the transaction at hand where there is one: people are told if and only if that is committed.
     * Nothing is kept where nobody is to be told.
     *
     * @return whether it is new; false where its occurrence was noted before, or nobody wants to know
     */
    @Transactional
    public boolean raise(Notice notice) {
        Project project = projects.findById(notice.projectId()).orElseThrow();
        boolean wanted =
                notice.addressee().isPresent() || !channels.concerning(project).isEmpty();
        if (!wanted || !rows.insert(notice, clock.instant())) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                outbox.call();
            }
        });
        return true;
    }
}
