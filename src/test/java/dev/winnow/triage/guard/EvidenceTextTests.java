package dev.winnow.triage.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Rule;
import dev.winnow.triage.JudgedFindings.Opinion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTextTests {
    private static String text(String message, String reason, boolean names) {
        var tally = new RuleTally("js/`eval`", 1, Map.of(Opinion.FALSE_POSITIVE, 12, Opinion.CONFIRMED, 1), 3);
        var rule =
                new Rule("js/`eval`", "No eval", "", "", "javascript:alert(1)", List.of(), List.of(), List.of(), null);
        var sample = new Evidence.Sample("shop", "ada", "src/shop/a.js:3", "eval(x)", message, reason);
        return EvidenceText.of(
                new Evidence("lint", "Lint", List.of("3.1"), tally, Optional.of(rule), List.of(sample)), names);
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
