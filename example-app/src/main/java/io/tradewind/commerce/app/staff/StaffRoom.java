package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.spi.CardNumbers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of the people who work here, and who of them is signed in. A fresh database has no account and no password:
 * the first is made through a one-time link. Safe for many threads.
 */
public final class StaffRoom {
    /** A session nobody uses ends after this long. */
    public static final Duration IDLE = Duration.ofHours(2);
    /** Every session ends after this long. */
    public static final Duration SHIFT = Duration.ofHours(12);
    /** For this long after giving a password, roles and accounts can be changed without giving it again. */
    public static final Duration PROOF = Duration.ofMinutes(10);

    private static final Duration LINK = Duration.ofDays(1);
    private static final Duration NOTICED = Duration.ofMinutes(1);
    private static final String TERMINAL = "the terminal";
    private static final UUID LAST = new UUID(-1L, -1L);

    private final Jdbi jdbi;
    private final Clock clock;
    private final Attempts attempts;
    private final SecondFactor factor;
    private final SavedViews views;
    private final Passwords passwords;
    private final MemberStore members = new MemberStore();
    private final SessionStore sessions = new SessionStore();
    private final LinkStore links = new LinkStore();
    private final DeedStore deeds = new DeedStore();

    /** Opens the book in that database, making its tables if they are not there. */
    public StaffRoom(DataSource data, Clock clock) {
        this(data, clock, new Passwords());
    }

    StaffRoom(DataSource data, Clock clock, Passwords passwords) {
        this.passwords = passwords;
        this.jdbi = Jdbi.create(data);
        this.clock = clock;
        this.attempts = new Attempts(clock);
        this.factor = new SecondFactor(jdbi, clock);
        this.views = new SavedViews(jdbi, clock);
        makeTables(data);
    }

    /** Makes those of its tables that are not there. */
    public static void makeTables(DataSource data) {
        Tables.make(Jdbi.create(data));
    }

    /** The second factors of the accounts. */
    public SecondFactor factor() {
        return factor;
    }

    /** The views of lists that each person keeps. */
    public SavedViews views() {
        return views;
    }

    /** Switches one's own second factor on; the recovery codes. */
    public List<String> switchOn(Member member, String ticket, String code) {
        List<String> codes = factor.confirm(member, ticket, code);
        note(member.handle(), "second factor", "", "Switched on", true);
        return codes;
    }

    /** Takes the second factor of an account away, such as when a phone is lost; its sessions go on. */
    public void switchOff(Member by, Member member) {
        if (!factor.remove(member.id())) {
            throw new StaffException(member.name() + " has no second factor.");
        }
        note(by.handle(), "second factor", member.handle(), "Taken away", true);
    }

    /** Says which roles need a second factor; holders without one are asked to set it up before anything else. */
    public void requireFactor(Member by, Set<Role> roles) {
        factor.rules(roles);
        note(
                by.handle(),
                "second factor",
                "",
                "Needed for: " + (roles.isEmpty() ? "nobody" : Tables.text(roles)),
                true);
    }

    /** True until the first account was made. */
    public boolean isEmpty() {
        return jdbi.withHandle(members::active) == 0;
    }

    /** Everybody who works or worked here. */
    public List<Member> members() {
        return jdbi.withHandle(members::all);
    }

    /** That person. */
    public Optional<Member> find(UUID id) {
        return jdbi.withHandle(handle -> members.find(handle, id));
    }

    /**
     * The secret part of a link that makes an administrator's account, for whoever started this process; the last such
     * link stops working.
     */
    public String terminalLink() {
        return jdbi.inTransaction(handle -> {
            links.removeBy(handle, TERMINAL);
            return newLink(handle, null, Set.of(Role.ADMIN), TERMINAL);
        });
    }

