package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageKeyTests {
    private static PackageKey of(String purl, String name) {
        return PackageKey.of(new Component(purl, name, "1", "2", "fixed"));
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/lodash@4.17.20, pkg:npm/lodash@4.17.21",
        "pkg:deb/debian/openssl@1.1?arch=amd64&distro=debian-11, pkg:deb/debian/openssl@1.1?arch=arm64&distro=debian-12",
        "pkg:npm/%40angular/core@1, pkg:npm/%40angular/core@2",
        "pkg:pypi/Zope.Interface@5, pkg:pypi/zope-interface@5",
        "pkg:pypi/typing_extensions@5, pkg:pypi/typing-extensions@5",
        "pkg:golang/github.com/Azure/azure-sdk@1#sub/dir, pkg:golang/github.com/azure/azure-sdk@1"
    })
    void versionQualifiersAndSpellingAreNoIdentity(String one, String other) {
        assertThat(of(one, "x").purl()).isNotNull().isEqualTo(of(other, "x").purl());
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/jquery@3, pkg:maven/org.webjars/jquery@3",
        "pkg:deb/debian/openssl@1, pkg:deb/ubuntu/openssl@1",
        "pkg:npm/%40angular/core@1, pkg:npm/core@1"
    })
    void anotherEcosystemOrNamespaceIsAnotherPackage(String one, String other) {
        assertThat(of(one, "x").purl()).isNotEqualTo(of(other, "x").purl());
    }

    @Test
    void aUrlThatCannotBeReadLeavesTheName() {
        assertThat(of("not a purl", "Lodash")).isEqualTo(new PackageKey(null, "lodash"));
        assertThat(of(null, "org.apache.logging.log4j:log4j-core").name()).isEqualTo("log4j-core");
        assertThat(of(null, "github.com/gin-gonic/gin").name()).isEqualTo("gin");
        assertThat(of(null, "odd/").name()).isEqualTo("odd/");
    }
}
