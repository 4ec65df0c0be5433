package dev.winnow.access;

import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** API tokens: made by a user for a pipeline, used until they expire or are revoked. */
@Service
public class Tokens {
    /** How exact {@link ApiToken#lastUsedAt} is: a busy pipeline must not cost a write a request. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final TokenRows rows;
    private final UserRows users;
    private final Callers callers;
    private final AuditLog log;
    private final Clock clock;

    Tokens(TokenRows rows, UserRows users, Callers callers, AuditLog log, Clock clock) {
        this.rows = rows;
        this.users = users;
        this.callers = callers;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Makes a token for the caller.
     *
     * @throws NotPermitted where the caller came with a token, or the token would open more than the caller may
     * @throws InvalidRequest where it would expire in the past
     */
    @Transactional
    public IssuedToken issue(Caller by, NewToken token) {
        if (by.token() != null) {
            throw new NotPermitted("A token cannot make tokens: sign in with a password.");
        }
        if (!by.mayIssue(token.role(), token.project())) {
            String where = token.project() == null ? "" : " for project " + token.project();
            throw new NotPermitted("Your role lets you make no token of the role "
                    + token.role().word() + where + ".");
        }
        Instant now = clock.instant();
        if (token.expires() != null && !token.expires().isAfter(now)) {
            throw new InvalidRequest("expires: " + token.expires() + " is not in the future.");
        }
        User owner = users.findById(by.userId()).orElseThrow(() -> new NotFound("There is no such user any more."));
        String secret = TokenSecret.random();
        ApiToken made = rows.save(new ApiToken(owner, token, TokenSecret.hash(secret), now));
        log.record(by.actor(), "token.made", "token:" + made.id(), null, described(made));
        return new IssuedToken(secret, made);
    }

    /** Looks a presented secret up and notes its use. */
    public TokenCheck check(String secret) {
        if (!TokenSecret.looksRight(secret)) {
            return new TokenCheck.Unknown();
        }
        return rows.findByHash(TokenSecret.hash(secret)).map(this::check).orElseGet(TokenCheck.Unknown::new);
    }

    private TokenCheck check(ApiToken token) {
        Instant now = clock.instant();
        if (token.revokedAt() != null) {
            return new TokenCheck.Revoked(token.revokedAt());
        }
        if (token.expiresAt() != null && token.hasExpired(now)) {
            return new TokenCheck.Expired(token.expiresAt());
        }
        if (!token.owner().enabled()) {
            return new TokenCheck.OwnerDisabled();
        }
        noteUse(token, now);
        return new TokenCheck.Accepted(callers.of(token.owner()).through(token.scope()));
    }

    private void noteUse(ApiToken token, Instant now) {
        Instant unlessAfter = now.minus(USE_NOTED_EVERY);
        if (token.lastUsedAt() == null || !token.lastUsedAt().isAfter(unlessAfter)) {
            rows.used(token.id(), now, unlessAfter);
        }
    }

    /**
     * Tokens the caller may know of, newest first, with those that are over: everyone's for an administrator, else the
     * caller's own; a token that is not an admin's sees only itself, so that one that leaks tells nothing else.
     *
     * @param owner login name; null: everyone the caller may see
     * @param last of the page before; null at the start
     */
    @Transactional(readOnly = true)
    public List<ApiToken> page(Caller by, @Nullable String owner, @Nullable Long last, int limit) {
        if (owner == null && by.mayAdminister()) {
            return rows.all(before(last), Limit.of(limit));
        }
        TokenScope scope = by.token();
        if (scope == null || by.mayAdminister()) {
            return rows.of(owned(by, owner == null ? by.login() : owner), before(last), Limit.of(limit));
        }
        return rows
                .find(scope.id())
                .filter(own -> (owner == null || own.owner().login().equals(owner)) && own.id() < before(last))
                .stream()
                .toList();
    }

    /**
     * Tokens of a user that still open something, newest first, while the user is enabled.
     *
     * @throws NotPermitted where it is neither the caller nor the caller administers
     */
    @Transactional(readOnly = true)
    public List<ApiToken> live(Caller by, String owner, @Nullable Long last, int limit) {
        return rows.liveOf(owned(by, owner), clock.instant(), before(last), Limit.of(limit));
    }

    /** Tokens of a user that expired or were revoked, newest first. @throws NotPermitted as {@link #live} */
    @Transactional(readOnly = true)
    public List<ApiToken> ended(Caller by, String owner, @Nullable Long last, int limit) {
        return rows.endedOf(owned(by, owner), clock.instant(), before(last), Limit.of(limit));
    }

    /** As {@link #live}, of all users. @throws NotPermitted unless the caller administers */
    @Transactional(readOnly = true)
    public List<ApiToken> everyonesLive(Caller by, @Nullable Long last, int limit) {
        if (!by.mayAdminister()) {
            throw new NotPermitted("Only administrators see everyone's tokens.");
        }
        return rows.live(clock.instant(), before(last), Limit.of(limit));
    }

    /**
     * Ends a token at once; again is fine.
     *
     * @throws NotFound where it is none of {@link #page}
     */
    @Transactional
    public void revoke(Caller by, long id) {
        ApiToken token = rows.find(id)
                .filter(one -> reaches(by, one))
                .orElseThrow(() -> new NotFound("You have no token " + id + "."));
        if (token.revokedAt() == null) {
            token.revoke(clock.instant());
            log.record(by.actor(), "token.revoked", "token:" + id, described(token), null);
        }
    }

    /** For the record: without the secret or its hash. */
    private record Described(
            String owner,
            String name,
            String role,
            @Nullable String project,
            @Nullable Instant expires) {}

    private static Described described(ApiToken token) {
        return new Described(
                token.owner().login(), token.name(), token.role().word(), token.project(), token.expiresAt());
    }

    private static boolean reaches(Caller caller, ApiToken token) {
        TokenScope scope = caller.token();
        return caller.mayAdminister()
                || token.owner().id() == caller.userId() && (scope == null || scope.id() == token.id());
    }

    private long owned(Caller by, String owner) {
        boolean own = by.token() == null && by.login().equals(owner);
        if (!own && !by.mayAdminister()) {
            throw new NotPermitted("Only administrators see other people's tokens.");
        }
        return users.findByLogin(NewUser.lowerCase(owner))
                .orElseThrow(() -> new NotFound("There is no user named " + owner + "."))
                .id();
    }

    private static long before(@Nullable Long last) {
        return last == null ? Long.MAX_VALUE : last;
    }
}
