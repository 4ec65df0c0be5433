package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.search.CweNames;
import dev.winnow.ui.parts.PathText;
import dev.winnow.ui.parts.Visible;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a finding's page makes of names and texts. */
class FindingTextsTests {
    @Test
    void aTextIsSaidOnceHoweverItIsSpaced() {
        var said = new Said();

        assertThat(said.isNew("Input is not checked.")).isTrue();
        assertThat(said.isNew(" Input  is not\nchecked")).isFalse();
        assertThat(said.isNew("Input is checked")).isTrue();
        assertThat(said.isNew("  ")).isFalse();
        assertThat(Said.isStartOf("Input is…", "Input is not checked.")).isTrue();
        assertThat(Said.isStartOf("Input is", "Input is not checked.")).isFalse();
    }

    @Test
    void cataloguesAreLinkedForWellFormedNamesOnly() {
        assertThat(Advisories.of("cve-2021-44228").orElseThrow().address())
                .isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2021-44228");
        assertThat(Advisories.of("GHSA-JFH8-C2JP-5V3Q").orElseThrow().address())
                .isEqualTo("https://github.com/advisories/GHSA-jfh8-c2jp-5v3q");
        assertThat(Advisories.of("CVE-2021-44228/../x")).isEmpty();
        assertThat(Advisories.of("G101")).isEmpty();
    }

    @Test
    void aRuleThatIsButANumberStandsBehindItsTitle() {
        FindingRow zap = row("10202", "Absence of Anti-CSRF Tokens");
        FindingRow kics = row("2c1ae1c2-a4b4-4b0f-9a2e-3a1c5d7e9f01", "Privileged container");
        FindingRow gosec = row("G104", "Errors unhandled");
        FindingRow nameless = row("10202", "10202");

        assertThat(zap.finding().label()).isEqualTo("Absence of Anti-CSRF Tokens");
        assertThat(zap.title()).isEqualTo("rule 10202");
        assertThat(kics.finding().label()).isEqualTo("Privileged container");
        assertThat(gosec.finding().label()).isEqualTo("G104");
        assertThat(gosec.title()).isEqualTo("Errors unhandled");
        assertThat(nameless.finding().label()).isEqualTo("10202");
        assertThat(nameless.title()).isEmpty();
    }

    private static FindingRow row(String rule, String title) {
        return new FindingRow(
                new Finding(
                        1,
                        "shop",
                        Kind.WEB,
                        Severity.LOW,
                        FindingStatus.OPEN,
                        TriageState.NEW,
                        false,
                        false,
                        rule,
                        title,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        1,
                        Instant.EPOCH),
                List.of());
    }

    @Test
    void weaknessesHaveTheirNames() {
        assertThat(CweNames.of(79).orElseThrow()).contains("Cross-site Scripting");
        assertThat(CweNames.of(89).orElseThrow()).contains("SQL Injection");
        assertThat(CweNames.of(99999)).isEmpty();
        assertThat(CweNames.number("CWE-22")).contains(22);
        assertThat(CweNames.number("CWE-x")).isEmpty();
    }

    @Test
    void whatCannotBeSeenIsLeftOutOfTextsAndMarkedInCode() {
        assertThat(Visible.text("a\0b\u001b[1m\u202ec\r\n\td")).isEqualTo("ab[1mc\n\td");
        assertThat(Visible.code("if (a\u202e) {\0")).isEqualTo("if (a\uFFFD) {\uFFFD");
    }

    @Test
    void pathsBreakBetweenTheirParts() {
        var path = new PathText("src/main/App.java:3");

        assertThat(path.getElement().getTextRecursively()).isEqualTo("src/main/App.java:3");
        assertThat(path.getElement().getChildren().map(child -> child.isTextNode() ? child.getText() : "|"))
                .containsExactly("src/", "|", "main/", "|", "App.java:3");
        assertThat(new PathText("https://a.b/c")
                        .getElement()
                        .getChildren()
                        .map(child -> child.isTextNode() ? child.getText() : "|"))
                .containsExactly("https://", "|", "a.b/", "|", "c");
    }
}
