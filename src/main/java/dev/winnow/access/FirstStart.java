package dev.winnow.access;

import java.io.PrintStream;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives an empty database its first users, before the server answers anyone: {@code admin}, and where asked for the
 * demo users. A random password goes to the console once, not to the log, which may be shipped elsewhere.
 */
@Component
class FirstStart implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String ADMIN = "admin";

    private final UserRows users;
    private final PasswordEncoder passwords;
    private final AccessSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstStart(
            UserRows users,
            PasswordEncoder passwords,
            AccessSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String given = settings.adminPassword();
        boolean isGiven = given != null && !given.isBlank();
        String password = given != null && isGiven ? given : RandomPassword.next();
        if (NewUser.isTooLong(password)) {
            throw new IllegalStateException("winnow.admin-password is longer than 72 bytes");
        }
        if (!createdUsers(password)) {
            return;
        }
        LOG.info("Made the first user, {}", ADMIN);
        if (!isGiven) {
            print(System.out, password);
        }
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

    private void create(String login, String displayName, Role role, String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password encoder gave no hash");
        }
        users.save(new User(login, displayName, role, hash, clock.instant()));
    }

    private static void print(PrintStream console, String password) {
        console.println();
        console.println("    Sign in as " + ADMIN + " with the password " + password);
        console.println("    It is shown this once. Set winnow.admin-password before the first start to choose it.");
        console.println();
    }
}
