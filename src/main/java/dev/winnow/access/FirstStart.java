package dev.winnow.access;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees before the server answers anyone that somebody can administer: gives an empty database its first users, {@code
 * admin} and where asked for the demo users, and lets who runs the server back in whose password is lost.
 */
@Component
class FirstStart implements SmartInitializingSingleton {
    static final String ADMIN = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final UserRows users;
    private final PasswordEncoder passwords;
    private final AccessSettings settings;
    private final Welcome welcome;
    private final AuditLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstStart(
            UserRows users,
            PasswordEncoder passwords,
            AccessSettings settings,
            Welcome welcome,
            AuditLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.settings = settings;
        this.welcome = welcome;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String reset = given("winnow.reset-admin-password", settings.resetAdminPassword());
        String first = given("winnow.admin-password", settings.adminPassword());
        String chosen = reset == null ? first : reset;
        String password = chosen == null ? RandomPassword.next() : chosen;
        if (createdUsers(password)) {
            LOG.info("Made the first user, {}", ADMIN);
            if (chosen == null) {
                welcome.show(password);
            }
        } else if (reset != null) {
            reset(reset);
        }
    }

    private static @Nullable String given(String setting, @Nullable String password) {
        if (password == null || password.isBlank()) {
            return null;
        }
        if (NewUser.isTooLong(password)) {
            throw new IllegalStateException(setting + " is longer than 72 bytes");
        }
        return password;
    }

    private boolean createdUsers(String adminPassword) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                if (users.count() > 0) {
                    return false;
                }
                create(ADMIN, "Administrator", Role.ADMIN, adminPassword);
                if (settings.demo()) {
                    create("viewer", "Vera Viewer", Role.VIEWER, DemoUsers.PASSWORD);
                    create("developer", "Devi Developer", Role.DEVELOPER, DemoUsers.PASSWORD);
                    create("security", "Sam Security", Role.SECURITY, DemoUsers.PASSWORD);
                }
                return true;
            }));
        } catch (DataIntegrityViolationException e) {
            // Another instance on the same database was quicker.
            LOG.debug("The first users are there already", e);
            return false;
        }
    }

    /** Does nothing where all is as asked for, so that a setting that stays ends no sessions with each start. */
    private void reset(String password) {
        boolean changed = Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<User> known = users.findByLogin(ADMIN);
            if (known.isEmpty()) {
                create(ADMIN, "Administrator", Role.ADMIN, password);
                return true;
            }
            User admin = known.get();
            if (admin.enabled() && admin.role() == Role.ADMIN && passwords.matches(password, admin.passwordHash())) {
                return false;
            }
            admin.changeRole(Role.ADMIN);
            admin.enable();
            admin.changePassword(hash(password));
            log.record(Actor.SYSTEM, "user.password-reset", "user:" + ADMIN, null, Map.of("role", Role.ADMIN));
            return true;
        }));
        LOG.warn(
                "{} Take winnow.reset-admin-password out of the settings again.",
                changed
                        ? "The user admin is an administrator with a new password; its sessions are ended."
                        : "The user admin has this password already.");
    }

    private void create(String login, String displayName, Role role, String password) {
        users.save(new User(login, displayName, role, hash(password), clock.instant()));
        log.record(
                Actor.SYSTEM, "user.created", "user:" + login, null, Map.of("displayName", displayName, "role", role));
    }

    private String hash(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password encoder gave no hash");
        }
        return hash;
    }
}
