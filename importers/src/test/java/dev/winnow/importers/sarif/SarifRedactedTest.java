package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secret scanners can be told to leave the secret out; what they write instead is the same for every secret. */
class SarifRedactedTest {
    @ParameterizedTest
    @ValueSource(strings = {"REDACTED", "[redacted]", "********", "XXXXXXXXXXXX"})
    void whatStandsForASecretIsNotTakenForOne(String placeholder) throws IOException {
        assertThat(leak(placeholder).secretHash()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7f3b2a9c01de", "redacted-not-7f3b2a"})
    void aSecretHasAHash(String secret) throws IOException {
        assertThat(leak(secret).secretHash()).hasSize(64);
    }

    private static Result leak(String snippet) throws IOException {
        return Sample.read(Sample.of("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "gitleaks"}}, "results": [
                 {"ruleId": "generic-api-key", "message": {"text": "a secret"}, "locations": [{"physicalLocation": {
                  "artifactLocation": {"uri": "a.env"}, "region": {"startLine": 3, "snippet": {"text": "%s"}}}}]}]}]}
                """.formatted(snippet))).results().getFirst();
    }
}
