package dev.winnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runnable jar as a process: its launcher starts a second JVM for short commands. */
class RunnableJarIT {
    private static final Path ROOT = Files.exists(Path.of("sample-data")) ? Path.of("") : Path.of("..");
    private static final Path JAR = ROOT.resolve("target/winnow.jar").toAbsolutePath();
    private static final Path SAMPLES = ROOT.resolve("sample-data").toAbsolutePath();

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Each needs other libraries of the jar. */
    @ParameterizedTest
    @CsvSource({
        "semgrep.sarif, sarif",
        "trivy.json, trivy",
        "grype.json, grype",
        "zap.json, zap",
        "zap.xml, zap",
        "falco.jsonl, falco",
        "policyreport.yaml, policyreport"
    })
    void everyFormatIsNormalisedWithAndWithoutCompression(String file, String format) throws Exception {
        byte[] report = Files.readAllBytes(SAMPLES.resolve(file));
        Path compressed = Files.write(folder.resolve("report.zst"), Zstd.compress(report));
        Run plain = normalize(SAMPLES.resolve(file).toString());
        assertThat(plain.code).isZero();
        assertThat(plain.err).isEmpty();
        assertThat(plain.out).isNotEmpty().allMatch(line -> line.startsWith("{\"format\":\"" + format + "\""));
        // The hash of a secret has another key in each run.
        assertThat(normalize(compressed.toString()).out).hasSameSizeAs(plain.out);
    }

    @Test
    void aFileThatCannotBeReadIsExitCode2AndOneLine() throws Exception {
        Run run = normalize(
                folder.resolve("missing.json").toString(),
                SAMPLES.resolve("zap.json").toString());
        assertThat(run.code).isEqualTo(2);
        assertThat(run.out).isNotEmpty();
        assertThat(run.err).singleElement().asString().endsWith("missing.json: no such file");
    }

    @Test
    void aMistypedCommandEndsAndStartsNoServer() throws Exception {
        Run run = run(java().command(javaBinary(), "-jar", JAR.toString(), "verfy", "packet.zip"));
        assertThat(run.code).isEqualTo(2);
        assertThat(run.err).first().isEqualTo("There is no command verfy.");
        assertThat(run.err).anyMatch(line -> line.contains("verify FILE"));
    }

    /** Whoever chooses a JVM's options gets that JVM. */
    @Test
    void optionsOfOnesOwnAreKept() throws Exception {
        String sample = SAMPLES.resolve("zap.json").toString();
        List<String> usual = normalize(sample).out;
        assertThat(run(java().command(
                                        javaBinary(),
                                        "-XX:+UseParallelGC",
                                        "-Xmx100m",
                                        "-jar",
                                        JAR.toString(),
                                        "normalize",
                                        sample))
                        .out)
                .isEqualTo(usual);
        ProcessBuilder withCollector = java().command(javaBinary(), "-jar", JAR.toString(), "normalize", sample);
        withCollector.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");
        Run run = run(withCollector);
        assertThat(run.code).isZero();
        assertThat(run.out).isEqualTo(usual);
    }

    @Test
    void whatEndsTheFirstJvmEndsTheSecond() throws Exception {
        for (boolean forcibly : new boolean[] {false, true}) {
            // It waits for standard input, which does not come.
            Process first = start(java().command(javaBinary(), "-jar", JAR.toString(), "normalize", "-"));
            ProcessHandle second = secondOf(first);
            if (forcibly) {
                first.destroyForcibly();
            } else {
                first.destroy();
            }
            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            second.onExit().get(60, TimeUnit.SECONDS);
            assertThat(second.isAlive()).isFalse();
        }
    }

    private static ProcessHandle secondOf(Process first) throws InterruptedException {
        while (first.isAlive()) {
            // A child is a copy of the first JVM until it has become java again.
            var second = first.children()
                    .filter(child -> child.info()
                            .arguments()
                            .map(arguments -> List.of(arguments).contains("-XX:+UseSerialGC"))
                            .orElse(false))
                    .findFirst();
            if (second.isPresent()) {
                return second.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it ended with " + first.exitValue() + " and had no second JVM");
    }

    private Run normalize(String... files) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(javaBinary(), "-jar", JAR.toString(), "normalize"), Stream.of(files))
                .toList();
        return run(java().command(command));
    }

    private Run run(ProcessBuilder builder) throws Exception {
        Path out = Files.createTempFile(folder, "out", null);
        Path err = Files.createTempFile(folder, "err", null);
        Process process = start(builder.redirectOutput(out.toFile()).redirectError(err.toFile()));
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
        return new Run(
                process.exitValue(),
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readAllLines(err, StandardCharsets.UTF_8));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static ProcessBuilder java() {
        assertThat(JAR).as("built by the package phase").exists();
        var builder = new ProcessBuilder();
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder;
    }

    private static String javaBinary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private record Run(int code, List<String> out, List<String> err) {}
}
