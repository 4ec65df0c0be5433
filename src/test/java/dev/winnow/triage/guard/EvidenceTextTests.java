package dev.winnow.triage.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Rule;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTextTests {
    private static String text(String message, String reason, boolean names) {
        return text(message, reason, "javascript:alert(1)", false, names);
    }

    private static String text(String message, String reason, String help, boolean web, boolean names) {
        var tally = new RuleTally("js/`eval`", 1, Map.of(Opinion.FALSE_POSITIVE, 12, Opinion.CONFIRMED, 1), 3);
        var rule = new Rule("js/`eval`", "No eval", "", "", help, List.of(), List.of(), List.of(), null);
        var sample = new Evidence.Sample("shop", "ada", web, "src/shop/a.js:3", "eval(x)", message, reason);
        return EvidenceText.of(
                new Evidence(
                        "lint",
                        "Lint",
                        List.of("3.1"),
                        tally,
                        Optional.of(rule),
                        List.of(sample),
                        Set.of("payments-api", "payments", "bob", "Ann Lee", "www.acme.example")),
                names);
    }

    @Test
    void itSaysWhatMakersOfTheGuardNeed() {
        assertThat(text("Weak.", "It is a constant.", false))
                .contains("# False positives of `` js/`eval` ``", "- Tool: `Lint 3.1`", ", `No eval`")
                .contains("- False positives: 12 of 13 findings", "- Otherwise judged: 1 confirmed")
                .contains("- Not judged yet: 3", "And 11 more.")
                .contains("```text\neval(x)\n```", "```text\nWeak.\n```", "```text\nIt is a constant.\n```");
    }

    @Test
    void namesOfProjectsAndPeopleStandThereOnlyWhereSomebodyWantsThat() {
        assertThat(text("Weak in Shop.", "ada says: shops are fine in shop.", false))
                .doesNotContain("ada", "Shop.", "src/shop")
                .contains("src/[…]/a.js:3", "[…] says: shops are fine in […].");
        assertThat(text("Weak in Shop.", "ada knows.", true))
                .contains("In project `shop`, decided by `ada`", "Weak in Shop.", "src/shop/a.js:3");
    }

    @Test
    void namesOfOthersAreTakenOutToo() {
        assertThat(text("Weak.", "Same as in Payments-API, ask Ann\nLee or bob; not bobby.", false))
                .contains("Same as in […], ask […] or […]; not bobby.");
        assertThat(text("Weak.", "Same as in Payments-API, ask Ann Lee.", true))
                .contains("Same as in Payments-API, ask Ann Lee.");
    }

    @Test
    void aNameWithUnseenCharactersBetweenItsLettersIsStillOne() {
        assertThat(text("We\u0007ak in sh\u200bop, s\u00adhop.", "a\uFE0Fda", false))
                .contains("Weak in […], […].")
                .doesNotContain("shop", "ada");
    }

    @Test
    void hostsOfWebFindingsAreNotToldNorAreHousesOwnPages() {
        String message = "Seen at https://user@www.acme.example:8443/a?b=c, with cdn from http://cdn.acme.example/x.js";

        assertThat(text(message, "www.acme.example is a test host.", "https://rules.example.com/eval", true, false))
                .contains("Seen at https://[…]/a?b=c, with cdn from http://[…]/x.js", "[…] is a test host.")
                .contains("- Described at: `https://rules.example.com/eval`")
                .doesNotContain("acme");
        for (String own : List.of(
                "https://www.acme.example/rules",
                "http://wiki/rules",
                "http://10.0.0.7/rules",
                "http://[::1]/rules",
                "https://docs.acme.internal/rules",
                "https://docs.corp.example/payments/rules")) {
            assertThat(text("m", "r", own, false, false)).as(own).doesNotContain("Described at");
            assertThat(text("m", "r", own, false, true)).as(own).contains("Described at: `" + own + "`");
        }
    }

    @Test
    void nothingOfAReportGetsOutOfItsCode() {
        String text =
                text("```\n# Heading @everyone ![x](https://evil.example/p.png)\n````\n<b>", "a\u202Eb\u0007", false);

        assertThat(text)
                .contains("`````text\n```\n# Heading")
                .contains("\n````\n<b>\n`````\n")
                .contains("\nab\n");
        assertThat(text).doesNotContain("javascript:");
        assertThat(text("x".repeat(9_000), "y\n".repeat(90), false)).hasSizeLessThan(4_000);
    }
}
