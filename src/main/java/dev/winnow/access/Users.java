package dev.winnow.access;

import dev.winnow.access.GrantRows.HolderCount;
import dev.winnow.access.TokenRows.OwnerCount;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people who sign in. All but signing in and one's own password is for administrators. */
@Service
public class Users {
    /** Stands for an address where attempts on the own password are counted. */
    private static final String OWN_PASSWORD = "own password";

    private final UserRows rows;
    private final TokenRows tokens;
    private final GrantRows grants;
    private final Callers callers;
    private final SignInThrottle throttle;
    private final AuditLog log;
    private final ApplicationEventPublisher events;
    private final PasswordEncoder passwords;
    private final Clock clock;
    /** Compared with when there is no such user, so that the answer takes as long. */
    private final String nobodysHash;

    Users(
            UserRows rows,
            TokenRows tokens,
            GrantRows grants,
            Callers callers,
            SignInThrottle throttle,
            AuditLog log,
            ApplicationEventPublisher events,
            PasswordEncoder passwords,
            Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.grants = grants;
        this.callers = callers;
        this.log = log;
        this.events = events;
        this.throttle = throttle;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodysHash = hash(UUID.randomUUID().toString());
    }

    /**
     * People by login name.
     *
     * @param part what login or display name contain, in whatever case; empty: everyone
     * @param last login name of the last one of the page before; null at the start
     * @throws NotPermitted unless the caller administers
     */
    @Transactional(readOnly = true)
    public List<Person> page(Caller by, String part, @Nullable String last, int limit) {
        requireAdministrator(by);
        return people(rows.page(NewUser.lowerCase(part.strip()), last == null ? "" : last, Limit.of(limit)));
    }

    /** @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public Person person(Caller by, String login) {
        requireAdministrator(by);
        return people(List.of(require(login))).getFirst();
    }

    private List<Person> people(List<User> users) {
        List<Long> ids = users.stream().map(User::id).toList();
        Map<Long, Long> live = tokens.countLive(ids, clock.instant()).stream()
                .collect(Collectors.toMap(OwnerCount::owner, OwnerCount::live));
        Map<Long, Long> granted =
                grants.count(ids).stream().collect(Collectors.toMap(HolderCount::holder, HolderCount::grants));
        return users.stream()
                .map(user -> new Person(user, granted.getOrDefault(user.id(), 0L), live.getOrDefault(user.id(), 0L)))
                .toList();
    }

    /**
     * Makes a user, who is asked for another password when they sign in.
     *
     * @throws Conflict where the login name is taken
     * @throws NotPermitted unless the caller administers
     */
    @Transactional
    public User create(Caller by, NewUser user) {
        requireAdministrator(by);
        if (rows.existsByLogin(user.login())) {
            throw taken(user);
        }
        try {
            User made = rows.save(
                    new User(user.login(), user.displayName(), user.role(), hash(user.password()), clock.instant())
                            .withGivenPassword());
            log.record(by.actor(), "user.created", subject(made), null, described(made));
            events.publishEvent(new MembersChanged());
            return made;
        } catch (DataIntegrityViolationException e) {
            // Someone else made it since the look above.
            throw taken(user);
        }
    }

    private static Conflict taken(NewUser user) {
        return new Conflict("There is already a user named " + user.login() + ".");
    }

    /**
     * Gives a user another display name: their own, or anyone's by an administrator.
     *
     * @throws NotPermitted where it is neither
     */
    @Transactional
    public User rename(Caller by, String login, String displayName) {
        boolean own = by.token() == null && by.login().equals(login);
        if (!own) {
            requireAdministrator(by);
        }
        NewUser.refuse(NewUser.displayNameError(displayName));
        User user = require(login);
        Described before = described(user);
        user.rename(displayName.strip());
        log.record(by.actor(), "user.renamed", subject(user), before, described(user));
        return user;
    }

