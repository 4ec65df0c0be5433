package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifLocationsTest {
    private static final String RUN = "'tool':{'driver':{'name':'T'}},"
            + "'originalUriBaseIds':{'REPO':{'description':{'text':'no address'}},'SRC':{'uri':'src/','uriBaseId':'REPO'},"
            + "'ROOT':{'uri':'file:///home/ci/work/'},'SUB':{'uri':'sub/','uriBaseId':'ROOT'},'WIN':{'uri':'file:///C:/code/'},"
            + "'LOOP':{'uri':'l/','uriBaseId':'LOOP'}},"
            + "'invocations':[{'workingDirectory':{'uri':'file:///build/dir'}}],"
            + "'artifacts':[{'location':{'uri':'lib.zip'}},{'location':{'uri':'/in/it.c'},'parentIndex':0},{'location':{'uri':'a.c','uriBaseId':'SRC'}}],"
            + "'logicalLocations':[{'name':'x'},{'fullyQualifiedName':'n::f'}],";

    @ParameterizedTest
    @CsvSource({
        "a/b.c,,a/b.c",
        "./a//b/../c.c,,a/c.c",
        "../../etc/passwd,,etc/passwd",
        "%2e%2e/%2E%2E/x,,x",
        "a%20b%C3%A9.c,,a bé.c",
        "50%.c,,50%.c",
        "a%0Ab,,a%0Ab",
        "'a\\\\b.c',,a/b.c",
        "io/kb.c,SRC,src/io/kb.c",
        "a.c,ROOT,a.c",
        "a.c,SUB,sub/a.c",
        "a.c,%SRCROOT%,a.c",
        "a.c,LOOP,l/l/l/l/l/l/l/l/l/l/a.c",
        "file:///home/ci/work/x/y.c,,x/y.c",
        "/home/ci/work/x/y.c,,x/y.c",
        "file:///C:/code/x.c,,x.c",
        "file:///c:/CODE/x.c,,x.c",
        "file:///D:/code/x.c,,D:/code/x.c",
        "file:///build/dir/z.c,,z.c",
        "file:////other/z.c,,/other/z.c",
        "file://host/share/z.c,,/share/z.c",
        "https://example.com/a%20b?x=1,,https://example.com/a%20b?x=1",
        "C:\\\\code\\\\y.c,,y.c",
    })
    void aPathIsRelativeToTheRootThatTheReportTells(String uri, String base, String path) throws IOException {
        String place = "{'uri':'" + uri + "'" + (base == null ? "" : ",'uriBaseId':'" + base + "'") + "}";
        assertThat(location("{'physicalLocation':{'artifactLocation':" + place + "}}")
                        .uri())
                .isEqualTo(path);
    }

    @Test
    void anArtifactGivesThePathByItsIndex() throws IOException {
        assertThat(location("{'physicalLocation':{'artifactLocation':{'index':2}}}")
                        .uri())
                .isEqualTo("src/a.c");
        assertThat(location("{'physicalLocation':{'artifactLocation':{'index':1}}}")
                        .uri())
                .isEqualTo("lib.zip/in/it.c");
        assertThat(location("{'physicalLocation':{'artifactLocation':{'index':77}}}")
                        .uri())
                .isNull();
    }

    @Test
    void aRegionIsKnownByLinesOffsetOrSnippet() throws IOException {
        Location lines = location(
                "{'physicalLocation':{'artifactLocation':{'uri':'a'},'region':{'startLine':3,'startColumn':2,'endColumn':9},"
                        + "'contextRegion':{'startLine':2,'snippet':{'text':'around'}}},'message':{'text':'note'}}");
        assertThat(lines).isEqualTo(new Location("a", 3, 2, 3, 9, -1, null, "around", null, "note"));
        Location offset = location(
                "{'physicalLocation':{'artifactLocation':{'uri':'a'},'region':{'charOffset':17,'startLine':-1,'snippet':{'text':'s'}}}}");
        assertThat(offset).isEqualTo(new Location("a", 0, 0, 0, 0, 17, "s", null, null, null));
        assertThat(location("{'physicalLocation':{'region':{'byteOffset':4}}}").offset())
                .isEqualTo(4);
        assertThat(location(
                                "{'id':123456789012345678901234567890,'physicalLocation':{'region':{'startLine':99999999999}}}")
                        .startLine())
                .isZero();
    }

    @Test
    void aLogicalNameIsEnough() throws IOException {
        assertThat(location("{'logicalLocations':[{'fullyQualifiedName':'a.b.C','name':'C'}]}"))
                .isEqualTo(new Location(null, 0, 0, 0, 0, -1, null, null, "a.b.C", null));
        assertThat(location("{'logicalLocations':[{'index':1}]}").logicalName()).isEqualTo("n::f");
    }

    @Test
    void aResultMayHaveManyPlacesOrNone() throws IOException {
        assertThat(result("").locations()).isEmpty();
        assertThat(result(
                                "{'physicalLocation':{'artifactLocation':{'uri':'a'}}},{'physicalLocation':{'artifactLocation':{'uri':'b'}}},null")
                        .locations())
                .extracting(Location::uri)
                .containsExactly("a", "b");
    }

    private static Result result(String locations) throws IOException {
        return Sarif.run(RUN + "'results':[{'ruleId':'A','locations':[" + locations + "]}]")
                .first();
    }

    private static Location location(String location) throws IOException {
        return result(location).primaryLocation();
    }
}
