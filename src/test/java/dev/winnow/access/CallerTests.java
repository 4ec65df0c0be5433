package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTests {
    private static Caller user(Role role) {
        return new Caller(1, "ann", "Ann", role, Granted.NOTHING, 0, false, null);
    }

    private static Caller token(Role owner, TokenRole role, String project) {
        return user(owner).through(new TokenScope(7, "ci", role, project));
    }

    @ParameterizedTest
    @CsvSource({
        // role,   read, upload, propose, triage, raw, administer
        "VIEWER,    true, false, false, false, false, false",
        "DEVELOPER, true, true,  true,  false, false, false",
        "SECURITY,  true, true,  true,  true,  true,  false",
        "ADMIN,     true, true,  true,  true,  true,  true"
    })
    void aUserMayWhatTheRoleSays(
            Role role, boolean read, boolean upload, boolean propose, boolean triage, boolean raw, boolean administer) {
        Caller caller = user(role);

        assertThat(rights(caller, "shop")).containsExactly(read, upload, propose, triage, raw, administer);
        assertThat(caller.mayTriageEverywhere()).isEqualTo(triage);
        assertThat(caller.visibleProjects()).isEmpty();
        assertThat(caller.mayAdminister()).isEqualTo(administer);
        assertThat(caller.onlyProject()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPLOAD, false, true,  false, false, false, false",
        "READ,   true,  false, false, false, false, false",
        "TRIAGE, true,  false, true,  true,  true,  false",
        "ADMIN,  true,  true,  true,  true,  true,  true"
    })
    void anAdministratorsTokenMayWhatItsOwnRoleSays(
            TokenRole role,
            boolean read,
            boolean upload,
            boolean propose,
            boolean triage,
            boolean raw,
            boolean administer) {
        Caller caller = token(Role.ADMIN, role, null);

        assertThat(rights(caller, "shop")).containsExactly(read, upload, propose, triage, raw, administer);
        assertThat(caller.mayTriageEverywhere()).isEqualTo(triage);
        assertThat(caller.mayAdminister()).isEqualTo(administer);
    }

    @ParameterizedTest
    @EnumSource(TokenRole.class)
    void aTokenNeverOpensMoreThanItsOwnerMayToday(TokenRole role) {
        for (Role owner : Role.values()) {
            List<Boolean> ofOwner = rights(user(owner), "shop");
            List<Boolean> ofToken = rights(token(owner, role, null), "shop");
            for (int i = 0; i < ofOwner.size(); i++) {
                assertThat(ofToken.get(i) && !ofOwner.get(i))
                        .as("right %s of a %s token of a %s", i, role, owner)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TokenRole.class)
    void aTokenBoundToAProjectOpensNothingOfAnother(TokenRole role) {
        Caller caller = token(Role.ADMIN, role, "shop");

        assertThat(rights(caller, "shop")).isEqualTo(rights(token(Role.ADMIN, role, null), "shop"));
        assertThat(rights(caller, "bank")).containsOnly(false);
        assertThat(rights(caller, "Shop")).containsOnly(false);
        assertThat(caller.mayFollowScans("bank")).isFalse();
        assertThat(caller.mayAdminister()).isFalse();
        assertThat(caller.mayTriageEverywhere()).isFalse();
        assertThat(caller.onlyProject()).contains("shop");
        assertThat(caller.visibleProjects()).contains(role == TokenRole.UPLOAD ? Set.of() : Set.of("shop"));
    }

    @Test
    void whoUploadsMayFollowItsScansAndReadNothingElse() {
        Caller caller = token(Role.DEVELOPER, TokenRole.UPLOAD, "shop");

        assertThat(caller.mayFollowScans("shop")).isTrue();
        assertThat(caller.mayRead("shop")).isFalse();
    }

    @Test
    void aDeveloperReadsNoRawReportEvenWithATokenFromBetterDays() {
        assertThat(token(Role.DEVELOPER, TokenRole.TRIAGE, null).mayReadRawReport("shop"))
                .isFalse();
        assertThat(token(Role.SECURITY, TokenRole.READ, null).mayReadRawReport("shop"))
                .isFalse();
        assertThat(token(Role.SECURITY, TokenRole.TRIAGE, null).mayReadRawReport("shop"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // owner,   upload, read, triage, admin
        "VIEWER,    false, true, false, false",
        "DEVELOPER, true,  true, true,  false",
        "SECURITY,  true,  true, true,  false",
        "ADMIN,     true,  true, true,  true"
    })
    void aUserMakesOnlyTokensForWhatTheUserMayDo(
            Role owner, boolean upload, boolean read, boolean triage, boolean admin) {
        assertThat(owner.mayIssue(TokenRole.UPLOAD)).isEqualTo(upload);
        assertThat(owner.mayIssue(TokenRole.READ)).isEqualTo(read);
        assertThat(owner.mayIssue(TokenRole.TRIAGE)).isEqualTo(triage);
        assertThat(owner.mayIssue(TokenRole.ADMIN)).isEqualTo(admin);
    }

    private static List<Boolean> rights(Caller caller, String project) {
        return List.of(
                caller.mayRead(project),
                caller.mayUpload(project),
                caller.mayPropose(project),
                caller.mayTriage(project),
                caller.mayReadRawReport(project),
                caller.mayAdminister(project));
    }
}
