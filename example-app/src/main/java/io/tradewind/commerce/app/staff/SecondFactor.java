package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The second factor of accounts: a code from an app besides the password, or one of ten recovery codes, each good once.
 * Safe for many threads.
 */
public final class SecondFactor {
    private static final int CODES = 10;
    private static final int MOST_WAITING = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final Clock clock;
    private final Attempts attempts;
    private final FactorStore store = new FactorStore();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    SecondFactor(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.attempts = new Attempts(clock);
    }

    /** Somebody who has given the password and not the code yet, or a secret that is not confirmed yet. */
    private record Waiting(UUID member, String secret, Instant until) {}

    /** A secret for an app, to be confirmed with a code of it. */
    public record Offer(String ticket, String secret, String address) {}

    /** True if that account has a second factor. */
    public boolean has(Member member) {
        return jdbi.withHandle(handle -> store.find(handle, member.id())).isPresent();
    }

    /** How many recovery codes that account has left. */
    public int codesLeft(Member member) {
        return jdbi.withHandle(handle -> store.codes(handle, member.id()));
    }

    /** Roles whose holders need a second factor. */
    public Set<Role> rules() {
        return jdbi.withHandle(store::rules);
    }

    void rules(Set<Role> roles) {
        jdbi.useTransaction(handle -> store.rules(handle, roles));
    }

    /** True if a role of that account needs a second factor and the account has none. */
    public boolean isMissing(Member member) {
        Set<Role> rules = rules();
        return member.roles().stream().anyMatch(rules::contains) && !has(member);
    }

    /** Remembers for ten minutes that somebody gave the password; the ticket goes into the form that asks for the code. */
    public String ticket(Member member) {
        return wait(member.id(), "");
    }

    /** A secret for that account. Nothing changes before {@link #confirm}. */
    public Offer offer(Member member, String shop) {
        String secret = Totp.secret();
        return offered(wait(member.id(), secret), secret, shop, member);
    }

    private static Offer offered(String ticket, String secret, String shop, Member member) {
        return new Offer(ticket, secret, Totp.address(secret, shop, member.handle()));
    }

    /** The offer of that ticket again, after a wrong code. */
    public Optional<Offer> again(Member member, String ticket, String shop) {
        return known(ticket)
                .filter(it -> it.member().equals(member.id()) && !it.secret().isEmpty())
                .map(it -> offered(ticket, it.secret(), shop, member));
    }

    private synchronized String wait(UUID member, String secret) {
        Instant now = clock.instant();
        waiting.values().removeIf(it -> it.until().isBefore(now));
        while (waiting.size() >= MOST_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        String ticket = Secret.fresh();
        waiting.put(Secret.hash(ticket), new Waiting(member, secret, now.plus(PATIENCE)));
        return ticket;
    }

    private synchronized Optional<Waiting> known(String ticket) {
        return Optional.ofNullable(waiting.get(Secret.hash(ticket)))
                .filter(it -> it.until().isAfter(clock.instant()));
    }

    private synchronized void forget(String ticket) {
        waiting.remove(Secret.hash(ticket));
    }

    /** Whose ticket it is; empty for one that is unknown, used or old. */
    public Optional<UUID> holder(String ticket) {
        return known(ticket).filter(it -> it.secret().isEmpty()).map(Waiting::member);
    }

    /** Checks the code of somebody who gave the password; uses the ticket up if it is right. */
    public void check(Member member, String ticket, String given, String address) {
        if (holder(ticket).filter(member.id()::equals).isEmpty()) {
            throw new StaffException("That took more than ten minutes. Sign in again.");
        }
        tried(member, address);
        String code = given.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        boolean good = jdbi.inTransaction(handle -> {
            FactorStore.Factor factor = store.find(handle, member.id()).orElse(null);
            if (factor == null) {
                return true; // taken away meanwhile by an administrator
            }
            OptionalLong step = Totp.step(factor.secret(), code, clock.instant(), factor.last());
            return step.isPresent()
                    ? store.use(handle, member.id(), step.getAsLong())
                    : store.useCode(handle, member.id(), Secret.hash(code));
        });
        if (!good) {
            throw new StaffException("That code is not right, or was used already. Take the one your app shows now.");
        }
        attempts.succeeded(member.handle(), address);
        forget(ticket);
    }

    private void tried(Member member, String address) {
        Duration wait = attempts.next(member.handle(), address);
        if (!wait.isZero()) {
            throw new StaffException(
                    "Too many tries. The next one is possible in " + Math.max(1, wait.toMinutes() + 1) + " minutes.");
        }
    }

    /** Switches an offered factor on if the code is one of its own; ten recovery codes, which are not shown again. */
    public List<String> confirm(Member member, String ticket, String given) {
        Waiting offered = known(ticket)
                .filter(it -> it.member().equals(member.id()) && !it.secret().isEmpty())
                .orElseThrow(() -> new StaffException("That took more than ten minutes. Begin again."));
        OptionalLong step = Totp.step(offered.secret(), given.replaceAll("\\s", ""), clock.instant(), 0);
        if (step.isEmpty()) {
            throw new StaffException("That code is not of this secret. Take the one your app shows now.");
        }
        List<String> codes = Stream.generate(SecondFactor::code).limit(CODES).toList();
        jdbi.useTransaction(handle -> {
            store.insert(handle, member.id(), offered.secret(), step.getAsLong());
            store.insertCodes(
                    handle,
                    member.id(),
                    codes.stream().map(it -> Secret.hash(it.replace("-", ""))).toList());
        });
        forget(ticket);
        return codes;
    }

    /** Ten letters and digits that are not mistaken for each other: 50 bits. */
    private static String code() {
        String letters = Totp.secret().toLowerCase(Locale.ROOT);
        return letters.substring(0, 5) + "-" + letters.substring(5, 10);
    }

    boolean remove(UUID member) {
        return jdbi.inTransaction(handle -> store.remove(handle, member));
    }
}
