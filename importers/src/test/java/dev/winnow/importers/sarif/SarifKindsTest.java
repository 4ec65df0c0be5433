package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Category;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.WebRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SarifKindsTest {
    @Test
    void trivyNamesVulnerabilityPackageAndImage() throws IOException {
        Sarif sarif = Sarif.run(
                "'tool':{'driver':{'name':'Trivy','rules':[{'id':'CVE-2019-1549','name':'OsPackageVulnerability',"
                        + "'shortDescription':{'text':'openssl: a flaw'},'properties':{'tags':['vulnerability','security'],'security-severity':'5.3'}}]}},"
                        + "'results':[{'ruleId':'CVE-2019-1549','message':{'text':'Package: libcrypto1.1\\nInstalled Version: 1.1.1c-r0\\n"
                        + "Vulnerability CVE-2019-1549\\nSeverity: MEDIUM\\nFixed Version: 1.1.1d-r0\\nLink: x'}}],"
                        + "'properties':{'imageName':'registry:5000/shop/web:1.4@sha256:00','imageID':'sha256:"
                        + "1a".repeat(32) + "','repoDigests':['shop/web@sha256:" + "3c".repeat(32) + "']}");
        Result result = sarif.first();
        assertThat(result.kind()).isEqualTo(Kind.VULNERABILITY);
        assertThat(result.identifiers()).containsExactly("CVE-2019-1549");
        assertThat(result.component()).isEqualTo(new Component(null, "libcrypto1.1", "1.1.1c-r0", "1.1.1d-r0", null));
        assertThat(result.title()).isEqualTo("openssl: a flaw");
        assertThat(sarif.info().category()).isEqualTo(Category.CONTAINER);
        assertThat(sarif.info().target()).isEqualTo("registry:5000/shop/web");
        assertThat(sarif.info().digests()).containsExactly("sha256:" + "1a".repeat(32), "sha256:" + "3c".repeat(32));
    }

    @Test
    void grypeNamesThePackageInItsRuleAndMessage() throws IOException {
        Sarif sarif = Sarif.of(
                "Grype",
                "{'id':'CVE-2005-2541-tar','help':{'text':'Vulnerability CVE-2005-2541\\nSeverity: low\\nPackage: tar\\nVersion: 1.34\\n"
                        + "Fix Version: 1.35\\nType: deb\\nLocation: /x\\nData Namespace: debian:distro:debian:12\\nLink: y'}}",
                "{'ruleId':'CVE-2005-2541-tar','message':{'text':'A low vulnerability in deb package: tar, version 1.33 was found in image shop/web:2 at: /x'}}");
        Result result = sarif.first();
        assertThat(result.component()).isEqualTo(new Component("pkg:deb/debian/tar", "tar", "1.33", "1.35", null));
        assertThat(result.identifiers()).containsExactly("CVE-2005-2541");
        assertThat(sarif.info().target()).isEqualTo("shop/web");
        assertThat(sarif.info().category()).isEqualTo(Category.CONTAINER);
    }

    @Test
    void aPackageUrlInALogicalLocationNamesThePackage() throws IOException {
        Result result = Sarif.one(
                "dependency-check",
                "",
                "{'ruleId':'CVE-2022-42920','locations':[{'logicalLocations':[{'fullyQualifiedName':'pkg:maven/org.apache.bcel/bcel@6.5.0?type=jar'}]}]}");
        assertThat(result.component())
                .isEqualTo(new Component(
                        "pkg:maven/org.apache.bcel/bcel@6.5.0?type=jar", "org.apache.bcel:bcel", "6.5.0", null, null));
        assertThat(result.kind()).isEqualTo(Kind.VULNERABILITY);
    }

    @Test
    void identifiersArePutInOrder() throws IOException {
        Result result = Sarif.one(
                "osv-scanner",
                "{'id':'GHSA-35jh-r3h4-6jhm','deprecatedIds':['CVE-2021-23337']}",
                "{'ruleId':'GHSA-35jh-r3h4-6jhm','message':{'text':\"Package 'lodash@4.17.1' is vulnerable\"}}"
                        .replace("\"", "'")
                        .replace("'lodash@4.17.1'", "`lodash@4.17.1`"));
        assertThat(result.identifiers()).containsExactly("CVE-2021-23337", "GHSA-35jh-r3h4-6jhm");
    }

    @Test
    void aCodeRuleThatSpeaksOfACveIsNoVulnerability() throws IOException {
        assertThat(Sarif.one(
                                "CodeQL",
                                "{'id':'java/cve-2021-44228','fullDescription':{'text':'looks for unsafe logging'}}",
                                "{'ruleId':'java/cve-2021-44228'}")
                        .kind())
                .isEqualTo(Kind.CODE);
    }

    @Test
    void gitleaksSecretsAreHashedAndNeverShown() throws IOException {
        Sarif sarif = Sarif.of(
                "gitleaks",
                "{'id':'key'}",
                "{'ruleId':'key','message':{'text':'found hunter2hunter2 in a file'},'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.py'},"
                        + "'region':{'startLine':1,'snippet':{'text':'hunter2hunter2'}},'contextRegion':{'snippet':{'text':'key = hunter2hunter2 # x'}}}}],"
                        + "'codeFlows':[{'threadFlows':[{'locations':[{'location':{'message':{'text':'is `hunter2hunter2`'}}}]}]}]}");
        Result result = sarif.first();
        assertThat(result.kind()).isEqualTo(Kind.SECRET);
        assertThat(result.secretHash()).isEqualTo(Sarif.MASKING.hash("hunter2hunter2"));
        assertThat(result.toString()).doesNotContain("hunter2").contains(Masking.MASK);
        assertThat(sarif.info().category()).isEqualTo(Category.SECRETS);
    }

    @Test
    void aLineWithASecretShowsOnlyTheNameItIsGivenTo() throws IOException {
        Result result = Sarif.one(
                "T",
                "{'id':'A','properties':{'tags':['secrets']}}",
                "{'ruleId':'A','locations':[{'physicalLocation':{'region':{'snippet':{'text':'String password = correcthorse battery;\\nexport TOKEN abcdef && x=1'}}}}]}");
        assertThat(result.primaryLocation().snippet())
                .isEqualTo("String password = " + Masking.MASK + "\n" + Masking.MASK);
        assertThat(result.secretHash()).isNull();
    }

    @Test
    void literalsBesideAHardCodedCredentialAreMasked() throws IOException {
        Result result = Sarif.one(
                "Bandit",
                "{'id':'B105','properties':{'tags':['external/cwe/cwe-259']}}",
                "{'ruleId':'B105','message':{'text':'Possible password: `hunter2`'},'locations':[{'physicalLocation':{'region':{'snippet':{'text':'pw = `hunter2`'}}}}]}");
        assertThat(result.kind()).isEqualTo(Kind.CODE);
        assertThat(result.toString()).doesNotContain("hunter2");
    }

    @Test
    void credentialsOfKnownShapeAreMaskedEverywhere() throws IOException {
        String token = "ghp_" + "a1B2".repeat(9);
        Result result = Sarif.one(
                "T",
                "{'id':'A'}",
                "{'ruleId':'A','message':{'text':'see " + token + "'},'fingerprints':{'x':'" + token + "'},"
                        + "'suppressions':[{'kind':'external','justification':'" + token + "'}],"
                        + "'locations':[{'message':{'text':'" + token
                        + "'},'physicalLocation':{'region':{'snippet':{'text':'" + token + "'}}}}]}");
        assertThat(result.toString()).doesNotContain(token);
    }

    @Test
    void infrastructureToolsFindMisconfigurations() throws IOException {
        Sarif sarif = Sarif.of(
                "Checkov",
                "{'id':'CKV_1'}",
                "{'ruleId':'CKV_1','locations':[{'logicalLocations':[{'fullyQualifiedName':'aws_s3_bucket.b'}]}]}");
        assertThat(sarif.first().kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(sarif.first().resource()).isEqualTo("aws_s3_bucket.b");
        assertThat(sarif.info().category()).isEqualTo(Category.IAC);
        assertThat(Sarif.one(
                                "Trivy",
                                "{'id':'DS002','name':'Misconfiguration','properties':{'tags':['misconfiguration']}}",
                                "{'ruleId':'DS002'}")
                        .kind())
                .isEqualTo(Kind.MISCONFIGURATION);
    }

    @Test
    void aWebFindingHasItsRequest() throws IOException {
        Sarif sarif = Sarif.of(
                "ZAP",
                "{'id':'40012'}",
                "{'ruleId':'40012','locations':[{'physicalLocation':{'artifactLocation':{'uri':'https://shop.example/search?q=1'}}}],"
                        + "'webRequest':{'method':'POST','target':'https://shop.example/search','parameters':{'q':'<x>'}},'properties':{'attack':'<x>','evidence':'e'}}");
        assertThat(sarif.first().kind()).isEqualTo(Kind.WEB);
        assertThat(sarif.first().request())
                .isEqualTo(new WebRequest("POST", "https://shop.example/search", "q", "<x>", "e"));
        assertThat(sarif.info().category()).isEqualTo(Category.DAST);
        assertThat(sarif.info().target()).isEqualTo("https://shop.example");
    }

    @Test
    void licencesAreToldByTheirTag() throws IOException {
        Result result = Sarif.one(
                "Trivy",
                "{'id':'musl:MIT','name':'License','properties':{'tags':['license']}}",
                "{'ruleId':'musl:MIT','message':{'text':'Artifact: x\\nLicense MIT\\nPkgName: musl'}}");
        assertThat(result.kind()).isEqualTo(Kind.LICENSE);
        assertThat(result.resource()).isEqualTo("MIT");
    }
}
