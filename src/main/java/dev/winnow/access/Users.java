package dev.winnow.access;

import dev.winnow.problem.Conflict;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people who sign in. All but signing in and one's own password is for administrators. */
@Service
public class Users {
    private final UserRows rows;
    private final PasswordEncoder passwords;
    private final Clock clock;
    /** Compared with when there is no such user, so that the answer takes as long. */
    private final String nobodysHash;

    Users(UserRows rows, PasswordEncoder passwords, Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodysHash = hash(UUID.randomUUID().toString());
    }

    /** By login name. @throws NotPermitted unless the caller administers */
    @Transactional(readOnly = true)
    public List<User> all(Caller by) {
        requireAdministrator(by);
        return rows.findAllByOrderByLogin();
    }

    /**
     * @throws Conflict where the login name is taken
     * @throws NotPermitted unless the caller administers
     */
    @Transactional
    public User create(Caller by, NewUser user) {
        requireAdministrator(by);
        if (rows.existsByLogin(user.login())) {
            throw new Conflict("There is already a user named " + user.login() + ".");
        }
        return rows.save(
                new User(user.login(), user.displayName(), user.role(), hash(user.password()), clock.instant()));
    }

    /** @throws Conflict where it would leave nobody to administer */
    @Transactional
    public User changeRole(Caller by, String login, Role role) {
        requireAdministrator(by);
        User user = require(login);
        if (role != Role.ADMIN) {
            requireAnotherAdministrator(user);
        }
        user.changeRole(role);
        return user;
    }

    /** Ends the user's sessions and makes the user's tokens useless. @throws Conflict as {@link #changeRole} */
    @Transactional
    public User disable(Caller by, String login) {
        requireAdministrator(by);
        User user = require(login);
        requireAnotherAdministrator(user);
        user.disable();
        return user;
    }

    @Transactional
    public User enable(Caller by, String login) {
        requireAdministrator(by);
        User user = require(login);
        user.enable();
        return user;
    }

    /** Sets the password of any user and ends that user's sessions. */
    @Transactional
    public void resetPassword(Caller by, String login, String password) {
        requireAdministrator(by);
        User user = require(login);
        NewUser.checkPassword(user.login(), password);
        user.changePassword(hash(password));
    }

    /**
     * Sets the caller's own password and ends the caller's sessions.
     *
     * @throws NotPermitted where the old one is wrong, or the caller came with a token
     */
    @Transactional
    public void changePassword(Caller by, String old, String password) {
        User user = require(by.login());
        if (by.token() != null || !passwords.matches(old, user.passwordHash())) {
            throw new NotPermitted("The present password is not right.");
        }
        NewUser.checkPassword(user.login(), password);
        user.changePassword(hash(password));
    }

    /** Checks a password; takes as long for a user that does not exist. @return empty where it does not fit */
    public Optional<Caller> signIn(String login, String password) {
        Optional<User> found = rows.findByLogin(NewUser.lowerCase(login.strip()));
        String hash = found.map(User::passwordHash).orElse(nobodysHash);
        if (!passwords.matches(password, hash)) {
            return Optional.empty();
        }
        return found.filter(User::enabled).map(user -> {
            rows.signedIn(user.id(), clock.instant());
            if (passwords.upgradeEncoding(hash) && !NewUser.isTooLong(password)) {
                rows.rehash(user.id(), hash, hash(password));
            }
            return Caller.of(user);
        });
    }

    /** The user as a caller, as the database has it now. @return empty where there is none or it is disabled */
    @Transactional(readOnly = true)
    public Optional<Caller> caller(String login) {
        return rows.findByLogin(NewUser.lowerCase(login)).filter(User::enabled).map(Caller::of);
    }

    /**
     * The same caller with today's rights.
     *
     * @return empty where the user was disabled or got another password since the caller signed in
     */
    @Transactional(readOnly = true)
    public Optional<Caller> refreshed(Caller caller) {
        return rows.findById(caller.userId())
                .filter(user -> user.enabled() && user.credentials() == caller.credentials())
                .map(Caller::of);
    }

    private User require(String login) {
        return rows.findByLogin(NewUser.lowerCase(login))
                .orElseThrow(() -> new NotFound("There is no user named " + login + "."));
    }

    private void requireAnotherAdministrator(User user) {
        List<User> administrators = rows.lockEnabledAdministrators();
        if (administrators.size() == 1 && administrators.getFirst().id() == user.id()) {
            throw new Conflict(user.login() + " is the only administrator: make another one first.");
        }
    }

    private static void requireAdministrator(Caller by) {
        if (!by.mayAdminister()) {
            throw new NotPermitted("Only administrators manage users.");
        }
    }

    private String hash(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password encoder gave no hash");
        }
        return hash;
    }
}
