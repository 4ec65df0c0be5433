package dev.winnow.demo;

import java.time.Duration;
import java.util.function.Function;

/** The guards of the demo, and how long after the commit their reports are there. */
enum Scanner {
    GITLEAKS(2, Problem.Leak.class, SarifReports::gitleaks),
    SEMGREP(3, Problem.Flaw.class, SarifReports::semgrep),
    CHECKOV(4, Problem.Misconfiguration.class, SarifReports::checkov),
    TRIVY(7, Problem.Vulnerability.class, PackageReports::trivy),
    GRYPE(8, Problem.Vulnerability.class, PackageReports::grype),
    ZAP(24, Problem.Alert.class, ZapReport::of),
    TERRAFORM(31, Problem.Drift.class, DriftReport::of);

    private final int minutes;
    private final Class<? extends Problem> sees;
    private final Function<Scene, byte[]> writer;

    Scanner(int minutes, Class<? extends Problem> sees, Function<Scene, byte[]> writer) {
        this.minutes = minutes;
        this.sees = sees;
        this.writer = writer;
    }

    String guard() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Duration takes() {
        return Duration.ofMinutes(minutes);
    }

    boolean sees(Problem problem) {
        return sees.isInstance(problem);
    }

    byte[] report(Scene scene) {
        return writer.apply(scene);
    }
}
