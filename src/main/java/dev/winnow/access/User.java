package dev.winnow.access;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person who signs in. Never deleted, since decisions and tokens name it; disabled instead. */
@Entity
@Table(name = "app_user")
public class User {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String login;
    private String displayName;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Role role;

    private String passwordHash;
    private boolean passwordGiven;
    private int credentials;
    private boolean enabled;
    private Instant createdAt;
    private @Nullable Instant lastLoginAt;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    User(String login, String displayName, @Nullable Role role, String passwordHash, Instant createdAt) {
        this.login = login;
        this.displayName = displayName;
        this.role = role;
        this.passwordHash = passwordHash;
        this.enabled = true;
        this.createdAt = createdAt;
    }

    /** Ends the user's sessions where it takes something away: pages that are open may hold on to it. */
    void changeRole(@Nullable Role role) {
        if (this.role != null && (role == null || role.compareTo(this.role) < 0)) {
            endSessions();
        }
        this.role = role;
    }

    void rename(String displayName) {
        this.displayName = displayName;
    }

    void enable() {
        this.enabled = true;
    }

    void disable() {
        this.enabled = false;
        endSessions();
    }

    void endSessions() {
        this.credentials++;
    }

    /** Also ends the sessions that were opened with the old one. */
    void changePassword(String passwordHash) {
        this.passwordHash = passwordHash;
        this.passwordGiven = false;
        endSessions();
    }

    /** The password was chosen by somebody else. */
    User withGivenPassword() {
        this.passwordGiven = true;
        return this;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("not inserted yet");
        }
        return id;
    }

    /** Lower case, unique. */
    public String login() {
        return login;
    }

    public String displayName() {
        return displayName;
    }

    /** What the user is in every project; null: only what grants say. */
    public @Nullable Role role() {
        return role;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** Whether the password is known to the administrator who gave it, and should be replaced by an own one. */
    public boolean passwordGiven() {
        return passwordGiven;
    }

    int credentials() {
        return credentials;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null until the first sign-in. */
    public @Nullable Instant lastLoginAt() {
        return lastLoginAt;
    }
}
