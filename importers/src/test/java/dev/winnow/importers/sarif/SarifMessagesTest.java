package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SarifMessagesTest {
    @Test
    void aMessageIsFoundByItsIdInTheRuleThenInTheTool() throws IOException {
        String members =
                "'tool':{'driver':{'name':'T','globalMessageStrings':{'m':{'text':'global {0}'},'g':{'text':'only {1}'}},"
                        + "'rules':[{'id':'A','messageStrings':{'m':{'text':'of {0}, {{literally}}','markdown':'**x**'}}}]}},"
                        + "'results':[{'ruleId':'A','message':{'id':'m','arguments':['A']}},"
                        + "{'ruleId':'B','message':{'id':'m','arguments':['B']}},"
                        + "{'ruleId':'A','message':{'id':'g','arguments':['x','y']}},"
                        + "{'ruleId':'A','message':{'id':'none','arguments':['left']}}]";
        assertThat(Sarif.run(members).results())
                .extracting(r -> r.message())
                .containsExactly("of A, {literally}", "global B", "only y", "left");
    }

    @Test
    void plainTextIsPreferredAndMarkdownStandsIn() throws IOException {
        assertThat(message("{'markdown':'**m**','text':'t'}")).isEqualTo("t");
        assertThat(message("{'text':'','markdown':'**m**'}")).isEqualTo("**m**");
        assertThat(message("{'text':'{url: ...} stays {{as}} it is'}")).isEqualTo("{url: ...} stays {{as}} it is");
        assertThat(message("{'text':'a {0} {9}','arguments':['b']}")).isEqualTo("a b {9}");
        assertThat(message("'only a string'")).isEqualTo("only a string");
        assertThat(message("null")).isEmpty();
    }

    @Test
    void linksToPlacesBecomeWordsAndLinksToPagesStay() throws IOException {
        assertThat(message("{'text':'From [here](1) to [there](23), see [page](https://example.com/1).'}"))
                .isEqualTo("From here to there, see [page](https://example.com/1).");
        assertThat(message("{'text':'odd ](1) and [x](y'}")).isEqualTo("odd ](1) and [x](y");
    }

    @Test
    void theTitleIsTheRulesElseTheMessages() throws IOException {
        assertThat(Sarif.one(
                                "T",
                                "{'id':'A','shortDescription':{'text':'Bad thing'}}",
                                "{'ruleId':'A','message':{'text':'m'}}")
                        .title())
                .isEqualTo("Bad thing");
        assertThat(Sarif.one("T", "{'id':'A','name':'A'}", "{'ruleId':'A','message':{'text':'first\\nsecond'}}")
                        .title())
                .isEqualTo("first second");
    }

    @Test
    void textsAreBounded() throws IOException {
        String longText = "x".repeat(100_000);
        var result = Sarif.one(
                "T",
                "{'id':'A','fullDescription':{'text':'" + longText + "'}}",
                "{'ruleId':'A','message':{'text':'" + longText
                        + "'},'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a'},"
                        + "'region':{'snippet':{'text':'" + longText + "'}}}}]}");
        assertThat(result.message()).hasSizeLessThan(17_000);
        assertThat(result.rule().description()).hasSizeLessThan(17_000);
        assertThat(result.primaryLocation().snippet()).hasSizeLessThan(17_000);
        assertThat(result.title()).hasSizeLessThan(301);
    }

    private static String message(String message) throws IOException {
        return Sarif.one("T", "", "{'ruleId':'A','message':" + message + "}").message();
    }
}
