package dev.winnow.triage.vex;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.Match;
import dev.winnow.triage.StatementRules;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes VEX documents in: each statement that says a product is not affected silences what it is about, now and later. */
@Service
public class VexIntake {
    /** Package types that are products built from packages rather than packages. */
    private static final Set<String> PRODUCTS = Set.of("oci", "docker", "generic", "github", "gitlab", "bitbucket");

    private final VexRows rows;
    private final StatementRules rules;
    private final Projects projects;
    private final AuditLog log;
    private final JdbcClient jdbc;
    private final Clock clock;

    VexIntake(VexRows rows, StatementRules rules, Projects projects, AuditLog log, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.rules = rules;
        this.projects = projects;
        this.log = log;
        this.jdbc = jdbc;
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
        Project named = find(by, projectName);
        if (!by.mayTriage(named.name())) {
            throw new NotPermitted("Only the security role of the project takes VEX documents in.");
        }
        Instant now = clock.instant();
        VexContent content = VexReader.read(in, now);
        Project project = projects.lock(named.id());
        long id = rows.insert(project.id(), content, by.login(), now);
        Set<String> targets = targets(project);
        Map<String, Integer> last = lastOfEach(content.statements());
        var results = new ArrayList<VexResult>();
        for (int i = 0; i < content.statements().size(); i++) {
            VexStatement statement = content.statements().get(i);
            boolean superseded = last.getOrDefault(statement.subject(), i) != i;
            results.add(
                    superseded
                            ? result(
                                    i,
                                    statement,
                                    VexOutcome.SUPERSEDED,
                                    "A later statement of this document says more.")
                            : apply(i, statement, id, project, targets, by.login(), content));
        }
        Map<Long, Integer> counts = rules.bring(id, project);
        results.replaceAll(result -> result.rule()
                .map(rule -> result.found(counts.getOrDefault(rule, 0)))
                .orElse(result));
        rows.add(id, results, content.statements());
        var outcomes = new TreeMap<String, Integer>();
        results.forEach(result -> outcomes.merge(result.outcome().word(), 1, Integer::sum));
        log.record(
                by.actor(),
                "vex.taken",
                "project:" + project.name(),
                null,
                Map.of("document", content.documentId(), "format", content.format(), "outcomes", outcomes));
        return rows.document(id).orElseThrow();
    }

    /** Of statements about the same the latest holds; of those of one time the last in the document. */
    private static Map<String, Integer> lastOfEach(List<VexStatement> statements) {
        var last = new HashMap<String, Integer>();
        for (int i = 0; i < statements.size(); i++) {
            int position = i;
            last.merge(
                    statements.get(i).subject(),
                    i,
                    (before, now) -> statements
                                    .get(position)
                                    .at()
                                    .isBefore(statements.get(before).at())
                            ? before
                            : now);
        }
        return last;
    }

    private VexResult apply(
            int index,
            VexStatement statement,
            long documentId,
            Project project,
            Set<String> targets,
            String by,
            VexContent content) {
        Optional<VexRows.Standing> standing = rows.standing(project.id(), statement.subject());
        if (standing.filter(before -> before.said().isAfter(statement.at())).isPresent()) {
            return result(index, statement, VexOutcome.SUPERSEDED, "An earlier document has a later statement.");
        }
        Optional<Match> match = match(statement, project, targets);
        if (match.isEmpty()) {
            return result(
                    index,
                    statement,
                    VexOutcome.OTHER_PRODUCT,
                    "The product is neither " + project.name() + ", nor one of its targets, nor a package.");
        }
        standing.ifPresent(before -> {
            rows.supersede(before, "A later document says " + statement.status().word() + ".");
            before.rule().ifPresent(rules::end);
        });
        if (!statement.status().silences()) {
            return result(index, statement, VexOutcome.NOTED, statement.why());
        }
        long rule = rules.make(
                documentId,
                statement.vulnerability().getFirst() + " " + statement.status().word(),
                match.get(),
                reason(statement, content),
                by);
        return new VexResult(
                index + 1,
                statement.vulnerability().getFirst(),
                product(statement),
                statement.status(),
                VexOutcome.MATCHES_NOTHING,
                0,
                statement.why(),
                Optional.of(rule));
    }

