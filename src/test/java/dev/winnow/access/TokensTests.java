package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.support.MovableClock;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class TokensTests {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        private final MovableClock clock = new MovableClock(NOON);

        @Autowired
        private Users users;

        @Autowired
        private TokenRows rows;

        @Autowired
        private UserRows userRows;

        @Autowired
        private Callers callers;

        @Autowired
        private AuditLog log;

        @Autowired
        private TransactionTemplate transaction;

        @Autowired
        private JdbcClient jdbc;

        private Tokens tokens;

        @BeforeEach
        void onItsOwnTime() {
            tokens = new Tokens(rows, userRows, callers, log, clock);
        }

        private Caller user(Role role) {
            NewUser user = new NewUser("t" + UUID.randomUUID(), "T", role, "a long enough one");
            users.create(users.caller("admin").orElseThrow(), user);
            return users.caller(user.login()).orElseThrow();
        }

        private IssuedToken issue(Caller by, TokenRole role, String project, Instant expires) {
            return transaction.execute(status -> tokens.issue(by, new NewToken("ci", role, project, expires)));
        }

        private void revoke(Caller by, long id) {
            transaction.executeWithoutResult(status -> tokens.revoke(by, id));
        }

        private Caller caller(String secret) {
            assertThat(tokens.check(secret)).isInstanceOf(TokenCheck.Accepted.class);
            return ((TokenCheck.Accepted) tokens.check(secret)).caller();
        }

        @Test
        void aTokenStandsForItsOwnerWithinItsRoleAndProject() {
            Caller owner = user(Role.DEVELOPER);

            Caller caller = caller(issue(owner, TokenRole.UPLOAD, "shop", null).secret());

            assertThat(caller.userId()).isEqualTo(owner.userId());
            assertThat(caller.mayUpload("shop")).isTrue();
            assertThat(caller.mayUpload("bank")).isFalse();
            assertThat(caller.mayRead("shop")).isFalse();
        }

        @Test
        void aSecretHas256BitsAndIsNowhereInTheDatabase() {
            IssuedToken issued = issue(user(Role.VIEWER), TokenRole.READ, null, null);

            assertThat(issued.secret()).matches("wnw_[A-Za-z0-9_-]{43}");
            assertThat(issued).asString().doesNotContain(issued.secret());
            assertThat(jdbc.sql("select * from api_token where id = ?")
                            .param(issued.token().id())
                            .query()
                            .singleRow()
                            .values())
                    .doesNotContain(issued.secret())
                    .contains(TokenSecret.hash(issued.secret()));
        }

        @Test
        void anUnknownOrMangledSecretOpensNothing() {
            String secret = issue(user(Role.VIEWER), TokenRole.READ, null, null).secret();

            for (String other : new String[] {
                "", "wnw_", secret + "x", secret.substring(1), secret.toUpperCase(Locale.ROOT), "wnw_" + "A".repeat(43)
            }) {
                assertThat(tokens.check(other)).isEqualTo(new TokenCheck.Unknown());
            }
        }

        @Test
        void aNameWithControlCharactersIsRefused() {
            for (String sign : new String[] {"\u0000", "\u001b[31m", "\n", "\ud800", "\u202e"}) {
                assertThatThrownBy(() -> new NewToken("a" + sign + "b", TokenRole.READ, null, null))
                        .isInstanceOf(InvalidRequest.class)
                        .hasMessageStartingWith("name:");
            }
        }

        @Test
        void aTokenEndsAtTheVeryInstantItExpires() {
            String secret = issue(user(Role.VIEWER), TokenRole.READ, null, NOON.plusSeconds(60))
                    .secret();

            clock.advance(Duration.ofSeconds(59));
            assertThat(tokens.check(secret)).isInstanceOf(TokenCheck.Accepted.class);
            clock.advance(Duration.ofSeconds(1));
            assertThat(tokens.check(secret)).isEqualTo(new TokenCheck.Expired(NOON.plusSeconds(60)));
        }

        @Test
        void aTokenThatWouldBeOverAlreadyIsNotMade() {
            Caller owner = user(Role.VIEWER);

            assertThatThrownBy(() -> issue(owner, TokenRole.READ, null, NOON))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("future");
        }

        @Test
        void aRevokedTokenOpensNothingAndKeepsTheTimeOfTheFirstRevocation() {
            Caller owner = user(Role.VIEWER);
            IssuedToken issued = issue(owner, TokenRole.READ, null, null);

            revoke(owner, issued.token().id());
            clock.advance(Duration.ofHours(1));
            revoke(owner, issued.token().id());

            assertThat(tokens.check(issued.secret())).isEqualTo(new TokenCheck.Revoked(NOON));
        }

        @Test
        void aTokenOfADisabledOwnerOpensNothing() {
            Caller owner = user(Role.VIEWER);
            String secret = issue(owner, TokenRole.READ, null, null).secret();

            users.disable(users.caller("admin").orElseThrow(), owner.login());

            assertThat(tokens.check(secret)).isEqualTo(new TokenCheck.OwnerDisabled());
        }

        @Test
        void aTokenLosesWhatItsOwnerLoses() {
            Caller owner = user(Role.SECURITY);
            String secret = issue(owner, TokenRole.TRIAGE, null, null).secret();
            assertThat(caller(secret).mayReadRawReport("shop")).isTrue();

            users.changeRole(users.caller("admin").orElseThrow(), owner.login(), Role.VIEWER);

            assertThat(caller(secret).mayTriage("shop")).isFalse();
            assertThat(caller(secret).mayReadRawReport("shop")).isFalse();
            assertThat(caller(secret).mayRead("shop")).isTrue();
        }

        @Test
        void aUserMakesNoTokenBeyondTheOwnRoleAndATokenMakesNone() {
            Caller viewer = user(Role.VIEWER);
            Caller throughToken =
                    caller(issue(user(Role.ADMIN), TokenRole.ADMIN, null, null).secret());

            assertThatThrownBy(() -> issue(viewer, TokenRole.UPLOAD, null, null))
                    .isInstanceOf(NotPermitted.class)
                    .hasMessageContaining("upload");
            assertThatThrownBy(() -> issue(throughToken, TokenRole.READ, null, null))
                    .isInstanceOf(NotPermitted.class);
        }

        @Test
        void useIsNotedAtMostOnceAMinute() {
            Caller owner = user(Role.VIEWER);
            IssuedToken issued = issue(owner, TokenRole.READ, null, null);
            assertThat(lastUsed(owner)).isNull();

            tokens.check(issued.secret());
            assertThat(lastUsed(owner)).isEqualTo(NOON);
            clock.advance(Duration.ofSeconds(59));
            tokens.check(issued.secret());
            assertThat(lastUsed(owner)).isEqualTo(NOON);
            clock.advance(Duration.ofSeconds(1));
            tokens.check(issued.secret());
            assertThat(lastUsed(owner)).isEqualTo(NOON.plusSeconds(60));
        }

        private Instant lastUsed(Caller owner) {
            return tokens.page(owner, null, null, 1).getFirst().lastUsedAt();
        }

        @Test
        void aUserSeesAndRevokesOnlyTheOwnTokens() {
            Caller ann = user(Role.DEVELOPER);
            Caller bob = user(Role.SECURITY);
            IssuedToken ofAnn = issue(ann, TokenRole.READ, null, null);

            assertThat(page(ann))
                    .extracting(ApiToken::id)
                    .containsExactly(ofAnn.token().id());
            assertThat(page(bob)).isEmpty();
            assertThatThrownBy(() -> revoke(bob, ofAnn.token().id())).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> tokens.live(bob, ann.login(), null, 10)).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> tokens.ended(bob, ann.login(), null, 10)).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> tokens.page(bob, ann.login(), null, 10)).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> tokens.everyonesLive(bob, null, 10)).isInstanceOf(NotPermitted.class);
            assertThat(tokens.check(ofAnn.secret())).isInstanceOf(TokenCheck.Accepted.class);
        }

        @Test
        void anAdministratorSeesAndRevokesEveryonesTokens() {
            Caller ann = user(Role.DEVELOPER);
            Caller admin = user(Role.ADMIN);
            IssuedToken ofAnn = issue(ann, TokenRole.UPLOAD, "shop", null);

            ApiToken seen = tokens.everyonesLive(admin, null, 1).getFirst();
            assertThat(seen.id()).isEqualTo(ofAnn.token().id());
            assertThat(seen.project()).isEqualTo("shop");
            assertThat(seen.owner().login()).isEqualTo(ann.login());
            revoke(admin, ofAnn.token().id());

            assertThat(tokens.check(ofAnn.secret())).isInstanceOf(TokenCheck.Revoked.class);
            assertThat(tokens.live(admin, ann.login(), null, 10)).isEmpty();
            assertThat(tokens.ended(admin, ann.login(), null, 10))
                    .extracting(ApiToken::id)
                    .containsExactly(ofAnn.token().id());
        }

        @Test
        void tokensAreLiveUntilTheVeryInstantTheyExpireAndReadNewestFirst() {
            Caller owner = user(Role.VIEWER);
            long first = issue(owner, TokenRole.READ, null, NOON.plusSeconds(60))
                    .token()
                    .id();
            long second = issue(owner, TokenRole.READ, null, null).token().id();
            long third = issue(owner, TokenRole.READ, null, null).token().id();

            assertThat(tokens.live(owner, owner.login(), null, 2))
                    .extracting(ApiToken::id)
                    .containsExactly(third, second);
            assertThat(tokens.live(owner, owner.login(), second, 2))
                    .extracting(ApiToken::id)
                    .containsExactly(first);
            clock.advance(Duration.ofSeconds(60));
            assertThat(tokens.live(owner, owner.login(), second, 2)).isEmpty();
            assertThat(tokens.ended(owner, owner.login(), null, 2))
                    .extracting(ApiToken::id)
                    .containsExactly(first);
        }

        private List<ApiToken> page(Caller caller) {
            return tokens.page(caller, null, null, 1_000);
        }

        @Test
        void aPipelinesTokenSeesAndRevokesOnlyItselfAnAdminTokenAll() {
            Caller owner = user(Role.ADMIN);
            IssuedToken upload = issue(owner, TokenRole.UPLOAD, null, null);
            IssuedToken other = issue(owner, TokenRole.READ, null, null);
            IssuedToken admin = issue(owner, TokenRole.ADMIN, null, null);

            Caller pipeline = caller(upload.secret());
            assertThat(page(pipeline))
                    .extracting(ApiToken::id)
                    .containsExactly(upload.token().id());
            assertThatThrownBy(() -> revoke(pipeline, other.token().id())).isInstanceOf(NotFound.class);
            revoke(pipeline, upload.token().id());
            assertThat(tokens.check(upload.secret())).isInstanceOf(TokenCheck.Revoked.class);

            assertThat(tokens.page(caller(admin.secret()), owner.login(), null, 10))
                    .hasSize(3);
            assertThat(page(caller(admin.secret()))).hasSizeGreaterThan(3);
            revoke(caller(admin.secret()), other.token().id());
            assertThat(tokens.check(other.secret())).isInstanceOf(TokenCheck.Revoked.class);
        }
    }
}
