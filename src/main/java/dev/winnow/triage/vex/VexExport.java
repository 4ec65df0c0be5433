package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.finding.FactReader;
import dev.winnow.finding.FindingFacts;
import dev.winnow.finding.TriageState;
import dev.winnow.finding.TriageStates;
import dev.winnow.importers.Kind;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.Reasons;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes what people decided on a project's vulnerabilities as VEX documents. */
@Service
public class VexExport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FactReader facts;
    private final TriageStates states;
    private final Reasons reasons;
    private final Projects projects;
    private final Clock clock;

    VexExport(FactReader facts, TriageStates states, Reasons reasons, Projects projects, Clock clock) {
        this.facts = facts;
        this.states = states;
        this.reasons = reasons;
        this.projects = projects;
        this.clock = clock;
    }

    /** How a document is written. */
    public enum Format {
        /** OpenVEX 0.2.0. */
        OPENVEX,
        /** CycloneDX 1.6. */
        CYCLONEDX
    }

    /** A decision on one vulnerability in one package. */
    private record Said(FindingFacts facts, TriageState state, Optional<String> reason) {
        String name() {
            return facts.identifiers().isEmpty()
                    ? facts.ruleId()
                    : facts.identifiers().iterator().next();
        }

        Optional<String> purl() {
            return facts.purls().stream().findFirst();
        }

        String why() {
            return reason.orElse("No reason is recorded.");
        }
    }

    /**
     * Writes what was decided on the vulnerabilities of the project.
     *
     * @param undecided whether vulnerabilities that nobody has decided on are in it too, as under investigation
     * @throws NotFound where there is no project the caller may read
     */
    @Transactional(readOnly = true)
    public void write(Caller by, String projectName, Format format, boolean undecided, OutputStream out)
            throws IOException {
        Project project = projects.findByName(projectName)
                .filter(one -> by.mayRead(one.name()))
                .orElseThrow(() -> new NotFound("There is no project " + projectName + "."));
        write(Map.of(project, said(project, undecided)), Optional.of(project), format, out);
    }

    /** Writes what was decided on the vulnerabilities of all projects that the caller may read, in one document. */
    @Transactional(readOnly = true)
    public void writeAll(Caller by, Format format, boolean undecided, OutputStream out) throws IOException {
        var all = new LinkedHashMap<Project, List<Said>>();
        for (Project project : projects.visibleTo(by)) {
            all.put(project, said(project, undecided));
        }
        write(all, Optional.empty(), format, out);
    }

    /** @param only the project that the document is about; empty where it is about several */
    private void write(Map<Project, List<Said>> all, Optional<Project> only, Format format, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            switch (format) {
                case OPENVEX -> openVex(json, all);
                case CYCLONEDX -> cycloneDx(json, all, only);
            }
            json.writeEndObject();
        }
    }

    private List<Said> said(Project project, boolean undecided) {
        RoaringBitmap all = facts.all(project.id());
        Map<TriageState, RoaringBitmap> byState = new EnumMap<>(TriageState.class);
        byState.putAll(states.of(project.id(), all));
        if (!undecided) {
            List.of(TriageState.NEW, TriageState.PROPOSED, TriageState.RETURNED, TriageState.RULE)
                    .forEach(byState::remove);
        }
        var said = new ArrayList<Said>();
        byState.forEach((state, numbers) -> {
            Map<Integer, String> why = reasons.of(project.id(), numbers);
            facts.read(project.id(), numbers, finding -> {
                if (finding.kind() == Kind.VULNERABILITY) {
                    said.add(new Said(finding, state, Optional.ofNullable(why.get(finding.number()))));
                }
            });
        });
        said.sort(java.util.Comparator.comparingLong(one -> one.facts().id()));
        return said;
    }

    private static String productOf(Project project) {
        return "pkg:generic/" + project.name();
    }

    private void openVex(JsonGenerator json, Map<Project, List<Said>> all) {
        Instant now = clock.instant();
        json.writeStringProperty("@context", "https://openvex.dev/ns/v0.2.0");
        json.writeStringProperty("@id", "urn:uuid:" + UUID.randomUUID());
        json.writeStringProperty("author", "Winnow");
        json.writeStringProperty("timestamp", now.toString());
        json.writeNumberProperty("version", 1);
        json.writeStringProperty("tooling", "Winnow");
        json.writeArrayPropertyStart("statements");
        all.forEach((project, said) -> said.forEach(one -> openVex(json, project, one)));
        json.writeEndArray();
    }

    private static void openVex(JsonGenerator json, Project project, Said one) {
        json.writeStartObject();
        json.writeObjectPropertyStart("vulnerability");
        json.writeStringProperty("name", one.name());
        List<String> aliases = one.facts().identifiers().stream().skip(1).toList();
        if (!aliases.isEmpty()) {
            json.writeArrayPropertyStart("aliases");
            aliases.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("products");
        json.writeStartObject();
        json.writeStringProperty("@id", productOf(project));
        one.purl().ifPresent(purl -> {
            json.writeArrayPropertyStart("subcomponents");
            json.writeStartObject();
            json.writeStringProperty("@id", purl);
            json.writeEndObject();
            json.writeEndArray();
        });
        json.writeEndObject();
        json.writeEndArray();
        switch (one.state()) {
            case FALSE_POSITIVE, VEX -> {
                json.writeStringProperty("status", VexStatus.NOT_AFFECTED.word());
                json.writeStringProperty("impact_statement", one.why());
            }
            case ACCEPTED_RISK, WONT_FIX, CONFIRMED, AUTHORISED -> {
                json.writeStringProperty("status", VexStatus.AFFECTED.word());
                json.writeStringProperty("action_statement", action(one));
            }
            case NEW, PROPOSED, RETURNED, RULE ->
                json.writeStringProperty("status", VexStatus.UNDER_INVESTIGATION.word());
        }
        json.writeEndObject();
    }

    private static String action(Said one) {
        return switch (one.state()) {
            case ACCEPTED_RISK -> "The risk is accepted: " + one.why();
            case WONT_FIX -> "It will not be fixed: " + one.why();
            default -> "It is to be fixed: " + one.why();
        };
    }

    /** Of several projects each is a component with its packages in it: a package may be judged otherwise in each. */
    private void cycloneDx(JsonGenerator json, Map<Project, List<Said>> all, Optional<Project> only) {
        json.writeStringProperty("bomFormat", "CycloneDX");
        json.writeStringProperty("specVersion", "1.6");
        json.writeStringProperty("serialNumber", "urn:uuid:" + UUID.randomUUID());
        json.writeNumberProperty("version", 1);
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("timestamp", clock.instant().toString());
        only.ifPresent(project -> {
            json.writeObjectPropertyStart("component");
            application(json, project);
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeArrayPropertyStart("components");
        all.forEach((project, said) -> {
            if (only.isPresent()) {
                packages(json, said, "");
                return;
            }
            json.writeStartObject();
            application(json, project);
            json.writeArrayPropertyStart("components");
            packages(json, said, prefix(project));
            json.writeEndArray();
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("vulnerabilities");
        all.forEach((project, said) ->
                said.forEach(one -> cycloneDx(json, project, one, only.isPresent() ? "" : prefix(project))));
        json.writeEndArray();
    }

    private static String prefix(Project project) {
        return project.name() + "/";
    }

    private static void application(JsonGenerator json, Project project) {
        json.writeStringProperty("type", "application");
        json.writeStringProperty("bom-ref", productOf(project));
        json.writeStringProperty("name", project.name());
    }

    private static void packages(JsonGenerator json, List<Said> said, String prefix) {
        Map<String, FindingFacts> components = new LinkedHashMap<>();
        said.forEach(one -> one.purl().ifPresent(purl -> components.putIfAbsent(purl, one.facts())));
        components.forEach((purl, finding) -> {
            json.writeStartObject();
            json.writeStringProperty("type", "library");
            json.writeStringProperty("bom-ref", prefix + purl);
            String name = finding.packageName();
            json.writeStringProperty("name", name == null ? purl : name);
            finding.versions().stream().findFirst().ifPresent(version -> json.writeStringProperty("version", version));
            json.writeStringProperty("purl", purl);
            json.writeEndObject();
        });
    }

    private static void cycloneDx(JsonGenerator json, Project project, Said one, String prefix) {
        json.writeStartObject();
        json.writeStringProperty("id", one.name());
        json.writeObjectPropertyStart("analysis");
        switch (one.state()) {
            case FALSE_POSITIVE -> json.writeStringProperty("state", "false_positive");
            case VEX -> json.writeStringProperty("state", "not_affected");
            case ACCEPTED_RISK, WONT_FIX, CONFIRMED, AUTHORISED -> {
                json.writeStringProperty("state", "exploitable");
                if (one.state() == TriageState.WONT_FIX) {
                    json.writeArrayPropertyStart("response");
                    json.writeString("will_not_fix");
                    json.writeEndArray();
                }
            }
            case NEW, PROPOSED, RETURNED, RULE -> json.writeStringProperty("state", "in_triage");
        }
        one.reason().ifPresent(reason -> json.writeStringProperty("detail", reason));
        json.writeEndObject();
        json.writeArrayPropertyStart("affects");
        json.writeStartObject();
        json.writeStringProperty("ref", one.purl().map(purl -> prefix + purl).orElse(productOf(project)));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
