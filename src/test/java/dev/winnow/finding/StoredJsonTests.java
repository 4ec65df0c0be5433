package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.identity.Sample;
import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Suppression;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredJsonTests {
    @Test
    void whatIsKeptOfARuleIsReadBackEmptyTextsAndListsToo() {
        var bare = Rule.of("R");
        var full = new Rule(
                "R",
                "name",
                "text ".repeat(500),
                "",
                null,
                List.of("CWE-1"),
                List.of(),
                List.of("https://a.example"),
                new dev.winnow.importers.Advisory(7.5, null, null, true, Instant.EPOCH));

        assertThat(StoredJson.read(StoredJson.write(bare), Rule.class)).isEqualTo(bare);
        assertThat(StoredJson.read(StoredJson.write(full), Rule.class)).isEqualTo(full);
        assertThat(StoredJson.write(full)).as("deflated").hasSizeLessThan(500);
    }

    @Test
    void whatIsKeptOfAResultIsReadBack() {
        var bare = SightingDetails.of(Sample.builder(Kind.CODE, "R").build());
        var full = SightingDetails.of(Sample.builder(Kind.WEB, "R")
                .message("Line 1\nLine 2")
                .identifiers(List.of("CVE-2024-1"))
                .location(Sample.at("a.c", 1, "x"))
                .fingerprints(List.of(new Fingerprint("f", "v", true)))
                .suppression(new Suppression("inSource", null))
                .codeFlows(List.of(new CodeFlow(List.of(Location.ofFile("b.c")))))
                .references(List.of("https://a.example"))
                .occurredAt(Instant.parse("2026-01-02T03:04:05Z"))
                .build());

        assertThat(StoredJson.read(StoredJson.write(bare), SightingDetails.class))
                .isEqualTo(bare);
        assertThat(StoredJson.read(StoredJson.write(full), SightingDetails.class))
                .isEqualTo(full);
    }

    @Test
    void placesAreReadBack() {
        Location[] places = {Location.ofFile("a"), Sample.at("b", 3, "")};

        assertThat(StoredJson.read(StoredJson.write(List.of(places)), Location[].class))
                .containsExactly(places);
    }
}
