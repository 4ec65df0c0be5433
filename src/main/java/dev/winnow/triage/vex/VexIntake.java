package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.StatementRules.Sought;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes VEX documents in: each statement that says a product is not affected silences what it is about, now and later. */
@Service
public class VexIntake {
    private final VexRows rows;
    private final VexTaking taking;
    private final Projects projects;
    private final Clock clock;

    VexIntake(VexRows rows, VexTaking taking, Projects projects, Clock clock) {
        this.rows = rows;
        this.taking = taking;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * Takes a document in, all or nothing.
     *
     * @throws InvalidRequest where it is not one, with what is wrong and where
     * @throws NotPermitted unless the caller has the security role in the project
     */
    @Transactional
    public VexDocument take(Caller by, String projectName, InputStream in) throws IOException {
        var named = new VexRows.Named(find(by, projectName), projectName);
        if (!by.mayTriage(projectName)) {
            throw new NotPermitted("Only the security role of the project takes VEX documents in.");
        }
        Instant now = clock.instant();
        VexContent content = VexReader.read(in, now);
        SortedMap<Integer, VexStatement> statements = content.byPosition();
        Sought packages = taking.packages(statements);
        VexTaking.Scouted before = taking.scout(named, statements, packages);
        Project project = projects.lock(named.id());
        VexTaking.Scouted scouted = taking.settled(named, before, statements, packages);
        var arrival = new VexTaking.Arrival(
                by, content, statements, now, rows.standing(content.subjects()), new VexTaking.Changes());
        VexTaking.Part taken = taking.take(arrival, project, statements, scouted, null);
        taking.finish(arrival.changes(), Map.of(project.id(), project));
        return rows.document(taken.document()).orElseThrow();
    }

    /** Documents of the project, the newest first. @param before only those of lower ids */
    @Transactional(readOnly = true)
    public List<VexDocument> documents(Caller by, String projectName, long before, int limit) {
        return rows.documents(find(by, projectName), before, limit);
    }

    /** @throws NotFound where the project has no such document */
    @Transactional(readOnly = true)
    public VexDocument document(Caller by, String projectName, long documentId) {
        long project = find(by, projectName);
        return rows.document(documentId)
                .filter(one -> one.projectId().filter(id -> id == project).isPresent())
                .orElseThrow(() -> new NotFound("Project " + projectName + " has no VEX document " + documentId + "."));
    }

    /** How many statements of a document came to what. @throws NotFound where the project has no such document */
    @Transactional(readOnly = true)
    public Map<VexOutcome, Integer> outcomes(Caller by, String projectName, long documentId) {
        return rows.outcomes(document(by, projectName, documentId).id());
    }

    /**
     * What became of a document's statements, in its order.
     *
     * @param after position of the last one of the page before; 0 at the start
     * @throws NotFound where the project has no such document
     */
    @Transactional(readOnly = true)
    public List<VexResult> results(Caller by, String projectName, long documentId, int after, int limit) {
        return rows.results(document(by, projectName, documentId).id(), after, limit);
    }

    private long find(Caller by, String name) {
        return projects.idOf(name)
                .filter(id -> by.mayRead(name))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
