package dev.winnow.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Location;
import dev.winnow.importers.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTests {
    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/a?b=c", "http://example.com", "HTTPS://EXAMPLE.COM"})
    void aWebAddressIsALinkThatTellsTheOtherSideNothing(String address) {
        var link = WebLink.of(address).getElement();

        assertThat(link.getTag()).isEqualTo("a");
        assertThat(link.getAttribute("rel")).isEqualTo("noopener noreferrer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " https://example.com",
                "data:text/html,x",
                "//example.com",
                "https:",
                "file:///etc/passwd",
                "java\nscript:alert(1)",
                ""
            })
    void anythingElseIsText(String address) {
        assertThat(WebLink.of(address).getElement().getTag()).isEqualTo("span");
    }

    @Test
    void everySeverityHasAShapeOfItsOwnAndItsWord() {
        Set<String> shapes = new HashSet<>();
        for (Severity severity : Severity.values()) {
            shapes.add(SeverityMark.shape(severity));
            assertThat(new SeverityMark(severity).getElement().getTextRecursively())
                    .containsIgnoringCase(severity.name());
        }

        assertThat(shapes).hasSize(Severity.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "src/App.java:3, src/App.java:3",
        "src/main/java/com/example/App.java:3, …/java/com/example/App.java:3",
        "src/main/java/com/exam/VeryMuchLongerThanThat.java:3, …/VeryMuchLongerThanThat.java:3",
        "image/usr/share/doc/some-library/, …/usr/share/doc/some-library/",
        "no-folders-at-all-but-a-very-long-name, no-folders-at-all-but-a-very-long-name"
    })
    void aLongPlaceLosesWholeFoldersFromItsStart(String place, String shown) {
        var text = new PlaceText(place, 30);

        assertThat(text.getElement().getTextRecursively()).isEqualTo(shown);
        assertThat(text.getTitle()).contains(place);
    }

    @Test
    void linesOfTheContextAreNumberedFromThePlaceItself() {
        var location = new Location("a.c", 88, 0, 88, 0, -1, "bad();", "one();\ntwo();\nbad();\nend();", null, null);

        var rows = CodeBlock.of(location).getElement().getChildren().toList();

        assertThat(rows.getFirst().getChild(0).getText()).isEqualTo("86");
        assertThat(rows.get(2).getAttribute("class")).contains("marked");
        assertThat(rows.get(3).getAttribute("class")).doesNotContain("marked");
    }

    @ParameterizedTest
    @CsvSource({"59, in 59 s", "90, in 1 min", "7775999, in 89 days", "-50, now"})
    void aTimeAheadIsSaidInOneUnitRoundedDown(long seconds, String words) {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(Words.ahead(now.plusSeconds(seconds), now)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"30, just now", "90, 1 min ago", "7200, 2 h ago", "100000, 1 day ago", "-50, just now"})
    void agesAreRoundedDownToOneUnit(long seconds, String words) {
        Instant now = Instant.parse("2026-11-24T10:00:00Z");

        assertThat(Words.ago(now.minus(Duration.ofSeconds(seconds)), now)).isEqualTo(words);
    }
}
