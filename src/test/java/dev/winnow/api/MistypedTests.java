package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who mistypes a name is told so, and does not get more than was asked for. */
@OnH2
class MistypedTests extends ApiClaims {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics?severty=high",
                "/findings?projects=shop",
                "/guards?sev%65rty=1",
                "/exports/quarterly?quater=1"
            })
    void aParameterThatIsNotKnownIsRefusedWithThoseThatAre(String address) throws Exception {
        String detail = api.get(address).problem(400).path("detail").asString();

        assertThat(detail).contains("no parameter of this address").containsPattern("project|quarter");
    }

    @Test
    void anAddressWithoutParametersSaysSo() throws Exception {
        assertThat(api.get("/metrics/targets?project=shop")
                        .problem(400)
                        .path("detail")
                        .asString())
                .isEqualTo("project: no parameter of this address; it has none.");
    }

    @Test
    void aMemberThatIsNotKnownIsRefusedAndNothingIsMade() throws Exception {
        // Such a display showed everything, to whoever has its link.
        String detail = api.post("/displays", "{'name':'Hall','project':['" + project + "']}")
                .problem(400)
                .path("detail")
                .asString();

        assertThat(detail).contains("not known here").contains("projects").contains("line 1");
        assertThat(api.get("/displays").json(200).toString()).doesNotContain("Hall");
        api.post("/exports/frozen", "{'quarter':'2026-Q3','projct':['" + project + "'],'reason':'x'}")
                .problem(400);
        assertThat(api.get("/exports/frozen").json(200).toString()).doesNotContain("2026-Q3");
    }

    @Test
    void aTeamThatIsNotThereIsNotFound() throws Exception {
        api.get("/metrics?team=nope").problem(404);
        api.get("/guards?team=nope").problem(404);
        api.get("/exports/quarterly?quarter=2026-Q3&team=nope").problem(404);
        assertThat(api.post("/exports/frozen", "{'quarter':'2026-Q3','team':'nope','reason':'x'}")
                        .problem(404)
                        .path("detail")
                        .asString())
                .contains("no team nope");
        api.put("/teams/nope/champions", "{'start':'2026-11-02','members':[]}").problem(404);
    }
}
