package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class UsersTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        private static final String PASSWORD = "a long enough one";

        @Autowired
        private Users users;

        @Autowired
        private Tokens tokens;

        @Autowired
        private UserRows rows;

        private Caller admin() {
            return users.caller("admin").orElseThrow();
        }

        private Caller caller(User user) {
            return users.caller(user.login()).orElseThrow();
        }

        private User create(Role role) {
            String login = "u" + UUID.randomUUID();
            return users.create(admin(), new NewUser(login, "Some One", role, PASSWORD));
        }

        @Test
        void theFirstAdministratorSignsInWithTheConfiguredPassword() {
            assertThat(users.signIn("admin", TestDatabase.ADMIN_PASSWORD))
                    .get()
                    .extracting(Caller::role)
                    .isEqualTo(Role.ADMIN);
        }

        @Test
        void aLoginNameIsUniqueAndFoundInAnyCase() {
            User user = create(Role.VIEWER);
            String shouted = user.login().toUpperCase(Locale.ROOT);

            assertThat(users.signIn(shouted, PASSWORD)).isPresent();
            assertThatThrownBy(() -> users.create(admin(), new NewUser(shouted, "Twin", Role.VIEWER, PASSWORD)))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining(user.login());
        }

        @Test
        void signingInNotesTheTimeAndAWrongPasswordDoesNot() {
            User user = create(Role.VIEWER);

            assertThat(users.signIn(user.login(), "not that one here")).isEmpty();
            assertThat(reload(user).lastLoginAt()).isNull();

            assertThat(users.signIn(user.login(), PASSWORD)).isPresent();
            assertThat(reload(user).lastLoginAt()).isNotNull();
        }

        @Test
        void aPasswordIsKeptAsASaltedHashThatNamesItsAlgorithm() {
            assertThat(create(Role.VIEWER).passwordHash()).startsWith("{bcrypt}$2");
            assertThat(create(Role.VIEWER).passwordHash())
                    .isNotEqualTo(create(Role.VIEWER).passwordHash());
        }

        @Test
        void aDisabledUserSignsInNoMoreAndComesBackWhenEnabled() {
            User user = create(Role.DEVELOPER);
            Caller signedIn = users.signIn(user.login(), PASSWORD).orElseThrow();

            users.disable(admin(), user.login());
            assertThat(users.signIn(user.login(), PASSWORD)).isEmpty();
            assertThat(users.caller(user.login())).isEmpty();
            assertThat(users.refreshed(signedIn)).isEmpty();

            users.enable(admin(), user.login());
            assertThat(users.signIn(user.login(), PASSWORD)).isPresent();
            assertThat(users.refreshed(signedIn)).as("the session from before").isEmpty();
        }

        @Test
        void aNewRoleCountsForWhoIsSignedInAlready() {
            User user = create(Role.VIEWER);
            Caller signedIn = users.signIn(user.login(), PASSWORD).orElseThrow();

            users.changeRole(admin(), user.login(), Role.SECURITY);

            assertThat(users.refreshed(signedIn)).get().extracting(Caller::role).isEqualTo(Role.SECURITY);
        }

        @Test
        void aNewPasswordReplacesTheOldOneAndEndsSessions() {
            User user = create(Role.VIEWER);
            Caller signedIn = users.signIn(user.login(), PASSWORD).orElseThrow();

            users.resetPassword(admin(), user.login(), "quite another one");

            assertThat(users.signIn(user.login(), PASSWORD)).isEmpty();
            assertThat(users.signIn(user.login(), "quite another one")).isPresent();
            assertThat(users.refreshed(signedIn)).isEmpty();
        }

        @Test
        void aUserChangesTheOwnPasswordOnlyKnowingTheOldOne() {
            User user = create(Role.VIEWER);
            Caller caller = caller(user);

            assertThatThrownBy(() -> users.changePassword(caller, "a wrong guess", "quite another one"))
                    .isInstanceOf(NotPermitted.class);
            users.changePassword(caller, PASSWORD, "quite another one");

            assertThat(users.signIn(user.login(), "quite another one")).isPresent();
        }

        @Test
        void theLastAdministratorCanNeitherBeDisabledNorDemoted() {
            onlyOneAdministrator();

            assertThatThrownBy(() -> users.disable(admin(), "admin")).isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> users.changeRole(admin(), "admin", Role.VIEWER))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("only administrator");

            User second = create(Role.ADMIN);
            users.changeRole(admin(), second.login(), Role.VIEWER);
            assertThat(reload(second).role()).isEqualTo(Role.VIEWER);
        }

        private void onlyOneAdministrator() {
            users.page(admin(), "", null, 10_000).stream()
                    .map(other -> other.user().login())
                    .filter(other -> !other.equals("admin"))
                    .forEach(other -> users.changeRole(admin(), other, Role.VIEWER));
        }

        @Test
        void anAdministratorNeitherDemotesNorDisablesNorResetsThemselves() {
            User other = create(Role.ADMIN);
            Caller self = caller(other);

            assertThatThrownBy(() -> users.changeRole(self, other.login(), Role.SECURITY))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("yourself");
            assertThatThrownBy(() -> users.disable(self, other.login()))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("yourself");
            assertThatThrownBy(() -> users.resetPassword(self, other.login(), "quite another one"))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("My account");
            users.changeRole(self, other.login(), Role.ADMIN);

            assertThat(reload(other).role()).isEqualTo(Role.ADMIN);
            assertThat(reload(other).enabled()).isTrue();
            assertThat(users.signIn(other.login(), PASSWORD)).isPresent();
        }

        @Test
        void aChangeOfTheOwnPasswordEndsAllSessionsButTheOneThatGoesOn() {
            User user = create(Role.VIEWER);
            Caller elsewhere = users.signIn(user.login(), PASSWORD).orElseThrow();

            Caller here = users.changePassword(elsewhere, PASSWORD, "quite another one");

            assertThat(users.refreshed(elsewhere)).isEmpty();
            assertThat(users.refreshed(here)).contains(here);
        }

        @Test
        void guessingTheOwnPasswordIsSlowedDown() {
            Caller caller = caller(create(Role.VIEWER));
            for (int i = 0; i < SignInThrottle.PER_USER_AND_ADDRESS; i++) {
                assertThatThrownBy(() -> users.changePassword(caller, "a wrong guess", "quite another one"))
                        .hasMessageContaining("not right");
            }

            assertThatThrownBy(() -> users.changePassword(caller, PASSWORD, "quite another one"))
                    .isInstanceOf(NotPermitted.class)
                    .hasMessageContaining("wait 15 minutes");
            assertThat(users.signIn(caller.login(), PASSWORD)).isPresent();
        }

        @Test
        void everyoneChangesTheOwnDisplayNameAndAdministratorsEveryones() {
            User user = create(Role.VIEWER);
            Caller other = caller(create(Role.SECURITY));

            users.rename(caller(user), user.login(), " Ann Lee ");
            assertThat(reload(user).displayName()).isEqualTo("Ann Lee");
            users.rename(admin(), user.login(), "Ann");
            assertThat(reload(user).displayName()).isEqualTo("Ann");

            assertThatThrownBy(() -> users.rename(other, user.login(), "Mallory"))
                    .isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.rename(admin(), user.login(), " ")).isInstanceOf(InvalidRequest.class);
            assertThat(reload(user).displayName()).isEqualTo("Ann");
        }

        @Test
        void peopleAreReadInPagesEachOnceWithTheirLiveTokens() {
            User user = create(Role.DEVELOPER);
            create(Role.VIEWER);
            Caller owner = caller(user);
            tokens.issue(owner, new NewToken("one", TokenRole.READ, null, null));
            IssuedToken over = tokens.issue(owner, new NewToken("two", TokenRole.READ, null, null));
            tokens.revoke(owner, over.token().id());

            List<String> seen = new ArrayList<>();
            List<Person> page = users.page(admin(), "", null, 2);
            while (!page.isEmpty()) {
                page.forEach(person -> seen.add(person.user().login()));
                page = users.page(admin(), "", seen.getLast(), 2);
            }

            assertThat(seen).doesNotHaveDuplicates().contains("admin", user.login());
            assertThat(users.person(admin(), user.login()).liveTokens()).isEqualTo(1);
        }

        @Test
        void peopleAreFoundByAPartOfTheirNameOrLoginNameInAnyCase() {
            String mark = UUID.randomUUID().toString().substring(0, 8);
            users.create(admin(), new NewUser("l-" + mark, "Ann", Role.VIEWER, PASSWORD));
            users.create(admin(), new NewUser("z" + UUID.randomUUID(), "Ann X" + mark, Role.VIEWER, PASSWORD));

            assertThat(users.page(admin(), " " + mark.toUpperCase(Locale.ROOT), null, 10))
                    .hasSize(2);
            assertThat(users.page(admin(), "x" + mark, null, 10)).hasSize(1);
            assertThat(users.page(admin(), "%", null, 10)).isEmpty();
        }

        @Test
        void aPasswordThatAnAdministratorGaveStaysGivenUntilItsUserChoosesAnother() {
            User user = create(Role.VIEWER);
            Caller caller = users.signIn(user.login(), PASSWORD).orElseThrow();
            assertThat(caller.passwordGiven()).isTrue();

            assertThatThrownBy(() -> users.changePassword(caller, PASSWORD, PASSWORD))
                    .isInstanceOf(Conflict.class);
            assertThat(reload(user).passwordGiven()).isTrue();
            assertThat(users.changePassword(caller, PASSWORD, "quite another one")
                            .passwordGiven())
                    .isFalse();
            assertThat(reload(user).passwordGiven()).isFalse();

            users.resetPassword(admin(), user.login(), PASSWORD);
            assertThat(reload(user).passwordGiven()).isTrue();
            assertThat(admin().passwordGiven()).as("set by who runs the server").isFalse();
        }

        @ParameterizedTest
        @EnumSource(value = Role.class, names = "ADMIN", mode = EnumSource.Mode.EXCLUDE)
        void onlyAdministratorsManageUsers(Role role) {
            Caller caller = caller(create(role));
            NewUser user = new NewUser("x" + UUID.randomUUID(), "X", Role.VIEWER, PASSWORD);

            assertThatThrownBy(() -> users.page(caller, "", null, 10)).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.person(caller, "admin")).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.create(caller, user)).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.changeRole(caller, caller.login(), Role.ADMIN))
                    .isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.disable(caller, "admin")).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.enable(caller, "admin")).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> users.resetPassword(caller, "admin", PASSWORD))
                    .isInstanceOf(NotPermitted.class);
        }

        @Test
        void whatIsNotThereIsSaid() {
            assertThatThrownBy(() -> users.disable(admin(), "nobody-here"))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining("nobody-here");
        }

        private User reload(User user) {
            return rows.findById(user.id()).orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "-ann", "ann/", "../ann"})
    void aLoginNameOfOtherCharactersIsRefused(String login) {
        assertThatThrownBy(() -> new NewUser(login, "Ann", Role.VIEWER, "a long enough one"))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("login name");
    }

    @Test
    void aPasswordIsNeitherShortNorLongerThanIsReadNorTheLoginName() {
        for (String password : new String[] {"elevenchars", "x".repeat(73), "ü".repeat(37), "Long-Login-Name"}) {
            assertThatThrownBy(() -> new NewUser("long-login-name", "Ann", Role.VIEWER, password))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("password")
                    .hasMessageNotContaining(password);
        }
    }

    @Test
    void aNewUserDoesNotShowItsPassword() {
        assertThat(new NewUser("ann", "Ann", Role.VIEWER, "a long enough one"))
                .asString()
                .doesNotContain("a long enough one");
    }
}
