package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Location;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Result;
import dev.winnow.importers.Tool;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Values that no tool means, and some write. */
class SarifEdgesTest {
    @Test
    void aLineBeyondEveryFileIsLeftOutAndItsResultKept() throws IOException {
        Result result = Sarif.one("Lint", "", """
                {'ruleId':'R','message':{'text':'m'},'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.c'},
                 'region':{'startLine':99999999999,'startColumn':1e30,'endLine':2147483648,'charOffset':-99999999999}}}]}""");

        assertThat(result.primaryLocation()).isEqualTo(Location.ofFile("a.c"));
    }

    @Test
    void theLargestLineIsKept() throws IOException {
        Result result = Sarif.one(
                "Lint",
                "",
                "{'ruleId':'R','message':{'text':'m'},'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.c'},"
                        + "'region':{'startLine':2147483647}}}]}");

        assertThat(result.primaryLocation().startLine()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aControlCharacterIsInNoText() throws IOException {
        String evil = "\\u0000\\u0001\\u001b\\u007f\\u0085";
        Result result = Sarif.one(
                "Li" + evil + "nt",
                "{'id':'R1','name':'N" + evil + "','shortDescription':{'text':'S" + evil + "'},"
                        + "'fullDescription':{'text':'F" + evil + "'},'help':{'text':'H" + evil + "','markdown':'M"
                        + evil
                        + "'},'helpUri':'https://a.example/" + evil + "'}",
                "{'ruleId':'R1','message':{'text':'two" + evil + "\\nlines'},'partialFingerprints':{'p"
                        + evil
                        + "':'v" + evil + "'},'locations':[{'message':{'text':'here" + evil
                        + "'},'physicalLocation':{'artifactLocation':{'uri':'a" + evil
                        + ".c'},'region':{'startLine':1,'snippet':{'text':'co" + evil + "de()'}},'contextRegion':{"
                        + "'snippet':{'text':'co" + evil + "de() {'}}},'logicalLocations':[{'fullyQualifiedName':'f"
                        + evil
                        + "'}]}],'suppressions':[{'kind':'external','justification':'be" + evil + "cause'}]}");

        assertThat(result.toString().chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .as(result.toString())
                .isEmpty();
        assertThat(result.message()).isEqualTo("two\nlines");
        assertThat(result.primaryLocation().snippet()).isEqualTo("code()");
    }

    @Test
    void aLogWithoutRunsIsRefusedAndOneThatFailedToGetThemIsNeverComplete() throws IOException {
        assertThatThrownBy(() -> Sarif.read("{'version':'2.1.0'}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("the log has no runs");
        assertThatThrownBy(() -> Sarif.read("{'version':'2.1.0','runs':{}}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContainingAll("expected an array", "/runs");

        Sarif failed = Sarif.read("{'version':'2.1.0','runs':null}");

        assertThat(failed.results()).isEmpty();
        assertThat(failed.info().complete()).isFalse();
        assertThat(failed.info().tool()).isEqualTo(new Tool(Tool.UNKNOWN, null));
        assertThat(failed.info().notices()).singleElement().asString().contains("runs are null");
    }
}
