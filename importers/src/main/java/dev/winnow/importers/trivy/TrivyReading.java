package dev.winnow.importers.trivy;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Report;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.packages.BoundedSink;
import dev.winnow.importers.packages.Timestamps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One pass over one report: walks its levels, from the artifact or cluster down to the findings. */
final class TrivyReading {
    private final Report report;
    private final ResultSink sink;
    private final Artifact artifact = new Artifact();
    private final Finding finding = new Finding();
    private final Results results = new Results();

    /** Where the parts of the report lie, read ahead only where a part's findings precede its name. */
    private @Nullable PartIndex index;

    private int part = -1;

    TrivyReading(Report report, ResultSink sink) {
        this.report = report;
        this.sink = new BoundedSink(sink, report.limits());
    }

    ScanInfo read() throws IOException {
        try (JsonCursor json = JsonCursor.open(report)) {
            JsonToken first = json.peek();
            if (first == JsonToken.START_ARRAY) {
                artifact.legacy = true;
                parts(json, null);
            } else if (first == JsonToken.START_OBJECT) {
                document(json);
            } else if (first == JsonToken.VALUE_NULL) {
                artifact.legacy = true;
                json.skip();
            } else {
                throw json.malformed("expected an object or an array");
            }
            json.end();
        }
        return artifact.scan(results.tool());
    }

    private void document(JsonCursor json) throws IOException {
        json.object();
        while (json.member()) {
            switch (json.name()) {
                case "SchemaVersion" -> schema(json.number());
                case "Trivy" -> version(json);
                case "ArtifactName" -> artifact.name = json.textIfScalar();
                case "ArtifactType" -> artifact.type = json.textIfScalar();
                case "CreatedAt" -> artifact.createdAt = Timestamps.parse(json.textIfScalar());
                case "ClusterName" -> {
                    artifact.kubernetes = true;
                    artifact.name = json.textIfScalar();
                }
                case "Metadata" -> artifact.metadata(json);
                case "RepoTags" -> artifact.repoTags(json);
                case "Results" -> parts(json, null);
                // Top-level vulnerabilities and misconfigurations are the first Kubernetes layout's.
                case "Resources", "Findings", "Vulnerabilities", "Misconfigurations" -> workloads(json);
                default -> json.skip();
            }
        }
    }

    private static void schema(@Nullable Double version) throws UnsupportedReport {
        if (version != null && version >= 3) {
            throw new UnsupportedReport(
                    "Trivy JSON of schema " + version.longValue() + " is not known; schema 2 and older are read");
        }
    }

    private void version(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("Version")) {
                String version = json.textIfScalar();
                results.tool(new Tool("Trivy", version == null || version.isBlank() ? null : Texts.line(version)));
            } else {
                json.skip();
            }
        }
    }

    private void workloads(JsonCursor json) throws IOException {
        artifact.kubernetes = true;
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            workload(json);
        }
    }

    private void workload(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        artifact.listed = true;
        var workload = new Workload();
        while (json.member()) {
            switch (json.name()) {
                case "Namespace" -> workload.namespace = json.textIfScalar();
                case "Kind" -> workload.kind = json.textIfScalar();
                case "Name" -> workload.name = json.textIfScalar();
                case "Error" -> {
                    String error = json.textIfScalar();
                    if (error != null && !error.isBlank()) {
                        artifact.failed(workload.toString(), error);
                    }
                }
                case "Results" -> parts(json, workload);
                default -> json.skip();
            }
        }
    }

    private void parts(JsonCursor json, @Nullable Workload workload) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            part(json, workload);
        }
    }

    private void part(JsonCursor json, @Nullable Workload workload) throws IOException {
        part++;
        if (!json.object()) {
            return;
        }
        artifact.listed = true;
        var here = new Part(workload, artifact);
        while (json.member()) {
            switch (json.name()) {
                case "Target" -> here.target = json.textOrEmpty();
                case "Class" -> here.classWord = json.textIfScalar();
                case "Type" -> here.type = json.textIfScalar();
                case "Vulnerabilities" -> findings(json, here, Kind.VULNERABILITY);
                case "Misconfigurations" -> findings(json, here, Kind.MISCONFIGURATION);
                case "Secrets" -> findings(json, here, Kind.SECRET);
                case "Licenses" -> findings(json, here, Kind.LICENSE);
                case "ExperimentalModifiedFindings", "ModifiedFindings" -> modifiedFindings(json, here);
                case "MisconfSummary" -> {
                    artifact.sawConfiguration = true;
                    json.skip();
                }
                default -> json.skip();
            }
        }
        artifact.saw(here);
    }

    private void findings(JsonCursor json, Part part, Kind kind) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            named(part);
            finding.read(json);
            emit(json, part, kind, null);
        }
    }

    private void modifiedFindings(JsonCursor json, Part part) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            named(part);
            modifiedFinding(json, part);
        }
    }

    private void modifiedFinding(JsonCursor json, Part part) throws IOException {
        String type = null;
        String status = null;
        String statement = null;
        String source = null;
        boolean found = false;
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "Type" -> type = json.textIfScalar();
                case "Status" -> status = Finding.present(json.textIfScalar());
                case "Statement" -> statement = Finding.present(json.textIfScalar());
                case "Source" -> source = Finding.present(json.textIfScalar());
                case "Finding" -> found = finding.read(json);
                default -> json.skip();
            }
        }
        Kind kind = found ? finding.kind(type) : null;
        if (kind != null) {
            emit(json, part, kind, Results.suppression(status, statement, source));
        }
    }

    private void emit(JsonCursor json, Part part, Kind kind, @Nullable Suppression suppression) throws IOException {
        if (kind == Kind.MISCONFIGURATION && !finding.failed()) {
            return;
        }
        String flaw = finding.flaw(kind);
        if (flaw != null) {
            throw json.malformed(flaw);
        }
        artifact.saw(kind);
        sink.accept(results.of(part, finding, kind, suppression));
    }

    /**
     * Sees to it that the part's name and type are known before its findings are. Trivy writes them first; a tool that
     * sorts members puts some findings before them.
     */
    private void named(Part part) throws IOException {
        if (part.target != null || part.lookedAhead) {
            return;
        }
        part.lookedAhead = true;
        PartIndex ahead = index;
        if (ahead == null) {
            ahead = PartIndex.of(report);
            index = ahead;
        }
        ahead.name(part, this.part);
    }
}