    /** The secret part of a link that makes one account with those roles, within a day. */
    public String invite(Member by, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new StaffException("Choose at least one role for the new colleague.");
        }
        String token = jdbi.inTransaction(handle -> newLink(handle, null, roles, by.handle()));
        note(by.handle(), "invite", "", "One-time link for " + Tables.words(roles), true);
        return token;
    }

    /** The secret part of a link by which that person sets a new password, within a day; earlier ones stop working. */
    public String resetLink(Member by, UUID id) {
        Member member = known(id);
        String token = jdbi.inTransaction(handle -> {
            links.removeOf(handle, id);
            return newLink(handle, id, Set.of(), by.handle());
        });
        note(by.handle(), "password link", member.handle(), "One-time link for a new password", true);
        return token;
    }

    private String newLink(Handle handle, @Nullable UUID staff, Set<Role> roles, String by) {
        String token = Secret.fresh();
        links.insert(
                handle,
                UUID.randomUUID(),
                Secret.hash(token),
                staff,
                roles,
                by,
                clock.instant().plus(LINK));
        return token;
    }

    /** Links that were not used yet. */
    public List<Invitation> invitations() {
        return jdbi.withHandle(handle -> links.open(handle, clock.instant()));
    }

    /** What that link is for; empty for one that is unknown, used or old. */
    public Optional<Invitation> invitation(String token) {
        return jdbi.withHandle(handle -> links.find(handle, Secret.hash(token), clock.instant()));
    }

    /** Takes an open link back. */
    public void withdraw(Member by, UUID key) {
        if (!jdbi.inTransaction(handle -> links.remove(handle, key))) {
            throw new StaffException("That link was used or withdrawn already.");
        }
        note(by.handle(), "withdraw link", "", "One-time link withdrawn", true);
    }

    /**
     * Uses a link up: makes the account, or sets the password anew and ends that person's sessions. Empty for a link
     * that is unknown, used or old.
     */
    public Optional<Member> accept(String token, String handle, String name, String password) {
        Invitation invitation = invitation(token).orElse(null);
        if (invitation == null) {
            return Optional.empty();
        }
        boolean fresh = invitation.member().isEmpty();
        String wanted = fresh ? handle(handle) : invitation.handle();
        if (fresh && (name.isBlank() || name.length() > 80)) {
            throw new StaffException("Your name is missing. Write it as colleagues say it, in 1 to 80 characters.");
        }
        Passwords.check(password, wanted);
        String hash = passwords.hash(password);
        Optional<Member> member = jdbi.inTransaction(open -> {
            if (fresh && members.find(open, wanted).isPresent()) {
                throw new StaffException(
                        "“" + wanted + "” is taken by somebody else here. Choose another sign-in name.");
            }
            if (!links.use(open, Secret.hash(token), clock.instant())) {
                return Optional.<Member>empty();
            }
            UUID id = invitation.member().orElseGet(UUID::randomUUID);
            if (fresh) {
                members.insert(open, id, wanted, name.strip(), invitation.roles(), hash, clock.instant());
            } else {
                members.password(open, id, hash);
                sessions.endAll(open, id);
            }
            return members.find(open, id);
        });
        member.ifPresent(
                it -> note(it.handle(), fresh ? "new account" : "new password", "", "By a one-time link", true));
        return member;
    }

    private static String handle(String text) {
        String handle = text.strip().toLowerCase(Locale.ROOT);
        if (!handle.matches("[a-z][a-z0-9._-]{1,29}")) {
            throw new StaffException(
                    "The sign-in name: 2 to 30 of a-z, 0-9, dot, dash and underscore, beginning with a letter.");
        }
        return handle;
    }

    /**
     * Checks name and password. The same answer, in the same time, for a wrong password, a closed account and a name
     * that nobody has.
     */
    public Member signIn(String name, String password, String address) {
        String handle = name.strip().toLowerCase(Locale.ROOT);
        String known = handle.matches("[a-z0-9._-]{1,40}") ? handle : "";
        passwords.requireTurn();
        Duration wait = attempts.next(known, address);
        if (!wait.isZero()) {
            throw new StaffException("Too many tries. The next one is possible in " + Math.max(1, wait.toMinutes() + 1)
                    + " minutes; an administrator can send you a new link.");
        }
        Optional<Member> member =
                jdbi.withHandle(open -> members.find(open, known)).filter(Member::active);
        boolean fits;
        if (member.isPresent() && password.length() <= 1000) {
            UUID id = member.get().id();
            String hash = jdbi.withHandle(open -> members.password(open, id));
            fits = passwords.fits(password, hash);
        } else {
            passwords.fitsNobody(password.substring(0, Math.min(password.length(), 1000)));
            fits = false;
        }
        if (!fits) {
            note(member.map(Member::handle).orElse(""), "sign-in", "", "Name or password do not match", false);
            throw new StaffException("Name and password do not match. After five tries there is a pause.");
        }
        attempts.succeeded(known, address);
        return member.orElseThrow();
    }

    /** Opens a session; the token goes into the browser's cookie and nowhere else. */
    public String open(Member member, String device) {
        String token = Secret.fresh();
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            sessions.sweep(handle, now, now.minus(IDLE));
            sessions.insert(
                    handle,
                    UUID.randomUUID(),
                    Secret.hash(token),
                    member.id(),
                    now,
                    now.plus(SHIFT),
                    device.substring(0, Math.min(device.length(), 200)));
        });
        note(member.handle(), "sign-in", "", "Signed in", true);
        return token;
    }

    /** The session of that token with today's roles; empty once it has ended. */
    public Optional<Session> session(String token) {
        Instant now = clock.instant();
        Optional<Session> session =
                jdbi.withHandle(handle -> sessions.find(handle, Secret.hash(token), now, now.minus(IDLE)));
        session.filter(it -> it.seen().isBefore(now.minus(NOTICED)))
                .ifPresent(it -> jdbi.useHandle(handle -> sessions.seen(handle, it.key(), now)));
        return session;
    }

    /** The living sessions of that person, latest first. */
    public List<Session> sessions(UUID member) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> sessions.of(handle, member, now, now.minus(IDLE)));
    }

    /** True if the password was given a short while ago. */
    public boolean proved(Session session) {
        return session.proved().isAfter(clock.instant().minus(PROOF));
    }

    /** Gives the password anew within a session; the session's new token, the old one is dead. */
    public String prove(Session session, String password, String address) {
        signIn(session.member().handle(), password, address);
        String token = Secret.fresh();
        jdbi.useHandle(handle -> sessions.proved(handle, session.key(), Secret.hash(token), clock.instant()));
        return token;
    }

    /** Gives oneself a new password; all sessions end, so the caller opens a new one. */
    public void changePassword(Member member, String old, String password, String address) {
        Passwords.check(password, member.handle());
        signIn(member.handle(), old, address);
        String hash = passwords.hash(password);
        jdbi.useTransaction(handle -> {
            members.password(handle, member.id(), hash);
            sessions.endAll(handle, member.id());
            links.removeOf(handle, member.id());
        });
        note(member.handle(), "new password", "", "By its owner", true);
    }

    /** Ends the session of that token. */
    public void leave(String token) {
        jdbi.useHandle(handle -> sessions.end(handle, Secret.hash(token)));
    }

    /** Ends one session of that person. */
    public void end(Member by, UUID member, UUID key) {
        Member whose = known(member);
        if (!jdbi.inTransaction(handle -> sessions.endOne(handle, key, member))) {
            throw new StaffException("That session has ended already.");
        }
        note(by.handle(), "end session", whose.handle(), "Session ended", true);
    }

    /** Gives that person other roles, which hold from the next request on. One administrator always stays. */
    public void setRoles(Member by, UUID id, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new StaffException("Choose at least one role, or close the account.");
        }
        Member member = jdbi.inTransaction(handle -> {
            Member now = lock(handle, id, !roles.contains(Role.ADMIN));
            members.roles(handle, id, roles);
            return now;
        });
        note(by.handle(), "roles", member.handle(), Tables.text(member.roles()) + " → " + Tables.text(roles), true);
    }

    /** Closes an account and ends its sessions. One administrator always stays. */
    public void close(Member by, UUID id) {
        Member member = jdbi.inTransaction(handle -> {
            Member now = lock(handle, id, true);
            members.active(handle, id, false);
            sessions.endAll(handle, id);
            links.removeOf(handle, id);
            return now;
        });
        note(by.handle(), "close account", member.handle(), "Account closed, sessions ended", true);
    }

    /** Opens a closed account again, with the password it had. */
    public void reopen(Member by, UUID id) {
        Member member = known(id);
        jdbi.useTransaction(handle -> members.active(handle, id, true));
        note(by.handle(), "reopen account", member.handle(), "Account open again", true);
    }

    private Member lock(Handle handle, UUID id, boolean losesAdmin) {
        List<Member> active = members.lockActive(handle);
        Member member = active.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StaffException("That account is closed."));
        if (losesAdmin
                && member.isAdmin()
                && active.stream().filter(Member::isAdmin).count() == 1) {
            throw new StaffException(
                    member.name() + " is the only administrator. Make somebody else administrator first.");
        }
        return member;
    }

    private Member known(UUID id) {
        return find(id).orElseThrow(() -> new StaffException("There is no such account."));
    }

    /** Writes into the log what somebody did or tried, without numbers of cards that were typed into a field. */
    public void note(String handle, String what, String where, String outcome, boolean done) {
        Deed deed = new Deed(
                UUID.randomUUID(),
                clock.instant(),
                cut(handle, 40),
                cut(what, 120),
                cut(where, 200),
                cut(outcome, 400),
                done);
        jdbi.useHandle(open -> deeds.insert(open, deed));
    }

    /** The latest entries of the log before that one; of everybody for an empty handle. */
    public List<Deed> deeds(String handle, Optional<Deed> before, int rows) {
        Instant at = before.map(Deed::at).orElse(Instant.parse("9999-01-01T00:00:00Z"));
        return jdbi.withHandle(
                open -> deeds.page(open, handle, at, before.map(Deed::id).orElse(LAST), rows));
    }

    private static String cut(String text, int most) {
        String shown = CardNumbers.mask(text);
        return shown.length() <= most ? shown : shown.substring(0, most - 1) + "…";
    }
}
