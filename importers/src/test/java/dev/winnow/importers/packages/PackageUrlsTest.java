package dev.winnow.importers.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageUrlsTest {
    @Test
    void onlyTheNameIsFoldedNotTheVersion() {
        assertThat(PackageUrls.canonical("pkg:pypi/Ruamel_Yaml@1.0_RC1?x=Y#Z"))
                .isEqualTo("pkg:pypi/ruamel-yaml@1.0_RC1?x=Y#Z");
        assertThat(PackageUrls.canonical("pkg:golang/github.com/BurntSushi/toml@V1"))
                .isEqualTo("pkg:golang/github.com/burntsushi/toml@V1");
        assertThat(PackageUrls.canonical("pkg:PyPI/A")).isEqualTo("pkg:pypi/a");
        assertThat(PackageUrls.canonical("pkg:npm/@babel/core@1")).isEqualTo("pkg:npm/%40babel/core@1");
        assertThat(PackageUrls.canonical("pkg:nuget/Newtonsoft.Json@1")).isEqualTo("pkg:nuget/Newtonsoft.Json@1");
        assertThat(PackageUrls.canonical("pkg:rpm/bash@1")).isEqualTo("pkg:rpm/bash@1");
    }

    @Test
    void whatIsNoPackageUrlIsNull() {
        for (String text : new String[] {null, "", "x", "pkg:", "pkg:npm", "pkg:npm/", "pkg:/x", "pkg:npm/?a", "PKG"}) {
            assertThat(PackageUrls.canonical(text)).as(text).isNull();
        }
    }

    @Test
    void partsAreEncoded() {
        assertThat(PackageUrls.of("npm", "@a", "b c", "1+2/ü", "k=v"))
                .isEqualTo("pkg:npm/%40a/b%20c@1%2B2%2F%C3%BC?k=v");
        assertThat(PackageUrls.of("deb", null, "x\ud800", "", null)).isEqualTo("pkg:deb/x%3F");
    }

    @Test
    void imageNamesLoseTransportTagAndDigestButNotTheirPort() {
        assertThat(ScanTargets.image("host:5000/app:1.2")).isEqualTo("host:5000/app");
        assertThat(ScanTargets.image("host:5000/app")).isEqualTo("host:5000/app");
        assertThat(ScanTargets.image("app:1.2@sha256:00ff")).isEqualTo("app");
        assertThat(ScanTargets.image("registry:host:5000/app:1")).isEqualTo("host:5000/app");
        assertThat(ScanTargets.image("registry:2")).isEqualTo("registry");
        assertThat(ScanTargets.image("registry:5000/app:1")).isEqualTo("registry:5000/app");
        assertThat(ScanTargets.image("@sha256:0")).isNull();
        assertThat(ScanTargets.image(" ")).isNull();
    }

    @Test
    void directoriesOfABuildMachineAreTheSource() {
        assertThat(ScanTargets.directory("C:\\agent\\_work\\1\\s")).isEqualTo("source");
        assertThat(ScanTargets.directory("\".\"")).isEqualTo("source");
        assertThat(ScanTargets.directory(null)).isEqualTo("source");
        assertThat(ScanTargets.directory("a\\b")).isEqualTo("a/b");
        assertThat(ScanTargets.repository("git@example.org:shop/web.git")).isEqualTo("git@example.org:shop/web");
        assertThat(ScanTargets.repository("https://u:p@example.org/a/?token=1")).isEqualTo("https://example.org/a");
    }

    @Test
    void timesAreReadInTheFormsThatScannersWrite() {
        assertThat(Timestamps.parse("2021-08-03T14:15:09Z")).isEqualTo(Instant.parse("2021-08-03T14:15:09Z"));
        assertThat(Timestamps.parse("2024-09-09T13:21:09.230231+06:00"))
                .isEqualTo(Instant.parse("2024-09-09T07:21:09.230231Z"));
        assertThat(Timestamps.parse("2024-02-29")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        for (String text : new String[] {
            null,
            "",
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2021-13-03T14:15:09Z",
            "2021-08-03T25:15:09Z",
            "2021x08x03T14:15:0yZ",
            "yesterday, or so"
        }) {
            assertThat(Timestamps.parse(text)).as(text).isNull();
        }
    }

    @Test
    void theCveComesFirstAndEachNameOnce() {
        var identifiers = new Identifiers();
        List.of("RHSA-1", "GHSA-a", "CVE-2", "CVE-1", "GHSA-a").forEach(identifiers::add);
        assertThat(identifiers.inOrder()).containsExactly("CVE-2", "CVE-1", "GHSA-a", "RHSA-1");
    }
}