    /**
     * Gives a user another global role, which ends the user's sessions where it is a lesser one.
     *
     * @param role null: only grants count
     * @throws Conflict where it would leave nobody to administer, or the caller would stop being an administrator
     */
    @Transactional
    public User changeRole(Caller by, String login, @Nullable Role role) {
        requireAdministrator(by);
        User user = require(login);
        if (role != Role.ADMIN) {
            requireAnotherAdministrator(user);
            refuseSelf(by, user, "You cannot take the admin role from yourself: ask another administrator.");
        }
        Described before = described(user);
        user.changeRole(role);
        log.record(by.actor(), "user.role", subject(user), before, described(user));
        events.publishEvent(new MembersChanged());
        return user;
    }

    /** Ends the user's sessions and makes the user's tokens useless. @throws Conflict as {@link #changeRole} */
    @Transactional
    public User disable(Caller by, String login) {
        requireAdministrator(by);
        User user = require(login);
        requireAnotherAdministrator(user);
        refuseSelf(by, user, "You cannot disable yourself: ask another administrator.");
        user.disable();
        log.record(by.actor(), "user.disabled", subject(user), null, null);
        events.publishEvent(new MembersChanged());
        return user;
    }

    @Transactional
    public User enable(Caller by, String login) {
        requireAdministrator(by);
        User user = require(login);
        user.enable();
        log.record(by.actor(), "user.enabled", subject(user), null, null);
        events.publishEvent(new MembersChanged());
        return user;
    }

    /**
     * Sets the password of another user, who is asked for another one with the next sign-in, and ends that user's
     * sessions.
     *
     * @throws Conflict for the caller's own, whose present password must be asked for
     */
    @Transactional
    public void resetPassword(Caller by, String login, String password) {
        requireAdministrator(by);
        User user = require(login);
        refuseSelf(by, user, "Change your own password under My account.");
        NewUser.checkPassword(user.login(), password);
        user.changePassword(hash(password));
        user.withGivenPassword();
        log.record(by.actor(), "user.password-reset", subject(user), null, null);
    }

    /**
     * Sets the caller's own password and ends the caller's sessions, but for one that goes on with what is returned.
     * Guessing the present one is slowed down as it is for signing in.
     *
     * @throws Conflict where the new one is the present one
     * @throws NotPermitted where the present one is wrong, there were too many attempts, or the caller came with a token
     */
    @Transactional
    public Caller changePassword(Caller by, String present, String password) {
        User user = require(by.login());
        NewUser.checkPassword(user.login(), password);
        throttle.attempt(user.login(), OWN_PASSWORD).ifPresent(wait -> {
            throw new NotPermitted("Too many attempts: wait " + Math.ceilDiv(wait.toSeconds(), 60) + " minutes.");
        });
        if (by.token() != null || !passwords.matches(present, user.passwordHash())) {
            throw new NotPermitted("The present password is not right.");
        }
        throttle.succeeded(user.login(), OWN_PASSWORD);
        if (present.equals(password)) {
            throw new Conflict("This is the present password: choose another one.");
        }
        user.changePassword(hash(password));
        log.record(by.actor(), "user.password-changed", subject(user), null, null);
        return callers.of(user);
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
            return callers.of(user);
        });
    }

    /** The user as a caller, as the database has it now. @return empty where there is none or it is disabled */
    @Transactional(readOnly = true)
    public Optional<Caller> caller(String login) {
        return rows.findByLogin(NewUser.lowerCase(login)).filter(User::enabled).map(callers::of);
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
                .map(callers::of);
    }

    /** What is told of a failed sign-in: who it was tried for, if that is anyone; else it may be a mistyped password. */
    @Transactional(readOnly = true)
    public Optional<String> knownLogin(String typed) {
        return rows.findByLogin(NewUser.lowerCase(typed.strip())).map(User::login);
    }

    /** For the record: without the password or its hash. */
    private record Described(String displayName, @Nullable Role role) {}

    private static Described described(User user) {
        return new Described(user.displayName(), user.role());
    }

    static String subject(User user) {
        return "user:" + user.login();
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

    private static void refuseSelf(Caller by, User user, String message) {
        if (by.userId() == user.id()) {
            throw new Conflict(message);
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
