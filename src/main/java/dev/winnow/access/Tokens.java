package dev.winnow.access;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** API tokens: made by a user for a pipeline, used until they expire or are revoked. */
@Service
public class Tokens {
    /** How exact {@link ApiToken#lastUsedAt} is: a busy pipeline must not cost a write a request. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final TokenRows rows;
    private final UserRows users;
    private final Clock clock;

    Tokens(TokenRows rows, UserRows users, Clock clock) {
        this.rows = rows;
        this.users = users;
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
        if (!by.role().mayIssue(token.role())) {
            throw new NotPermitted("A " + by.role().name().toLowerCase(Locale.ROOT) + " cannot make a token"
                    + " of the role " + token.role().word() + ".");
        }
        Instant now = clock.instant();
        if (token.expires() != null && !token.expires().isAfter(now)) {
            throw new InvalidRequest("expires: " + token.expires() + " is not in the future.");
        }
        User owner = users.findById(by.userId()).orElseThrow(() -> new NotFound("There is no such user any more."));
        String secret = TokenSecret.random();
        return new IssuedToken(secret, rows.save(new ApiToken(owner, token, TokenSecret.hash(secret), now)));
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
        return new TokenCheck.Accepted(Caller.of(token.owner()).through(token.scope()));
    }

    private void noteUse(ApiToken token, Instant now) {
        Instant unlessAfter = now.minus(USE_NOTED_EVERY);
        if (token.lastUsedAt() == null || !token.lastUsedAt().isAfter(unlessAfter)) {
            rows.used(token.id(), now, unlessAfter);
        }
    }

    /**
     * The caller's tokens, oldest first, with those that are over: all for the user and for an admin token, else only
     * the one that was presented, so that a token that leaks tells and breaks nothing else.
     */
    @Transactional(readOnly = true)
    public List<ApiToken> of(Caller caller) {
        return rows.findByOwner(caller.userId()).stream()
                .filter(token -> reaches(caller, token.id()))
                .toList();
    }

    /** Ends a token at once; again is fine. @throws NotFound where it is none of {@link #of} */
    @Transactional
    public void revoke(Caller by, long id) {
        rows.findByIdAndOwner(id, by.userId())
                .filter(token -> reaches(by, token.id()))
                .orElseThrow(() -> new NotFound("You have no token " + id + "."))
                .revoke(clock.instant());
    }

    private static boolean reaches(Caller caller, long id) {
        TokenScope scope = caller.token();
        return scope == null || scope.id() == id || caller.mayAdminister();
    }
}
