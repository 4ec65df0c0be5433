package dev.winnow.importers.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Result;
import dev.winnow.importers.grype.GrypeImporter;
import dev.winnow.importers.trivy.TrivyImporter;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both scanners report is one finding only where identifier and package URL agree. */
class ScannersAgreeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # Trivy: type, name, own purl | Grype: type, name, own purl, distribution
            debian      | libssl3                  | -                                          | deb          | libssl3       | pkg:deb/debian/libssl3@1?arch=amd64&distro=debian-12 | debian
            ubuntu      | curl                     | pkg:deb/ubuntu/curl@1?distro=ubuntu-22.04  | deb          | curl          | -                                                    | ubuntu
            alpine      | apk-tools                | -                                          | apk          | apk-tools     | pkg:apk/alpine/apk-tools@1?arch=x86_64               | alpine
            redhat      | openssl-libs             | -                                          | rpm          | openssl-libs  | pkg:rpm/redhat/openssl-libs@1?epoch=1                | rhel
            redhat      | openssl-libs             | pkg:rpm/redhat/openssl-libs@1              | rpm          | openssl-libs  | -                                                    | redhat
            amazon      | krb5-libs                | pkg:rpm/amazon/krb5-libs@1?arch=aarch64    | rpm          | krb5-libs     | pkg:rpm/amzn/krb5-libs@1?arch=aarch64                | amzn
            amazon      | krb5-libs                | -                                          | rpm          | krb5-libs     | -                                                    | amazonlinux
            oracle      | glibc                    | -                                          | rpm          | glibc         | pkg:rpm/ol/glibc@1                                   | ol
            alma        | bash                     | pkg:rpm/alma/bash@1                        | rpm          | bash          | pkg:rpm/almalinux/bash@1                             | almalinux
            opensuse-leap | libxml2                | pkg:rpm/opensuse/libxml2@1                 | rpm          | libxml2       | pkg:rpm/opensuse-leap/libxml2@1                      | opensuse-leap
            npm         | @babel/core              | -                                          | npm          | @babel/core   | pkg:npm/%40babel/core@1                              | -
            yarn        | lodash                   | -                                          | npm          | lodash        | -                                                    | -
            pip         | Django                   | -                                          | python       | Django        | pkg:pypi/Django@1                                    | -
            python-pkg  | ruamel.yaml_clib         | pkg:pypi/ruamel.yaml-clib@1                | python       | ruamel.yaml_clib | -                                                 | -
            pom         | org.apache.logging:log4j | -                                          | java-archive | log4j         | pkg:maven/org.apache.logging/log4j@1                 | -
            gobinary    | github.com/BurntSushi/toml | -                                        | go-module    | github.com/BurntSushi/toml | pkg:golang/github.com/BurntSushi/toml@1 | -
            gomod       | stdlib                   | pkg:golang/stdlib@v1                       | go-module    | stdlib        | pkg:golang/stdlib@1                                  | -
            bundler     | rails                    | -                                          | gem          | rails         | pkg:gem/rails@1                                      | -
            rustbinary  | ammonia                  | -                                          | rust-crate   | ammonia       | pkg:cargo/ammonia@1                                  | -
            composer    | guzzlehttp/psr7          | -                                          | php-composer | guzzlehttp/psr7 | -                                                  | -
            dotnet-core | Newtonsoft.Json          | -                                          | dotnet       | Newtonsoft.Json | pkg:nuget/Newtonsoft.Json@1                        | -
            conan       | openssl                  | -                                          | conan        | openssl       | -                                                    | -
            pub         | http                     | -                                          | dart-pub     | http          | pkg:pub/http@1                                       | -
            hex         | phoenix                  | -                                          | hex          | phoenix       | -                                                    | -
            swift       | github.com/apple/swift-nio | -                                        | swift        | github.com/apple/swift-nio | -                                       | -
            cocoapods   | AFNetworking             | -                                          | pod          | AFNetworking  | pkg:cocoapods/AFNetworking@1                         | -
            conda-pkg   | openssl                  | -                                          | conda        | openssl       | -                                                    | -
            """)
    void theSameVulnerabilityHasTheSameIdentifierAndPackageUrl(
            String trivyType,
            String trivyName,
            String trivyUrl,
            String grypeType,
            String grypeName,
            String grypeUrl,
            String distribution)
            throws IOException {
        Result trivy = Reports.read(new TrivyImporter(), """
                {"SchemaVersion":2,"ArtifactName":"a:1","ArtifactType":"container_image","Results":[
                 {"Target":"a:1 (x 1)","Type":"%s","Vulnerabilities":[{"VulnerabilityID":"CVE-2024-1","VendorIDs":["GHSA-a-b-c"],
                  "PkgName":"%s","InstalledVersion":"1","PkgIdentifier":{"PURL":%s}}]}]}
                """.formatted(trivyType, trivyName, quoted(trivyUrl)))
                .only();
        Result grype = Reports.read(new GrypeImporter(), """
                {"matches":[{"vulnerability":{"id":"GHSA-a-b-c"},"relatedVulnerabilities":[{"id":"CVE-2024-1"}],
                 "artifact":{"name":"%s","version":"1","type":"%s","purl":%s}}],"distro":{"name":%s}}
                """.formatted(
                                grypeName, grypeType, quoted(grypeUrl), quoted(distribution)))
                .only();

        assertThat(grype.identifiers()).isEqualTo(trivy.identifiers()).containsExactly("CVE-2024-1", "GHSA-a-b-c");
        assertThat(bare(grype.component().purl()))
                .isEqualTo(bare(trivy.component().purl()))
                .startsWith("pkg:");
        if (grypeUrl != null) {
            assertThat(grype.component().name()).isEqualTo(trivy.component().name());
        }
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static String bare(String purl) {
        return purl.replaceFirst("(?<!/)[@?].*", "");
    }
}