    private static String reason(VexStatement statement, VexContent content) {
        String says = statement.status().word().replace('_', ' ');
        return (content.author().isEmpty() ? content.documentId() : content.author()) + " says " + says
                + (statement.why().isEmpty() ? "" : ": " + statement.why());
    }

    private static VexResult result(int index, VexStatement statement, VexOutcome outcome, String why) {
        return new VexResult(
                index + 1,
                statement.vulnerability().getFirst(),
                product(statement),
                statement.status(),
                outcome,
                0,
                why,
                Optional.empty());
    }

    private static String product(VexStatement statement) {
        String product = statement.product()
                + statement.subcomponent().map(part -> " › " + part).orElse("");
        return product.length() <= 1_000 ? product : product.substring(0, 1_000);
    }

    /** What findings the statement is about; empty where its product is another one. */
    private static Optional<Match> match(VexStatement statement, Project project, Set<String> targets) {
        String vulnerability = String.join(", ", statement.vulnerability());
        Optional<PackageURL> product = purl(statement.product());
        if (statement.subcomponent().isPresent()) {
            boolean ours = isOurs(statement.product(), product, project, targets);
            return ours
                    ? Optional.of(ofPackage(
                            project, vulnerability, statement.subcomponent().get()))
                    : Optional.empty();
        }
        if (product.filter(purl -> !PRODUCTS.contains(purl.getType())).isPresent()) {
            return Optional.of(ofPackage(project, vulnerability, statement.product()));
        }
        return isOurs(statement.product(), product, project, targets)
                ? Optional.of(Match.of(project.name(), null, null, null, null, null, vulnerability, null))
                : Optional.empty();
    }

    private static Match ofPackage(Project project, String vulnerability, String name) {
        Optional<PackageURL> purl = purl(name);
        if (purl.isEmpty()) {
            return Match.of(project.name(), null, null, null, name, null, vulnerability, null);
        }
        String bare = name.replaceFirst("[?#].*$", "");
        String version = purl.get().getVersion();
        int at = bare.lastIndexOf('@');
        String without = version == null || at < 0 ? bare : bare.substring(0, at);
        return Match.of(
                project.name(), null, null, null, without, version == null ? null : "=" + version, vulnerability, null);
    }

    private static boolean isOurs(String name, Optional<PackageURL> purl, Project project, Set<String> targets) {
        var names = new ArrayList<String>();
        names.add(name.toLowerCase(Locale.ROOT));
        purl.ifPresent(one -> {
            String image = one.getName().toLowerCase(Locale.ROOT);
            names.add(image);
            if (one.getNamespace() != null) {
                names.add(one.getNamespace().toLowerCase(Locale.ROOT) + "/" + image);
            }
        });
        return names.stream()
                .anyMatch(each -> each.equals(project.name().toLowerCase(Locale.ROOT)) || targets.contains(each));
    }

    private static Optional<PackageURL> purl(String text) {
        try {
            return text.startsWith("pkg:") ? Optional.of(new PackageURL(text)) : Optional.empty();
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    private Set<String> targets(Project project) {
        return Set.copyOf(jdbc.sql("select distinct lower(target) from stream where project_id = ?")
                .param(project.id())
                .query(String.class)
                .list());
    }

    /** Documents of the project, the newest first. */
    @Transactional(readOnly = true)
    public List<VexDocument> documents(Caller by, String projectName) {
        return rows.documents(find(by, projectName).id());
    }

    /** What became of a document's statements, in its order. @throws NotFound where the project has no such document */
    @Transactional(readOnly = true)
    public List<VexResult> results(Caller by, String projectName, long documentId) {
        Project project = find(by, projectName);
        VexDocument document = rows.document(documentId)
                .filter(one -> one.projectId() == project.id())
                .orElseThrow(() -> new NotFound("Project " + projectName + " has no VEX document " + documentId + "."));
        return rows.results(document.id());
    }

    private Project find(Caller by, String name) {
        return projects.findByName(name)
                .filter(project -> by.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
