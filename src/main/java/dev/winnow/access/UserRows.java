package dev.winnow.access;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface UserRows extends Repository<User, Long> {
    Optional<User> findById(long id);

    Optional<User> findByLogin(String login);

    /** @param part in lower case; every text contains an empty one */
    @Query("select u from User u where u.login > :after and (:part = '' or locate(:part, u.login) > 0"
            + " or locate(:part, lower(u.displayName)) > 0) order by u.login")
    List<User> page(String part, String after, Limit limit);

    /**
     * Active people whose role in the project lets them propose decisions.
     *
     * @param team the project's; empty: none, as no team has an empty name
     */
    @Query("""
            select u from User u where u.enabled = true
             and (:part = '' or locate(:part, u.login) > 0 or locate(:part, lower(u.displayName)) > 0)
             and (u.role in (dev.winnow.access.Role.DEVELOPER, dev.winnow.access.Role.SECURITY,
                             dev.winnow.access.Role.ADMIN)
               or exists (select 1 from Grant g where g.holder = u
                    and g.role in (dev.winnow.access.Role.DEVELOPER, dev.winnow.access.Role.SECURITY,
                                   dev.winnow.access.Role.ADMIN)
                    and (g.kind = dev.winnow.access.Scope.Kind.PROJECT and g.name = :project
                      or g.kind = dev.winnow.access.Scope.Kind.TEAM and g.name = :team)))
             order by u.login""")
    List<User> colleagues(String project, String team, String part, Limit limit);

    @Query("select new dev.winnow.access.Colleague(u.login, u.displayName) from User u")
    List<Colleague> all();

    boolean existsByLogin(String login);

    long count();

    long countByEnabledTrue();

    long countByEnabledTrueAndRoleIn(Collection<Role> roles);

    /** How many active people have a global role. */
    record RoleCount(Role role, long people) {}

    @Query("""
            select new dev.winnow.access.UserRows$RoleCount(u.role, count(u)) from User u
             where u.role is not null and u.enabled = true group by u.role""")
    List<RoleCount> countByRole();

    User save(User user);

    /** Locked, so that two administrators cannot remove each other at the same moment. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from User u where u.role = dev.winnow.access.Role.ADMIN and u.enabled = true order by u.id")
    List<User> lockEnabledAdministrators();

    @Transactional
    @Modifying
    @Query("update User u set u.lastLoginAt = :now where u.id = :id")
    void signedIn(long id, Instant now);

    /** Only while the password is still the one that was checked. */
    @Transactional
    @Modifying
    @Query("update User u set u.passwordHash = :stronger where u.id = :id and u.passwordHash = :checked")
    void rehash(long id, String checked, String stronger);
}
