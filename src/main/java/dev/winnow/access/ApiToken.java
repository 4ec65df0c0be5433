package dev.winnow.access;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A token as it is kept: without its secret, of which there is only a hash. */
@Entity
public class ApiToken {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private User owner;

    private String name;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    private TokenRole role;

    private @Nullable String project;

    /** Read by queries alone. */
    @SuppressWarnings("UnusedVariable")
    private String secretHash;

    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    ApiToken(User owner, NewToken token, String secretHash, Instant createdAt) {
        this.owner = owner;
        this.name = token.name();
        this.role = token.role();
        this.project = token.project();
        this.expiresAt = token.expires();
        this.secretHash = secretHash;
        this.createdAt = createdAt;
    }

    /** Keeps the time of the first revocation. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    TokenScope scope() {
        return new TokenScope(id(), name, role, project);
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("not inserted yet");
        }
        return id;
    }

    /** Whose rights it has, within its own. */
    public User owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public TokenRole role() {
        return role;
    }

    /** Key of the only project it opens; null: every project. */
    public @Nullable String project() {
        return project;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** From when on it opens nothing; null: never. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** To the minute; null: never used. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
