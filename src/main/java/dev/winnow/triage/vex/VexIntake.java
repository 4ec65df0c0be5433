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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
        return take(by, named, VexReader.read(in, now), null, now);
    }

    /** Takes the statements in that are given. @param parent the document for all projects that they are a part of */
    VexDocument take(Caller by, Project named, VexContent content, @Nullable Long parent, Instant now) {
        var all = new TreeMap<Integer, VexStatement>();
        for (int i = 0; i < content.statements().size(); i++) {
            all.put(i + 1, content.statements().get(i));
        }
        return take(by, named, content, all, parent, now);
    }

    VexDocument take(
            Caller by,
            Project named,
            VexContent content,
            SortedMap<Integer, VexStatement> statements,
            @Nullable Long parent,
            Instant now) {
        Project project = projects.lock(named.id());
        long id = rows.insert(project.id(), parent, content, by.login(), now);
        Set<String> targets = targets(project);
        Map<String, Integer> last = lastOfEach(statements);
        var results = new ArrayList<VexResult>();
        statements.forEach((position, statement) -> {
            boolean superseded =
                    last.getOrDefault(statement.subject(), position).intValue() != position;
            results.add(
                    superseded
                            ? result(
                                    position,
                                    statement,
                                    VexOutcome.SUPERSEDED,
                                    "A later statement of this document says more.")
                            : apply(position, statement, id, project, targets, by.login(), content));
        });
        Map<Long, Integer> counts = rules.bring(id, project);
        results.replaceAll(result -> result.rule()
                .map(rule -> result.found(counts.getOrDefault(rule, 0)))
                .orElse(result));
        rows.add(id, results, statements);
        log.record(
                by.actor(),
                "vex.taken",
                "project:" + project.name(),
                null,
                Map.of("document", content.documentId(), "format", content.format(), "outcomes", outcomes(results)));
        return rows.document(id).orElseThrow();
    }

    static Map<String, Integer> outcomes(List<VexResult> results) {
        var outcomes = new TreeMap<String, Integer>();
        results.forEach(result -> outcomes.merge(result.outcome().word(), 1, Integer::sum));
        return outcomes;
    }

    /** Of statements about the same the latest holds; of those of one time the last in the document. */
    static Map<String, Integer> lastOfEach(SortedMap<Integer, VexStatement> statements) {
        var last = new HashMap<String, Integer>();
        statements.forEach((position, statement) -> last.merge(
                statement.subject(),
                position,
                (before, now) -> statement
                                .at()
                                .isBefore(Objects.requireNonNull(statements.get(before))
                                        .at())
                        ? before
                        : now));
        return last;
    }

    private VexResult apply(
            int position,
            VexStatement statement,
            long documentId,
            Project project,
            Set<String> targets,
            String by,
            VexContent content) {
        List<VexRows.Standing> standing = rows.standing(project.id(), statement.subject());
        if (standing.stream().anyMatch(before -> before.said().isAfter(statement.at()))) {
            return result(position, statement, VexOutcome.SUPERSEDED, "An earlier document has a later statement.");
        }
        Optional<Match> match = match(statement, project, targets);
        if (match.isEmpty()) {
            return result(
                    position,
                    statement,
                    VexOutcome.OTHER_PRODUCT,
                    "The product is neither " + project.name() + ", nor one of its targets, nor a package.");
        }
        for (VexRows.Standing before : standing) {
            if (before.project().isPresent()) {
                rows.supersede(
                        before, "A later document says " + statement.status().word() + ".");
                before.rule().ifPresent(rules::end);
            } else {
                before.rule().ifPresent(rule -> rules.except(rule, project));
            }
        }
        if (!statement.status().silences()) {
            return result(position, statement, VexOutcome.NOTED, statement.why());
        }
        long rule = make(documentId, statement, match.get(), by, content);
        return waiting(position, statement, rule);
    }

    /** Makes what silences for a statement. @return its id */
    long make(long documentId, VexStatement statement, Match match, String by, VexContent content) {
        return rules.make(
                documentId,
                statement.vulnerability().getFirst() + " " + statement.status().word(),
                match,
                reason(statement, content),
                by);
    }

    /** A statement that silences, before it is known what. */
    static VexResult waiting(int position, VexStatement statement, long rule) {
        return new VexResult(
                position,
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

    static VexResult result(int position, VexStatement statement, VexOutcome outcome, String why) {
        return new VexResult(
                position,
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

    /** Whether it is about a package wherever that is, and not about what a project builds. */
    static boolean isOfPackage(VexStatement statement) {
        return statement.subcomponent().isEmpty()
                && purl(statement.product())
                        .filter(purl -> !PRODUCTS.contains(purl.getType()))
                        .isPresent();
    }

    /** Whether the project, or one of its targets, is the product of the statement. */
    boolean isAbout(VexStatement statement, Project project, Set<String> targets) {
        return isOurs(statement.product(), purl(statement.product()), project, targets);
    }

    /** What findings the statement is about; empty where its product is another one. */
    private static Optional<Match> match(VexStatement statement, Project project, Set<String> targets) {
        if (isOfPackage(statement)) {
            return Optional.of(ofPackage(project.name(), statement, statement.product()));
        }
        if (!isOurs(statement.product(), purl(statement.product()), project, targets)) {
            return Optional.empty();
        }
        return Optional.of(statement
                .subcomponent()
                .map(part -> ofPackage(project.name(), statement, part))
                .orElseGet(() -> Match.of(project.name(), null, null, null, null, null, names(statement), null)));
    }

    private static String names(VexStatement statement) {
        return String.join(", ", statement.vulnerability());
    }

    /** @param project null for all projects */
    static Match ofPackage(@Nullable String project, VexStatement statement, String name) {
        String vulnerability = names(statement);
        Optional<PackageURL> purl = purl(name);
        if (purl.isEmpty()) {
            return Match.of(project, null, null, null, name, null, vulnerability, null);
        }
        String bare = name.replaceFirst("[?#].*$", "");
        String version = purl.get().getVersion();
        int at = bare.lastIndexOf('@');
        String without = version == null || at < 0 ? bare : bare.substring(0, at);
        return Match.of(
                project, null, null, null, without, version == null ? null : "=" + version, vulnerability, null);
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

    /** Targets of the project, in lower case. */
    Set<String> targets(Project project) {
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
                .filter(one -> one.projectId().equals(Optional.of(project.id())))
                .orElseThrow(() -> new NotFound("Project " + projectName + " has no VEX document " + documentId + "."));
        return rows.results(document.id());
    }

    private Project find(Caller by, String name) {
        return projects.findByName(name)
                .filter(project -> by.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
