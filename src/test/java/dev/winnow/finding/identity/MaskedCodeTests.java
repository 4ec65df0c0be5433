package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a leak whose secret is not known, code that is all mask says nothing. */
class MaskedCodeTests {
    @Test
    void aLeakInAnotherFileIsNoMovedOneForItsMaskAlone() {
        assertThat(passes(Masking.MASK)).containsExactly(Pass.PATH_AND_MESSAGE);
    }

    @Test
    void codeAroundTheMaskTellsAMovedLeak() {
        assertThat(passes("api.key = " + Masking.MASK)).contains(Pass.PATH_AND_SNIPPET, Pass.SNIPPET);
    }

    private static List<Pass> passes(String snippet) {
        var rule = new Rule("generic-api-key", null, "", "", null, List.of(), List.of(), List.of(), null);
        Result leak = Result.of(new Tool("gitleaks", null), Kind.SECRET, rule, Severity.MEDIUM)
                .message("a secret")
                .locations(List.of(new Location("a.env", 3, 1, 3, 9, -1, snippet, null, null, null)))
                .build();
        return new KeySchemeV1().keys(leak).stream().map(Key::pass).toList();
    }
}
