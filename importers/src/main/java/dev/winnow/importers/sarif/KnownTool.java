package dev.winnow.importers.sarif;

import dev.winnow.importers.Category;
import dev.winnow.importers.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a scanner by its name.
 *
 * @param word in the tool's name, in lower case
 * @param category of its reports; null where the kinds of its results tell
 * @param kind of its results; null where its rules tell
 */
record KnownTool(
        String word, @Nullable Category category, @Nullable Kind kind) {
    private static final KnownTool UNKNOWN = new KnownTool("", null, null);

    /** The first that fits counts, so the narrower names come first. */
    private static final List<KnownTool> TOOLS = List.of(
            new KnownTool("trivy", null, null),
            new KnownTool("gitleaks", Category.SECRETS, Kind.SECRET),
            new KnownTool("betterleaks", Category.SECRETS, Kind.SECRET),
            new KnownTool("trufflehog", Category.SECRETS, Kind.SECRET),
            new KnownTool("detect-secrets", Category.SECRETS, Kind.SECRET),
            new KnownTool("gitguardian", Category.SECRETS, Kind.SECRET),
            new KnownTool("ggshield", Category.SECRETS, Kind.SECRET),
            new KnownTool("secretlint", Category.SECRETS, Kind.SECRET),
            new KnownTool("nosey parker", Category.SECRETS, Kind.SECRET),
            new KnownTool("noseyparker", Category.SECRETS, Kind.SECRET),
            new KnownTool("kingfisher", Category.SECRETS, Kind.SECRET),
            new KnownTool("talisman", Category.SECRETS, Kind.SECRET),
            new KnownTool("credscan", Category.SECRETS, Kind.SECRET),
            new KnownTool("credential scanner", Category.SECRETS, Kind.SECRET),
            new KnownTool("checkov", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("kics", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("tfsec", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("terrascan", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("kubescape", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("kubesec", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("kube-linter", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("kubelinter", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("kube-score", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("hadolint", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("tflint", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("cfn-lint", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("cfn-guard", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("cfn_nag", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("ansible-lint", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("templateanalyzer", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("psrule", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("snyk iac", Category.IAC, Kind.MISCONFIGURATION),
            new KnownTool("dockle", Category.CONTAINER, Kind.MISCONFIGURATION),
            new KnownTool("conftest", Category.POLICY, Kind.MISCONFIGURATION),
            new KnownTool("kyverno", Category.POLICY, Kind.MISCONFIGURATION),
            new KnownTool("gatekeeper", Category.POLICY, Kind.MISCONFIGURATION),
            new KnownTool("zap", Category.DAST, Kind.WEB),
            new KnownTool("burp", Category.DAST, Kind.WEB),
            new KnownTool("dastardly", Category.DAST, Kind.WEB),
            new KnownTool("nuclei", Category.DAST, Kind.WEB),
            new KnownTool("stackhawk", Category.DAST, Kind.WEB),
            new KnownTool("hawkscan", Category.DAST, Kind.WEB),
            new KnownTool("wapiti", Category.DAST, Kind.WEB),
            new KnownTool("nikto", Category.DAST, Kind.WEB),
            new KnownTool("arachni", Category.DAST, Kind.WEB),
            new KnownTool("invicti", Category.DAST, Kind.WEB),
            new KnownTool("acunetix", Category.DAST, Kind.WEB),
            new KnownTool("grype", null, Kind.VULNERABILITY),
            new KnownTool("snyk container", Category.CONTAINER, Kind.VULNERABILITY),
            new KnownTool("snyk open source", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("docker scout", Category.CONTAINER, Kind.VULNERABILITY),
            new KnownTool("clair", Category.CONTAINER, Kind.VULNERABILITY),
            new KnownTool("anchore", Category.CONTAINER, Kind.VULNERABILITY),
            new KnownTool("dependency-check", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("dependency-track", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("osv-scanner", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("dep-scan", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("depscan", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("govulncheck", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("pip-audit", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("npm audit", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("cargo-audit", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("bundler-audit", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("retire", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("xray", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("mend", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("black duck", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("vexctl", Category.SCA, Kind.VULNERABILITY),
            new KnownTool("contrast", Category.IAST, Kind.CODE),
            new KnownTool("falco", Category.RUNTIME, Kind.RUNTIME),
            new KnownTool("semgrep", Category.SAST, null),
            new KnownTool("opengrep", Category.SAST, null),
            new KnownTool("codeql", Category.SAST, null),
            new KnownTool("snykcode", Category.SAST, Kind.CODE),
            new KnownTool("gosec", Category.SAST, Kind.CODE),
            new KnownTool("bandit", Category.SAST, Kind.CODE),
            new KnownTool("spotbugs", Category.SAST, Kind.CODE),
            new KnownTool("pmd", Category.SAST, Kind.CODE),
            new KnownTool("brakeman", Category.SAST, Kind.CODE),
            new KnownTool("eslint", Category.SAST, Kind.CODE),
            new KnownTool("flawfinder", Category.SAST, Kind.CODE),
            new KnownTool("mobsfscan", Category.SAST, Kind.CODE),
            new KnownTool("njsscan", Category.SAST, Kind.CODE),
            new KnownTool("psalm", Category.SAST, Kind.CODE),
            new KnownTool("sonar", Category.SAST, null),
            new KnownTool("fortify", Category.SAST, Kind.CODE),
            new KnownTool("coverity", Category.SAST, Kind.CODE));

    static KnownTool of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (KnownTool tool : TOOLS) {
            int at = lower.indexOf(tool.word);
            int end = at + tool.word.length();
            if (at >= 0
                    && (at == 0 || !Character.isLetter(lower.charAt(at - 1)))
                    && (end == lower.length() || !Character.isLetter(lower.charAt(end)))) {
                return tool;
            }
        }
        return UNKNOWN;
    }

    boolean is(String other) {
        return word.equals(other);
    }
}
