package dev.winnow.importers.trufflehog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
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

class TruffleHogImporterTest {
    private static final String SECRET = "q7Zx9Lm2Vt4Rk8Wp";

    private final Importer importer = new TruffleHogImporter();

    static final String LINE =
            "{\"SourceMetadata\":{\"Data\":{\"Git\":{\"commit\":\"9f3c2ab\",\"file\":\"deploy/app.env\","
                    + "\"email\":\"Ada <ada@example.com>\",\"repository\":\"https://u:p@git.example/shop.git\","
                    + "\"timestamp\":\"2026-10-01 10:00:00 +0000\",\"line\":7}}},\"SourceID\":1,\"SourceType\":16,"
                    + "\"SourceName\":\"trufflehog - git\",\"DetectorType\":2,\"DetectorName\":\"AWS\","
                    + "\"DetectorDescription\":\"Keys of a cloud\",\"DecoderName\":\"PLAIN\",\"Verified\":false,"
                    + "\"Raw\":\"q7Zx9Lm2Vt4Rk8Wp\",\"RawV2\":\"id:q7Zx9Lm2Vt4Rk8Wp\",\"Redacted\":\"q7Zx9Lm2\","
                    + "\"ExtraData\":{\"account\":\"1\",\"rotation_guide\":\"https://rotate.example/aws\"},\"StructuredData\":null}";

    private static final String LOG = "{\"level\":\"info-0\",\"ts\":\"2026-10-01T10:00:00Z\",\"logger\":\"trufflehog\","
            + "\"msg\":\"finished scanning\",\"trufflehog_version\":\"3.90.0\",\"unverified_secrets\":1}";

    private static final String OLD =
            "{\"branch\":\"origin/main\",\"commit\":\"add q7Zx9Lm2Vt4Rk8Wp\",\"commitHash\":\"9f3c2ab\","
                    + "\"date\":\"2021-01-01 10:00:00\",\"diff\":\"+key=q7Zx9Lm2Vt4Rk8Wp\",\"path\":\"a.env\","
                    + "\"printDiff\":\"+key=q7Zx9Lm2Vt4Rk8Wp\",\"reason\":\"High Entropy\",\"stringsFound\":[\"q7Zx9Lm2Vt4Rk8Wp\"]}";

    private Result only(String report) throws IOException {
        return Reports.read(importer, report).only();
    }

