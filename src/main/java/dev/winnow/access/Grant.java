package dev.winnow.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A role that a user has in one project, or in the projects of one team, and nowhere else. */
@Entity
@Table(name = "access_grant")
public class Grant {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @jakarta.persistence.JoinColumn(name = "user_id")
    private User holder;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "scope")
    private Scope.Kind kind;

    private String name;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Role role;

    private Instant grantedAt;

    @SuppressWarnings("NullAway.Init")
    protected Grant() {}

    Grant(User holder, Scope scope, Role role, Instant grantedAt) {
        this.holder = holder;
        this.kind = scope.kind();
        this.name = scope.name();
        this.role = role;
        this.grantedAt = grantedAt;
    }

    void change(Role role) {
        this.role = role;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("not inserted yet");
        }
        return id;
    }

    /** Who has it. */
    public User holder() {
        return holder;
    }

    public Scope scope() {
        return new Scope(kind, name);
    }

    public Role role() {
        return role;
    }

    public Instant grantedAt() {
        return grantedAt;
    }
}
