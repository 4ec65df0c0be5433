package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchingTests {
    private final Reports reports = new Reports();

    private static final String PURL = "pkg:npm/a@1";
    private static final String GHSA = "GHSA-aaaa-bbbb-cccc";

    @Test
    void theSameReportTwiceChangesNothing() {
        Result[] report = {
            Sample.code("R", "a.c", 1, "one();"),
            Sample.vulnerability(PURL, "a", "CVE-2024-1"),
            Sample.secret("aws-key", ".env", 3, "aa11"),
            Sample.web("40012", "GET", "https://h/a?q=1", "q")
        };

        assertThat(reports.scan("s", report)).containsExactly(1, 2, 3, 4);
        assertThat(reports.scan("s", report)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shiftedLinesOpenAndCloseNothing() {
        var before = reports.scan(
                "s", Sample.code("R", "a.c", 10, "one();"), Sample.codeSaying("R", "a.c", 20, null, "Line 20 is bad."));

        assertThat(reports.scan(
                        "s",
                        Sample.code("R", "a.c", 15, "one();"),
                        Sample.codeSaying("R", "a.c", 25, null, "Line 25 is bad.")))
                .isEqualTo(before);
    }

    @Test
    void aMovedFileOpensAndClosesNothing() {
        var before = reports.scan("s", Sample.code("R", "a.c", 10, "one();"), Sample.secret("K", "a.env", 1, "aa11"));

        assertThat(reports.scan(
                        "s", Sample.code("R", "lib/a.c", 10, "one();"), Sample.secret("K", "lib/a.env", 1, "aa11")))
                .isEqualTo(before);
        assertThat(reports.passes()).containsOnly(Pass.SNIPPET);
        // The finding is known by its new place from now on.
        assertThat(reports.scan("s", Sample.code("R", "lib/a.c", 10, "two();"))).containsExactly(before.getFirst());
    }

    @Test
    void equalCodeInAFileOfAnotherGuardIsNotAMovedFile() {
        reports.scan("frontend", Sample.code("R", "web/a.js", 10, "eval(x);"));

        assertThat(reports.scan("backend", Sample.code("R", "server/b.js", 10, "eval(x);")))
                .containsExactly(2);
    }

    @Test
    void nEqualResultsStayNFindings() {
        Result[] three = {
            Sample.code("R", "a.c", 10, "same();"),
            Sample.code("R", "a.c", 20, "same();"),
            Sample.code("R", "a.c", 30, "same();")
        };

        assertThat(reports.scan("s", three)).containsExactly(1, 2, 3);
        assertThat(reports.scan("s", three)).containsExactly(1, 2, 3);
    }

    @Test
    void equalResultsAtOneLineStayTwoFindings() {
        Result[] two = {Sample.code("R", "a.c", 10, "same();"), Sample.code("R", "a.c", 10, "same();")};

        assertThat(reports.scan("s", two)).doesNotHaveDuplicates();
        assertThat(reports.scan("s", two)).containsExactlyInAnyOrder(1, 2);
        assertThat(reports.known()).isEqualTo(2);
    }

    @Test
    void equalResultsThatShareTheToolsFingerprintStayTwoFindings() {
        Result[] two = {
            Sample.fingerprinted("R", "a.c", 10, "same();", "0123456789abcdef"),
            Sample.fingerprinted("R", "a.c", 20, "same();", "0123456789abcdef")
        };

        assertThat(reports.scan("s", two)).containsExactly(1, 2);
        assertThat(reports.scan("s", two)).containsExactly(1, 2);
    }

    @Test
    void oneOfNEqualResultsRemovedIsTheOneThatIsGone() {
        reports.scan(
                "s",
                Sample.code("R", "a.c", 10, "same();"),
                Sample.code("R", "a.c", 20, "same();"),
                Sample.code("R", "a.c", 30, "same();"));

        assertThat(reports.scan("s", Sample.code("R", "a.c", 10, "same();"), Sample.code("R", "a.c", 30, "same();")))
                .containsExactly(1, 3);
    }

    @Test
    void oneMoreEqualResultInTheMiddleIsTheNewOne() {
        reports.scan("s", Sample.code("R", "a.c", 10, "same();"), Sample.code("R", "a.c", 30, "same();"));

        assertThat(reports.scan(
                        "s",
                        Sample.code("R", "a.c", 11, "same();"),
                        Sample.code("R", "a.c", 20, "same();"),
                        Sample.code("R", "a.c", 31, "same();")))
                .containsExactly(1, 3, 2);
    }

    @Test
    void aWeakLikenessTakesNoFindingFromAStrongOne() {
        reports.scan("s", Sample.code("R", "a.c", 10, "one();"));

        // The first result is like it by file and message, the second is it.
        assertThat(reports.scan("s", Sample.code("R", "a.c", 10, "other();"), Sample.code("R", "a.c", 90, "one();")))
                .containsExactly(2, 1);
    }

    @Test
    void whatIsKnownByFileAndMessageAloneComesBackToItsStream() {
        var bare = Sample.codeSaying("R", "main.tf", 0, null, "Port 22 is open.");
        assertThat(reports.scan("s", bare, Sample.codeSaying("R", "main.tf", 0, null, "No tags.")))
                .containsExactly(1, 2);
        reports.scan("s");

        assertThat(reports.scan("other", bare)).as("of another stream").containsExactly(3);
        assertThat(reports.scan("s", Sample.codeSaying("R", "main.tf", 9, null, "Port 23 is open.")))
                .as("it is open by the other stream now, and this one's own is closed")
                .containsExactly(1);
        assertThat(reports.passes()).containsExactly(Pass.PATH_AND_MESSAGE);
        assertThat(reports.elsewhere("s", Sample.codeSaying("R", "main.tf", 0, null, "No tags.")))
                .containsExactly(2);
    }

    @Test
    void ofSeveralThatCameBackEachIsOne() {
        var bare = Sample.codeSaying("R", "main.tf", 0, null, "Port 22 is open.");
        assertThat(reports.scan("s", bare, bare)).containsExactly(1, 2);
        reports.scan("s");

        assertThat(reports.scan("s", bare, bare, bare)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void codeThatIsThereComesBackToNothingElse() {
        reports.scan("s", Sample.code("R", "a.c", 10, "one();"));
        reports.scan("s");

        assertThat(reports.scan("s", Sample.code("R", "a.c", 10, "two();")))
                .as("other code, with the same message")
                .containsExactly(2);
        reports.scan("s");
        assertThat(reports.scan("s", Sample.codeSaying("R", "a.c", 10, null, "Weak code.")))
                .as("no code, where there was some")
                .containsExactly(3);
    }

    @Test
    void aPlaceholderThatDifferentResultsShareIsNoKey() {
        Result[] report = {
            Sample.fingerprinted("R", "a.c", 10, "one();", "requires-login"),
            Sample.fingerprinted("R", "a.c", 20, "two();", "requires-login"),
            Sample.fingerprinted("R", "b.c", 30, "three();", "requires-login")
        };
        assertThat(reports.scan("s", report)).containsExactly(1, 2, 3);

        assertThat(reports.scan("s", report[2], report[1], Sample.code("R", "a.c", 11, "one();")))
                .containsExactly(3, 2, 1);
        assertThat(reports.passes()).doesNotContain(Pass.FINGERPRINT);
    }

    @Test
    void aSentenceInPlaceOfAFingerprintIsNoKey() {
        reports.scan("s", Sample.fingerprinted("R", "a.c", 10, "one();", "requires login"));

        assertThat(reports.scan("s", Sample.fingerprinted("R", "b.c", 10, "two();", "requires login")))
                .containsExactly(2);
    }

    @Test
    void theToolsOwnFingerprintFollowsCodeThatWasMovedAndChanged() {
        reports.scan("s", Sample.fingerprinted("R", "a.c", 10, "one();", "0123456789abcdef"));

        assertThat(reports.scan("s", Sample.fingerprinted("R", "b.c", 99, "uno();", "0123456789abcdef")))
                .containsExactly(1);
        assertThat(reports.passes()).containsExactly(Pass.FINGERPRINT);
    }

    @Test
    void aFingerprintThatTurnsOutToBeAPlaceholderLosesItsFinding() {
        reports.scan("s", Sample.fingerprinted("R", "a.c", 10, "one();", "placeholder"));

        assertThat(reports.scan(
                        "s",
                        Sample.fingerprinted("R", "b.c", 20, "two();", "placeholder"),
                        Sample.fingerprinted("R", "a.c", 11, "one();", "placeholder")))
                .containsExactly(2, 1);
    }

    @Test
    void onePackageAtManyPlacesIsOneFinding() {
        var copies = IntStream.range(0, 5)
                .mapToObj(i -> Sample.builder(Kind.VULNERABILITY, "CVE-2024-1")
                        .identifiers(List.of("CVE-2024-1"))
                        .component(new dev.winnow.importers.Component(PURL, "a", "1", null, null))
                        .location(Sample.at("app" + i + "/a.jar", 0, null))
                        .build())
                .toArray(Result[]::new);

        assertThat(reports.scan("s", copies)).containsOnly(1);
        assertThat(reports.scan("s", copies[3])).containsOnly(1);
    }

    @Test
    void bothGuardsNamesOfOneVulnerabilityAreOneFindingInEitherOrder() {
        var cve = Sample.vulnerability(PURL, "a", "CVE-2024-1", GHSA);
        var ghsa = Sample.vulnerability(PURL, "a", GHSA);

        assertThat(reports.scan("grype", cve)).containsExactly(1);
        assertThat(reports.scan("audit", ghsa)).containsExactly(1);

        var other = new Reports();
        assertThat(other.scan("audit", ghsa)).containsExactly(1);
        assertThat(other.scan("grype", cve)).containsExactly(1);
        // A third that knows the CVE alone finds what the second told.
        assertThat(other.scan("trivy", Sample.vulnerability(PURL, "a", "CVE-2024-1")))
                .containsExactly(1);
    }

    @Test
    void aPackageWithAndWithoutUrlIsOneFindingInEitherOrder() {
        var full = Sample.vulnerability(PURL, "a", "CVE-2024-1");
        var bare = Sample.bareVulnerability("a", "CVE-2024-1");

        assertThat(reports.scan("one", full)).isEqualTo(reports.scan("two", bare));
        var other = new Reports();
        assertThat(other.scan("two", bare)).isEqualTo(other.scan("one", full));
        assertThat(other.scan("two", bare)).containsExactly(1);
    }

    @Test
    void vulnerabilitiesThatOneAdvisoryFixesStayApart() {
        Result[] report = {
            Sample.vulnerability("pkg:rpm/redhat/a@1", "a", "CVE-2024-1", "RHSA-2024:7"),
            Sample.vulnerability("pkg:rpm/redhat/a@1", "a", "CVE-2024-2", "RHSA-2024:7"),
            Sample.vulnerability("pkg:rpm/redhat/a@1", "a", "CVE-2024-3", "RHSA-2024:7")
        };

        assertThat(reports.scan("grype", report)).containsExactly(1, 2, 3);
        assertThat(reports.scan("grype", report)).containsExactly(1, 2, 3);
        assertThat(reports.scan("grype", report[2])).containsExactly(3);
    }

    @Test
    void anAdvisoryOfSeveralVulnerabilitiesMergesThemInNoOrder() {
        var advisory = Sample.vulnerability("pkg:rpm/a@1", "a", "CVE-2024-1", "CVE-2024-2", "ALAS-2024-7");
        Result[] single = {
            Sample.vulnerability("pkg:rpm/a@1", "a", "CVE-2024-1"),
            Sample.vulnerability("pkg:rpm/a@1", "a", "CVE-2024-2")
        };

        assertThat(reports.scan("grype", advisory)).containsExactly(1);
        assertThat(reports.scan("trivy", single)).containsExactly(1, 2);
        assertThat(reports.scan("trivy", single)).containsExactly(1, 2);

        var other = new Reports();
        assertThat(other.scan("trivy", single)).containsExactly(1, 2);
        assertThat(other.scan("grype", advisory)).containsExactly(1);
        assertThat(other.scan("trivy", single)).containsExactly(1, 2);
    }

    @Test
    void aLesserNameIsTakenByOneOfSeveralVulnerabilitiesInEitherOrder() {
        var lesser = Sample.vulnerability(PURL, "a", GHSA);
        var one = Sample.vulnerability(PURL, "a", "CVE-2024-1", GHSA);
        var two = Sample.vulnerability(PURL, "a", "CVE-2024-2", GHSA);

        reports.scan("audit", lesser);
        assertThat(reports.scan("grype", one, two)).containsExactly(1, 2);

        var apart = new Reports();
        apart.scan("audit", lesser);
        assertThat(apart.scan("grype", one)).containsExactly(1);
        assertThat(apart.scan("trivy", two)).containsExactly(2);

        var other = new Reports();
        other.scan("grype", one, two);
        assertThat(other.scan("audit", lesser)).containsExactly(1);
    }

    @Test
    void packagesOfOneBareNameStayApartInEitherOrder() {
        var npm = Sample.vulnerability("pkg:npm/jquery@3", "jquery", "CVE-2024-1");
        var jar = Sample.vulnerability("pkg:maven/org.webjars/jquery@3", "org.webjars:jquery", "CVE-2024-1");
        var bare = Sample.bareVulnerability("jquery", "CVE-2024-1");

        assertThat(reports.scan("bare", bare)).containsExactly(1);
        assertThat(reports.scan("full", npm, jar)).containsExactly(1, 2);
        assertThat(reports.scan("bare", bare)).containsExactly(1);

        var apart = new Reports();
        apart.scan("bare", bare);
        assertThat(apart.scan("npm", npm)).containsExactly(1);
        assertThat(apart.scan("jar", jar)).containsExactly(2);

        var other = new Reports();
        assertThat(other.scan("full", npm, jar)).containsExactly(1, 2);
        assertThat(other.scan("bare", bare)).containsExactly(1);
    }

    @Test
    void bareVulnerabilitiesThatOneAdvisoryFixesStayApart() {
        assertThat(reports.scan(
                        "s",
                        Sample.bareVulnerability("a", "CVE-2024-1", "DSA-5000-1"),
                        Sample.bareVulnerability("a", "CVE-2024-2", "DSA-5000-1")))
                .containsExactly(1, 2);
    }

    @Test
    void aReportOfAnotherBranchGivesAKnownFindingNoKeys() {
        reports.scan("s", Sample.code("R", "a.c", 10, "one();"));

        assertThat(reports.elsewhere("s", Sample.code("R", "a.c", 10, "two();")))
                .containsExactly(1);
        // The tracked branch still finds it by its own code, wherever that is moved.
        assertThat(reports.scan("s", Sample.code("R", "b.c", 10, "one();"))).containsExactly(1);
    }

    @Test
    void whatAnotherBranchFoundIsTheSameFindingWhenItIsMerged() {
        assertThat(reports.elsewhere("s", Sample.code("R", "a.c", 10, "one();")))
                .containsExactly(1);

        assertThat(reports.scan("s", Sample.code("R", "a.c", 12, "one();"))).containsExactly(1);
    }

    @Test
    void aResultThatOnlySaysTheProblemIsGoneIsNoFinding() {
        var absent = Sample.builder(Kind.CODE, "R")
                .location(Sample.at("a.c", 1, "one();"))
                .baseline(BaselineState.ABSENT)
                .build();

        assertThat(reports.scan("s", absent)).containsExactly(0);
        assertThat(reports.known()).isZero();
    }

    @Test
    void aReturningResultIsTheFindingItWas() {
        reports.scan("s", Sample.code("R", "a.c", 10, "one();"));
        reports.scan("s");

        assertThat(reports.scan("s", Sample.code("R", "a.c", 12, "one();"))).containsExactly(1);
    }

    @Test
    void aFindingOfTheStreamComesBeforeOneThatIsOpenElsewhereAndThatBeforeAClosedOne() {
        var same = Sample.code("R", "a.c", 10, "same();");
        assertThat(reports.scan("closed", same)).containsExactly(1);
        reports.scan("closed");
        assertThat(reports.scan("one", same, same)).containsExactly(1, 2);
        reports.scan("one", same);
        var mine = reports.scan("one", same).getFirst();

        assertThat(reports.scan("two", same)).containsExactly(mine);
    }

    /** A second version of the rules, under which nothing is as it was. */
    private static final class SchemeV2 implements KeyScheme {
        private final KeyDigest digest = new KeyDigest();
        private final byte[] version = digest.prefix("v2");

        @Override
        public List<Key> keys(Result result) {
            var keys = new ArrayList<Key>();
            for (String id : result.identifiers()) {
                keys.add(digest.key(
                        Pass.ADVISORY_AND_PACKAGE,
                        Key.Use.BOTH,
                        version,
                        id,
                        result.component().name()));
            }
            if (keys.isEmpty()) {
                keys.add(digest.key(
                        Pass.PLACE,
                        Key.Use.BOTH,
                        version,
                        result.rule().id(),
                        result.message(),
                        String.valueOf(result.primaryLocation())));
            }
            return keys;
        }
    }

    @Test
    void aChangedRuleOfIdentityFindsOldFindingsByTheirOldKeysAndThenByTheirNewOnes() {
        var line = Sample.code("R", "a.c", 10, "one();");
        var pack = Sample.vulnerability(PURL, "a", "CVE-2024-1");
        var secret = Sample.secret("K", ".env", 1, "aa11");
        var before = reports.scan("s", line, pack, secret);

        List<KeyScheme> upgraded = List.of(new SchemeV2(), new KeySchemeV1());
        assertThat(reports.scan("s", upgraded, line, pack, secret)).isEqualTo(before);
        List<KeyScheme> later = List.of(new SchemeV2());
        assertThat(reports.scan("s", later, line, pack, secret)).isEqualTo(before);
        assertThat(reports.known()).isEqualTo(3);
    }

    @Test
    void underAChangedRuleOldKeysMergeNoMoreThanTheyDid() {
        var npm = Sample.vulnerability("pkg:npm/jquery@3", "jquery", "CVE-2024-1");
        var jar = Sample.vulnerability("pkg:maven/org.webjars/jquery@3", "org.webjars:jquery", "CVE-2024-1");
        assertThat(reports.scan("s", npm)).containsExactly(1);

        List<KeyScheme> upgraded = List.of(new SchemeV2(), new KeySchemeV1());
        assertThat(reports.scan("s", upgraded, jar)).containsExactly(2);
    }

    @Test
    void theOrderOfResultsInAReportDoesNotMatter() {
        var report = new ArrayList<>(List.of(
                Sample.code("R", "a.c", 10, "one();"),
                Sample.code("R", "a.c", 20, "same();"),
                Sample.code("R", "a.c", 30, "same();"),
                Sample.vulnerability(PURL, "a", "CVE-2024-1", GHSA),
                Sample.vulnerability("pkg:npm/b@1", "b", GHSA)));
        var before = reports.scan("s", report.toArray(Result[]::new));
        Collections.reverse(report);
        var after = new ArrayList<>(reports.scan("s", report.toArray(Result[]::new)));
        Collections.reverse(after);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void moreFingerprintsThanAFindingKeepsAreNoHarm() {
        var many = Sample.builder(Kind.CODE, "R")
                .location(Sample.at("a.c", 1, "one();"))
                .fingerprints(IntStream.range(0, 1_000)
                        .mapToObj(i -> new Fingerprint("f" + i, "0123456789-" + i, false))
                        .toList())
                .build();

        assertThat(reports.scan("s", many)).containsExactly(1);
        assertThat(reports.scan("s", many)).containsExactly(1);
    }

    @Test
    void aVulnerabilityWithNamesWithoutEndStaysOneFinding() {
        var names = new ArrayList<String>();
        names.add("CVE-2024-1");
        IntStream.range(0, 100).forEach(i -> names.add("X-" + i));
        var many = Sample.vulnerability(PURL, "a", names.toArray(String[]::new));

        assertThat(reports.scan("s", many)).containsExactly(1);
        assertThat(reports.scan("s", many)).containsExactly(1);
        assertThat(reports.scan("t", Sample.vulnerability(PURL, "a", "CVE-2024-1")))
                .containsExactly(1);
    }
}
