package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Result;
import dev.winnow.importers.Severity;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifRulesTest {
    private static final String TWO_COMPONENTS = "'tool':{'driver':{'name':'T','rules':[{'id':'A','name':'InDriver'}]},"
            + "'extensions':[{'name':'E','guid':'g-1','rules':[{'id':'X'},{'id':'B','guid':'r-1','name':'InExtension'}]}]},";

    @Test
    void aRuleIsFoundByIdIndexAndGuidInDriverAndExtension() throws IOException {
        String[] ways = {
            "{'ruleId':'B'}",
            "{'ruleId':'B','ruleIndex':0}",
            "{'rule':{'id':'B','index':1,'toolComponent':{'index':0}}}",
            "{'rule':{'index':1,'toolComponent':{'name':'E'}}}",
            "{'rule':{'guid':'R-1','toolComponent':{'guid':'G-1'}}}"
        };
        for (String way : ways) {
            Result result =
                    Sarif.run(TWO_COMPONENTS + "'results':[" + way + "]").first();
            assertThat(result.rule().name()).as(way).isEqualTo("InExtension");
            assertThat(result.rule().id()).as(way).isEqualTo("B");
        }
        Result byIndex =
                Sarif.run(TWO_COMPONENTS + "'results':[{'ruleIndex':0}]").first();
        assertThat(byIndex.rule().name()).isEqualTo("InDriver");
    }

    @Test
    void aHierarchicalIdFallsBackToTheRuleAboveAndKeepsItsOwnName() throws IOException {
        Result result = Sarif.one("T", "{'id':'CA1000','name':'Above'}", "{'ruleId':'CA1000/1/x','ruleIndex':0}");
        assertThat(result.rule().id()).isEqualTo("CA1000/1/x");
        assertThat(result.rule().name()).isEqualTo("Above");
        assertThat(Sarif.one("T", "{'id':'CA1000','name':'Above'}", "{'ruleId':'CA10001'}")
                        .rule()
                        .name())
                .isNull();
    }

    @Test
    void aWrongIndexDoesNotLendAnotherRulesName() throws IOException {
        Result result = Sarif.one("T", "{'id':'A','name':'Other'}", "{'ruleId':'B','ruleIndex':0}");
        assertThat(result.rule().name()).isNull();
        assertThat(Sarif.one("T", "", "{'ruleId':'B','ruleIndex':99}").rule().id())
                .isEqualTo("B");
    }

    @Test
    void aResultWithoutAnyRuleStillHasOne() throws IOException {
        Result result = Sarif.one("T", "", "{'message':{'text':'Something'}}");
        assertThat(result.rule().id()).isNotBlank();
        assertThat(result.title()).isEqualTo("Something");
    }

    @Test
    void theSameRuleIsOneInstance() throws IOException {
        var sarif = Sarif.of(
                "T", "{'id':'A'}", "{'ruleId':'A'},{'ruleId':'A','ruleIndex':0},{'ruleId':'Q'},{'ruleId':'Q'}");
        assertThat(sarif.results().get(0).rule())
                .isSameAs(sarif.results().get(1).rule());
        assertThat(sarif.results().get(2).rule())
                .isSameAs(sarif.results().get(3).rule());
    }

    @ParameterizedTest
    @CsvSource({"error,HIGH", "warning,MEDIUM", "note,LOW", "none,INFO", "ERROR,HIGH", "odd,MEDIUM"})
    void theLevelOfAResultDecides(String level, Severity severity) throws IOException {
        String rule = "{'id':'A','defaultConfiguration':{'level':'error'}}";
        assertThat(Sarif.one("T", rule, "{'ruleId':'A','level':'" + level + "'}")
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void theLevelComesFromTheInvocationThenTheRuleThenIsWarning() throws IOException {
        String members = "'tool':{'driver':{'name':'T','rules':[{'id':'A','defaultConfiguration':{'level':'error'}},"
                + "{'id':'B','defaultConfiguration':{'level':'error'}},{'id':'C'}]}},"
                + "'results':[{'ruleId':'A'},{'ruleId':'B'},{'ruleId':'C'},{'ruleId':'D'}],"
                + "'invocations':[{'executionSuccessful':true,'ruleConfigurationOverrides':"
                + "[{'descriptor':{'index':0},'configuration':{'level':'note'}}]}]";
        assertThat(Sarif.run(members).results())
                .extracting(Result::severity)
                .containsExactly(Severity.LOW, Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM);
    }

    @Test
    void theInvocationThatAResultNamesCounts() throws IOException {
        String members = "'tool':{'driver':{'name':'T','rules':[{'id':'A'}]}},"
                + "'results':[{'ruleId':'A'},{'ruleId':'A','provenance':{'invocationIndex':1}}],"
                + "'invocations':[{},{'ruleConfigurationOverrides':"
                + "[{'descriptor':{'id':'A'},'configuration':{'level':'error'}}]}]";
        assertThat(Sarif.run(members).results())
                .extracting(Result::severity)
                .containsExactly(Severity.MEDIUM, Severity.HIGH);
    }

    @Test
    void securitySeverityDecidesBeforeTheLevelTheResultsOwnFirst() throws IOException {
        String rule = "{'id':'A','properties':{'security-severity':'7.5'}}";
        assertThat(Sarif.one("T", rule, "{'ruleId':'A','level':'note'}").severity())
                .isEqualTo(Severity.HIGH);
        assertThat(Sarif.one("T", rule, "{'ruleId':'A','properties':{'security-severity':9.1}}")
                        .severity())
                .isEqualTo(Severity.CRITICAL);
        assertThat(Sarif.one("T", rule, "{'ruleId':'A','properties':{'security-severity':'0.0'}}")
                        .severity())
                .isEqualTo(Severity.INFO);
        assertThat(Sarif.one(
                                "T",
                                "{'id':'A','properties':{'security-severity':'high'}}",
                                "{'ruleId':'A','level':'error'}")
                        .severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void whatIsNoFailureIsNoProblem() throws IOException {
        var sarif = Sarif.of(
                "T",
                "",
                "{'ruleId':'1','kind':'pass'},{'ruleId':'2','kind':'fail'},{'ruleId':'3','kind':'review'},{'ruleId':'4'},"
                        + "{'ruleId':'5','kind':'notApplicable'},{'ruleId':'6','kind':'open'},{'ruleId':'7','kind':'informational'},null");
        assertThat(sarif.results()).extracting(r -> r.rule().id()).containsExactly("2", "4");
    }

    @Test
    void weaknessesComeFromTagsPropertiesTaxaAndRelationships() throws IOException {
        assertThat(cwes("{'id':'A','properties':{'tags':['security','external/cwe/cwe-079']}}", "{'ruleId':'A'}"))
                .containsExactly("CWE-79");
        assertThat(cwes("{'id':'A','properties':{'tags':['CWE-601: URL Redirection']}}", "{'ruleId':'A'}"))
                .containsExactly("CWE-601");
        assertThat(cwes("{'id':'A','properties':{'cwe':['CWE-89','22']}}", "{'ruleId':'A'}"))
                .containsExactly("CWE-89", "CWE-22");
        assertThat(cwes("{'id':'A'}", "{'ruleId':'A','properties':{'cwes':[{'cweId':'80'}]}}"))
                .containsExactly("CWE-80");
        assertThat(cwes(
                        "{'id':'A','relationships':[{'target':{'id':'327','toolComponent':{'name':'CWE'}}}]}",
                        "{'ruleId':'A'}"))
                .containsExactly("CWE-327");
        String taxonomy =
                "'tool':{'driver':{'name':'T'}},'results':[{'ruleId':'A','taxa':[{'index':1,'toolComponent':{'index':0}}]}],"
                        + "'taxonomies':[{'name':'CWE','taxa':[{'id':'1'},{'id':'476'}]}]";
        assertThat(Sarif.run(taxonomy).first().rule().cwes()).containsExactly("CWE-476");
    }

    private static Iterable<String> cwes(String rule, String result) throws IOException {
        return Sarif.one("T", rule, result).rule().cwes();
    }
}
