package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Component;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Tool;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeySchemeV1Tests {
    private final KeySchemeV1 scheme = new KeySchemeV1();

    /** Whether a finding made of the one result is found by the other, by any key. */
    private boolean meet(Result one, Result other) {
        return pass(one, other) != null;
    }

    /** The strongest key of the second result that finds the first. */
    private Pass pass(Result kept, Result seeking) {
        return scheme.keys(seeking).stream()
                .filter(key -> key.use() != Key.Use.KEPT)
                .filter(key -> scheme.keys(kept).stream()
                        .anyMatch(its ->
                                its.use() != Key.Use.SOUGHT && its.high() == key.high() && its.low() == key.low()))
                .map(Key::pass)
                .min(Pass::compareTo)
                .orElse(null);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void severityTextsToolAndSuppressionAreNeverIdentity(Kind kind) {
        var component = new Component("pkg:npm/a@1", "a", "1", null, null);
        var before = Result.of(new Tool("One", "1"), kind, Rule.of("R"), Severity.LOW)
                .title("A title")
                .message("Found 3 of 'x'.")
                .component(component)
                .resource("Deployment/web")
                .location(Sample.at("a.tf", 10, "x = 1"))
                .build();
        var after = Result.of(
                        new Tool("One", "2"),
                        kind,
                        new Rule("R", "name", "text", "help", null, List.of("CWE-1"), List.of("t"), List.of(), null),
                        Severity.CRITICAL)
                .title("Another title")
                .message("Found 77 of 'y'.")
                .component(new Component("pkg:npm/a@2?x=y", "a", "2", "3", "fixed"))
                .resource("Deployment/web")
                .location(Sample.at("./a.tf", 99, "x  =  1"))
                .suppression(new Suppression("inSource", "because"))
                .layer("sha256:1")
                .build();

        assertThat(scheme.keys(after)).isEqualTo(scheme.keys(before));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyResultHasAKeyEvenOneThatSaysNothing(Kind kind) {
        var empty = Sample.builder(kind, "R").build();

        assertThat(scheme.keys(empty)).anyMatch(key -> key.use() == Key.Use.BOTH);
        assertThat(meet(empty, empty)).isTrue();
        assertThat(meet(empty, Sample.builder(kind, "S").build())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void resultsOfDifferentKindsNeverMeet(Kind kind) {
        for (Kind other : Kind.values()) {
            boolean same = meet(
                    Sample.builder(kind, "R").resource("r").build(),
                    Sample.builder(other, "R").resource("r").build());
            assertThat(same).as("%s and %s", kind, other).isEqualTo(kind == other);
        }
    }

    @Test
    void aVulnerabilityIsItsCanonicalNameAndItsPackage() {
        var one = Sample.vulnerability("pkg:npm/a@1", "a", "CVE-2024-1");

        assertThat(pass(one, Sample.vulnerability("pkg:npm/a@2", "a", "cve-2024-1")))
                .isEqualTo(Pass.ADVISORY_AND_PACKAGE);
        assertThat(meet(one, Sample.vulnerability("pkg:npm/a@1", "a", "CVE-2024-2")))
                .isFalse();
        assertThat(meet(one, Sample.vulnerability("pkg:npm/b@1", "b", "CVE-2024-1")))
                .isFalse();
        assertThat(meet(one, Sample.vulnerability("pkg:pypi/a@1", "a", "CVE-2024-1")))
                .isFalse();
    }

    @Test
    void anotherCataloguesNameFindsTheVulnerabilityEitherWay() {
        var cve = Sample.vulnerability("pkg:npm/a@1", "a", "CVE-2024-1", "GHSA-aaaa-bbbb-cccc");
        var ghsa = Sample.vulnerability("pkg:npm/a@1", "a", "GHSA-aaaa-bbbb-cccc");

        assertThat(meet(cve, ghsa)).isTrue();
        assertThat(pass(ghsa, cve)).isEqualTo(Pass.ALIAS_AND_PACKAGE);
    }

    @Test
    void aPackageWithoutUrlIsFoundByItsNameEitherWay() {
        var withUrl = Sample.vulnerability("pkg:maven/org.x/core@1", "org.x:core", "CVE-2024-1");
        var bare = Sample.bareVulnerability("core", "CVE-2024-1");

        assertThat(pass(withUrl, bare)).isEqualTo(Pass.ADVISORY_AND_NAME);
        assertThat(pass(bare, withUrl)).isEqualTo(Pass.ADVISORY_AND_NAME);
        assertThat(meet(withUrl, Sample.bareVulnerability("other", "CVE-2024-1")))
                .isFalse();
    }

    @Test
    void twoPackageUrlsNeverMeetByTheirBareName() {
        assertThat(meet(
                        Sample.vulnerability("pkg:npm/jquery@3", "jquery", "CVE-2024-1"),
                        Sample.vulnerability("pkg:maven/org.webjars/jquery@3", "org.webjars:jquery", "CVE-2024-1")))
                .isFalse();
    }

    @Test
    void theSecondCveOfAnAdvisoryIsNoNameOfTheFirst() {
        var advisory = Sample.vulnerability("pkg:rpm/a@1", "a", "CVE-2024-1", "CVE-2024-2", "ALAS-2024-7");

        assertThat(meet(advisory, Sample.vulnerability("pkg:rpm/a@1", "a", "CVE-2024-1")))
                .isTrue();
        assertThat(meet(advisory, Sample.vulnerability("pkg:rpm/a@1", "a", "CVE-2024-2")))
                .isFalse();
        assertThat(meet(advisory, Sample.vulnerability("pkg:rpm/a@1", "a", "ALAS-2024-7")))
                .isTrue();
    }

    @Test
    void codeIsKnownByItsFingerprintThenByPlaceThenWithoutIt() {
        var before = Sample.fingerprinted("R", "a.c", 3, "bad(x);", "0123456789abcdef");

        assertThat(pass(before, Sample.fingerprinted("R", "b.c", 9, "other();", "0123456789abcdef")))
                .isEqualTo(Pass.FINGERPRINT);
        assertThat(pass(before, Sample.code("R", "a.c", 9, "bad(x);"))).isEqualTo(Pass.PATH_AND_SNIPPET);
        assertThat(pass(before, Sample.code("R", "b.c", 9, "bad(x);"))).isEqualTo(Pass.SNIPPET);
        assertThat(pass(before, Sample.code("R", "a.c", 9, "other();"))).isEqualTo(Pass.PATH_AND_MESSAGE);
        assertThat(pass(before, Sample.code("R", "b.c", 3, "other();"))).isNull();
        assertThat(pass(before, Sample.fingerprinted("S", "a.c", 3, "bad(x);", "0123456789abcdef")))
                .isNull();
    }

    @Test
    void aSecretIsItsRuleItsHashAndItsPlaceThenWithoutIt() {
        var before = Sample.secret("aws-key", ".env", 3, "aa11");

        assertThat(pass(before, Sample.secret("aws-key", ".env", 40, "aa11"))).isEqualTo(Pass.PLACE);
        assertThat(pass(before, Sample.secret("aws-key", "prod.env", 3, "aa11")))
                .isEqualTo(Pass.SNIPPET);
        assertThat(meet(before, Sample.secret("aws-key", ".env", 3, "bb22"))).isFalse();
        assertThat(meet(before, Sample.secret("gcp-key", ".env", 3, "aa11"))).isFalse();
    }

    @Test
    void aMisconfigurationIsItsCheckFileAndResource() {
        var before = Sample.misconfiguration("AVD-1", "main.tf", 3, "aws_s3_bucket.a", "acl = 1");

        assertThat(pass(before, Sample.misconfiguration("AVD-1", "main.tf", 90, "aws_s3_bucket.a", "acl = 2")))
                .isEqualTo(Pass.PLACE);
        assertThat(pass(before, Sample.misconfiguration("AVD-1", "main.tf", 90, null, "acl = 1")))
                .isEqualTo(Pass.PATH_AND_SNIPPET);
        assertThat(pass(before, Sample.misconfiguration("AVD-1", "other.tf", 3, "aws_s3_bucket.a", "acl = 1")))
                .isNull();
    }

    @Test
    void aLicenceProblemIsTheLicenceAndThePackage() {
        var before = Sample.license("GPL-3.0", "pkg:npm/a@1", "a", "1");

        assertThat(meet(before, Sample.license("GPL-3.0", "pkg:npm/a@2", "a", "2")))
                .isTrue();
        assertThat(meet(before, Sample.license("AGPL-3.0", "pkg:npm/a@1", "a", "1")))
                .isFalse();
        assertThat(meet(before, Sample.license("GPL-3.0", "pkg:npm/b@1", "b", "1")))
                .isFalse();
    }

    @Test
    void aWebWeaknessIsItsRuleMethodAddressAndParameter() {
        var before = Sample.web("40012", "GET", "https://a.example/orders/17?q=1", "q");

        assertThat(meet(before, Sample.web("40012", "GET", "http://b.example/orders/99?q=z", "q")))
                .isTrue();
        assertThat(meet(before, Sample.web("40012", "POST", "https://a.example/orders/17?q=1", "q")))
                .isFalse();
        assertThat(meet(before, Sample.web("40012", "GET", "https://a.example/orders/17?q=1", "r")))
                .isFalse();
        assertThat(meet(before, Sample.web("40012", "GET", "https://a.example/carts/17?q=1", "q")))
                .isFalse();
        assertThat(meet(before, Sample.web("40014", "GET", "https://a.example/orders/17?q=1", "q")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNTIME", "CHANGE"})
    void anEventIsItsRuleAndItsWorkload(Kind kind) {
        var before = Sample.workload(kind, "shell-in-container", "Deployment/web");

        assertThat(meet(before, Sample.workload(kind, "shell-in-container", "Deployment/web")))
                .isTrue();
        assertThat(meet(before, Sample.workload(kind, "shell-in-container", "Deployment/db")))
                .isFalse();
        assertThat(meet(before, Sample.workload(kind, "new-port", "Deployment/web")))
                .isFalse();
    }

    @Test
    void aChangeIsAlsoItsContent() {
        var office = changed("ingress", "hash of the office");

        assertThat(meet(office, changed("ingress", "hash of the office"))).isTrue();
        assertThat(meet(office, changed("ingress", "hash of everywhere"))).isFalse();
        assertThat(meet(office, changed("tags", "hash of the office"))).isFalse();
        assertThat(meet(office, Sample.workload(Kind.CHANGE, "ingress", "aws_security_group.web")))
                .isFalse();
    }

    private static Result changed(String rule, String content) {
        return Sample.builder(Kind.CHANGE, rule)
                .resource("aws_security_group.web")
                .fingerprints(List.of(new Fingerprint("change", content, false)))
                .build();
    }

    @Test
    void keysCarryTheirVersion() {
        // A change of the rules that make keys must be a new scheme: this one's keys are in databases.
        var keys = scheme.keys(Sample.vulnerability("pkg:npm/a@1", "a", "CVE-2024-1"));

        assertThat(Objects.requireNonNull(keys.getFirst()).high())
                .isEqualTo(expected("v1", "VULNERABILITY", "", "cve-2024-1", "purl", "pkg:npm/a"));
        assertThat(keys.getFirst().high())
                .isNotEqualTo(expected("v2", "VULNERABILITY", "", "cve-2024-1", "purl", "pkg:npm/a"));
    }

    private static long expected(String... tuple) {
        try {
            var sha256 = java.security.MessageDigest.getInstance("SHA-256");
            for (String part : tuple) {
                byte[] bytes = part.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                sha256.update(
                        java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
                sha256.update(bytes);
            }
            return java.nio.ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