    @Test
    void aSecretIsReadWithoutItselfAndWithoutPeople() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, LINE);
        assertThat(outcome.scan().category()).isEqualTo(Category.SECRETS);
        assertThat(outcome.scan().target()).isEqualTo("source");
        Result result = outcome.only();
        assertThat(result.kind()).isEqualTo(Kind.SECRET);
        assertThat(result.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(result.rule().id()).isEqualTo("AWS");
        assertThat(result.rule().description()).isEqualTo("Keys of a cloud");
        assertThat(result.rule().helpUri()).isEqualTo("https://rotate.example/aws");
        assertThat(result.title()).isEqualTo("AWS credential");
        assertThat(result.primaryLocation()).isEqualTo(Location.ofLines("deploy/app.env", 7, 7));
        assertThat(result.resource()).isEqualTo("https://git.example/shop");
        assertThat(result.layer()).isEqualTo("9f3c2ab");
        assertThat(result.secretHash()).isEqualTo(Sample.MASKING.hash(SECRET));
        assertThat(result.toString()).doesNotContain("q7Zx", "ada@example.com", "u:p@");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Verified\":true',CRITICAL",
        "'\"Verified\":false',MEDIUM",
        "'\"Verified\":false,\"VerificationError\":\"timeout\"',HIGH"
    })
    void whatIsVerifiedIsWorst(String members, Severity severity) throws IOException {
        assertThat(only(LINE.replace("\"Verified\":false", members)).severity()).isEqualTo(severity);
    }

    @Test
    void logLinesAreNoSecretsAndTellTheVersion() throws IOException {
        Reports.Outcome outcome = Reports.read(
                importer,
                "{\"level\":\"info-0\",\"logger\":\"trufflehog\",\"msg\":\"running source\"}\n" + LINE + "\n" + LOG);
        assertThat(outcome.results()).hasSize(1);
        assertThat(outcome.scan().tool().version()).isEqualTo("3.90.0");
        assertThat(outcome.scan().complete()).isTrue();
        assertThat(Sample.read(Sample.of(LOG)).results()).isEmpty();
    }

    @Test
    void aScanThatEndedInErrorsIsPartial() throws IOException {
        var scan = Reports.read(
                        importer,
                        LINE
                                + "\n{\"level\":\"error\",\"logger\":\"trufflehog\",\"msg\":\"encountered errors during scan\","
                                + "\"error\":\"no such repository\"}")
                .scan();
        assertThat(scan.complete()).isFalse();
        assertThat(scan.notices()).containsExactly("encountered errors during scan: no such repository");
    }

    @Test
    void imagesBucketsAndPagesHaveTheirPlaces() throws IOException {
        String start = LINE.substring(0, LINE.indexOf("{\"Git\""));
        String end = LINE.substring(LINE.indexOf("},\"SourceID\""));
        Reports.Outcome image = Reports.read(
                importer,
                start
                        + "{\"Docker\":{\"file\":\"/app/key\",\"image\":\"shop/web\",\"layer\":\"sha256:00\",\"tag\":\"1\"}}"
                        + end);
        assertThat(image.scan().target()).isEqualTo("shop/web");
        assertThat(image.only().layer()).isEqualTo("sha256:00");
        assertThat(image.only().primaryLocation().uri()).isEqualTo("/app/key");
        Reports.Outcome bucket =
                Reports.read(importer, start + "{\"S3\":{\"bucket\":\"backups\",\"file\":\"db.sql\"}}" + end);
        assertThat(bucket.scan().target()).isEqualTo("backups");
        Result page = only(start + "{\"Confluence\":{\"link\":\"https://wiki.example/p/1\"}}" + end);
        assertThat(page.primaryLocation().uri()).isEqualTo("https://wiki.example/p/1");
        assertThat(page.references()).containsExactly("https://wiki.example/p/1");
    }

    @Test
    void aDetectorOfOnesOwnGoesByItsName() throws IOException {
        assertThat(only(LINE.replace("\"AWS\"", "\"CustomRegex\"").replace("\"account\"", "\"name\""))
                        .rule()
                        .id())
                .isEqualTo("CustomRegex/1");
    }

    @Test
    void theLinesOfVersion2AreReadWithoutTheirDifference() throws IOException {
        Result result = only(OLD);
        assertThat(result.rule().id()).isEqualTo("High Entropy");
        assertThat(result.severity()).isEqualTo(Severity.LOW);
        assertThat(only(OLD.replace("High Entropy", "AWS API Key")).severity()).isEqualTo(Severity.HIGH);
        assertThat(result.secretHash()).isEqualTo(Sample.MASKING.hash(SECRET));
        assertThat(result.primaryLocation().uri()).isEqualTo("a.env");
        assertThat(result.layer()).isEqualTo("9f3c2ab");
        assertThat(result.toString()).doesNotContain(SECRET);
    }

    @Test
    void arraysAreReadAsLinesAre() throws IOException {
        assertThat(Sample.read(Sample.of("[" + LINE + "," + LINE + "]")).results())
                .hasSize(2);
        assertThat(Sample.read(Sample.of("[" + OLD + "]")).results()).hasSize(1);
    }

    @Test
    void aCleanScanIsAnEmptyFileWhoseFormatIsSaid() throws IOException {
        for (String clean : List.of("", " \n", "[]")) {
            assertThat(Formats.importerOf(Sample.of(clean), "trufflehog")
                            .read(Sample.of(clean), result -> {})
                            .complete())
                    .isTrue();
        }
    }

    @Test
    void whatIsBrokenIsRefusedWithItsLine() {
        for (String report : List.of(LINE + "\n" + LINE.substring(0, 200), LINE + "\n{}", LINE + "\n7")) {
            assertThatThrownBy(() -> Reports.read(importer, report))
                    .isInstanceOf(MalformedReport.class)
                    .hasMessageContaining("line 2");
        }
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of(LINE + "\n" + LOG, OLD, "[" + LINE + "]"), seed, 1_500);
        }
    }
}
