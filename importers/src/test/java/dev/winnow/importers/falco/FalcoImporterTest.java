package dev.winnow.importers.falco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Severity;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FalcoImporterTest {
    private final Importer importer = new FalcoImporter();

    static final String ALERT =
            "{\"uuid\":\"a\",\"output\":\"10:00:00.1: Notice A shell was spawned (user=root token=ghp_"
                    + "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6)\",\"priority\":\"Notice\",\"rule\":\"Terminal shell in container\","
                    + "\"time\":\"2026-11-02T10:00:00.123456789Z\",\"source\":\"syscall\",\"tags\":[\"T1059\",\"shell\"],"
                    + "\"hostname\":\"node-1\",\"output_fields\":{\"k8s.ns.name\":\"shop\","
                    + "\"k8s.pod.name\":\"web-5d6b975744-rrkhh\",\"container.id\":\"0f8d\","
                    + "\"container.image.repository\":\"registry.example:5000/shop/web\",\"container.image.tag\":\"1.4\","
                    + "\"container.image.digest\":\"sha256:00ff\",\"evt.time\":1762077600123456789,\"proc.tty\":34816}}";

    private Result only(String alert) throws IOException {
        return Reports.read(importer, alert).only();
    }

    @Test
    void anAlertIsAboutItsWorkloadAndKeepsTimeAndImage() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, ALERT);
        assertThat(outcome.scan().tool().name()).isEqualTo("Falco");
        assertThat(outcome.scan().category()).isEqualTo(Category.RUNTIME);
        assertThat(outcome.scan().complete()).isTrue();
        Result result = outcome.only();
        assertThat(result.kind()).isEqualTo(Kind.RUNTIME);
        assertThat(result.severity()).isEqualTo(Severity.LOW);
        assertThat(result.title()).isEqualTo("Terminal shell in container");
        assertThat(result.rule().tags()).containsExactly("T1059", "shell");
        assertThat(result.resource()).isEqualTo("shop/web");
        assertThat(result.primaryLocation().logicalName()).isEqualTo("shop/web-5d6b975744-rrkhh");
        assertThat(result.occurredAt()).isEqualTo("2026-11-02T10:00:00.123456789Z");
        assertThat(result.message()).contains("A shell was spawned").doesNotContain("ghp_");
        assertThat(result.component().name()).isEqualTo("registry.example:5000/shop/web");
        assertThat(result.component().version()).isEqualTo("1.4");
        assertThat(result.component().purl())
                .isEqualTo("pkg:oci/web@sha256%3A00ff?repository_url=registry.example%3A5000/shop/web&tag=1.4");
    }

    /** {@code json_include_output_property: false} and the like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hostname\":\"n\",\"output_fields\":{\"container.name\":\"web\"},\"priority\":\"Error\",\"rule\":\"R\"}",
                "{\"hostname\":\"n\",\"priority\":\"Error\",\"rule\":\"R\",\"time\":\"2026-11-02T10:00:00Z\"}",
                "{\"message\":\"m\",\"output_fields\":{},\"priority\":\"Error\",\"rule\":\"R\",\"tags\":[]}",
                "[{\"hostname\":\"n\",\"source\":\"syscall\",\"priority\":\"Error\",\"rule\":\"R\"}]",
            })
    void whatFalcoWasToldToLeaveOutIsNotNeeded(String alert) throws IOException {
        assertThat(Formats.importerOf(Sample.of(alert)).format()).isEqualTo("falco");
        assertThat(only(alert).severity()).isEqualTo(Severity.HIGH);
        assertThat(only(alert).message()).isEqualTo(alert.contains("\"m\"") ? "m" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "Emergency,CRITICAL",
        "Alert,CRITICAL",
        "CRITICAL,CRITICAL",
        "Error,HIGH",
        "Warning,MEDIUM",
        "Notice,LOW",
        "Informational,INFO",
        "Debug,INFO",
        "odd,UNKNOWN"
    })
    void prioritiesAreSeverities(String priority, Severity severity) throws IOException {
        assertThat(only(ALERT.replace("\"Notice\"", "\"" + priority + "\"")).severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "k8s.ns.name":"a","k8s.deployment.name":"web","k8s.pod.name":"other-1"      | a/web
            "k8smeta.ns.name":"a","k8smeta.deployment.name":"web"                       | a/web
            "k8s.ns.name":"a","k8s.rs.name":"web-5d6b975744"                            | a/web
            "k8s.ns.name":"a","k8s.pod.name":"agent-x7k2p"                              | a/agent
            "k8s.ns.name":"a","k8s.pod.name":"backup-28123456-x7k2p"                    | a/backup
            "k8s.ns.name":"a","k8s.pod.name":"kafka-2"                                  | a/kafka
            "k8s.ns.name":"a","k8s.pod.name":"a-pod"                                    | a/a-pod
            "ka.target.namespace":"a","ka.target.resource":"pods","ka.target.name":"web-5d6b975744-rrkhh" | a/pods/web
            "container.image.repository":"docker.io/nginx","k8s.pod.name":"<NA>"        | docker.io/nginx
            "container.image":"nginx:1.25","container.name":"web"                       | nginx
            "container.name":"web"                                                      | web
            "container.name":"host","k8s.ns.name":null                                  | node-1
            """)
    void theWorkloadOutlivesItsPods(String fields, String resource) throws IOException {
        String alert = ALERT.substring(0, ALERT.indexOf("\"k8s.ns.name\"")) + fields + "}}";
        assertThat(only(alert).resource()).isEqualTo(resource);
    }

    @Test
    void linesArraysAndSingleAlertsAreReadAlike() throws IOException {
        for (String report : List.of(
                ALERT + "\n" + ALERT + "\n", "[" + ALERT + ",\n" + ALERT + "]", "\n\n" + ALERT + "\r\n\n" + ALERT)) {
            assertThat(Sample.read(Sample.of(report)).results()).hasSize(2);
        }
    }

    @Test
    void linesOfTextAroundAlertsArePassedOver() throws IOException {
        String said = ALERT.replace("A shell", "A \\\" } shell\\n{");
        String log = """
                Sat Jul  4 20:46:01 2026: Falco version: 0.43.0 (x86_64)
                Sat Jul  4 20:46:01 2026:    /etc/falco/falco.yaml | schema validation: ok
                %s
                Sat Jul  4 20:47:01 2026: SIGHUP received, restarting {soon}...
                ♻ [again]
                %s
                Events detected: 2
                Rule counts by severity:
                   NOTICE: 2
                Syscall event drop monitoring:
                   - event drop detected: 0 occurrences
                """.formatted(said, said);
        String alone = log.substring(log.indexOf('{'));
        for (String report : List.of(log, alone, log.replace("\n", "\r\n"), "\uFEFF" + alone)) {
            assertThat(Sample.read(Sample.of(report)).results()).as(report).hasSize(2);
        }
        assertThat(Sample.read(Sample.of((ALERT + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
                        .results())
                .hasSize(1);
        assertThat(Sample.read(Sample.of(
                                ("\uFEFF" + ALERT + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
                        .results())
                .hasSize(1);
        assertThat(Sample.read(Sample.of(ALERT + "\n2026-07-04T20:46:01Z stderr F " + ALERT + ALERT + "\n"))
                        .results())
                .hasSize(3);
        assertThatThrownBy(() -> Sample.read(Sample.of(log + "Jul 4: {\"rule\": \"r\", broken}\n")))
                .hasMessageContaining("line 12");
        assertThatThrownBy(() -> Sample.read(Sample.of(log + "{\"rule\": \"r\", broken}\n")))
                .hasMessageContaining("line 12");
    }

    @Test
    void anAlertWithoutTimeHasThatOfItsEvent() throws IOException {
        assertThat(only(ALERT.replace("\"time\"", "\"no\"")).occurredAt()).isEqualTo("2025-11-02T10:00:00.123456789Z");
    }

    @Test
    void aFalcoThatDroppedEventsDidNotSeeAll() throws IOException {
        String drop = "{\"output\":\"815508 system calls dropped\",\"priority\":\"Debug\","
                + "\"rule\":\"Falco internal: syscall event drop\",\"time\":\"2026-11-02T10:00:00Z\"}";
        Reports.Outcome outcome = Reports.read(importer, ALERT + "\n" + drop);
        assertThat(outcome.results()).hasSize(2);
        assertThat(outcome.scan().complete()).isFalse();
        assertThat(outcome.scan().notices()).containsExactly("815508 system calls dropped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "[]"})
    void aQuietTimeIsAnEmptyFileWhoseFormatIsSaid(String quiet) throws IOException {
        assertThat(Formats.importerOf(Sample.of(quiet), "falco")
                        .read(Sample.of(quiet), result -> {})
                        .complete())
                .isTrue();
    }

    @Test
    void aTruncatedLastLineIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Reports.read(importer, ALERT + "\n" + ALERT.substring(0, 300)))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Reports.read(importer, ALERT + "\n{\"priority\":\"Debug\"}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("without rule");
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of(ALERT, ALERT + "\n" + ALERT, "[" + ALERT + "]"), seed, 1_500);
        }
    }
}
