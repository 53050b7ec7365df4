package io.tradewind.commerce.app.web;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.staff.Secret;
import io.tradewind.commerce.cart.Merged;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.VerificationSubject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Which browsers and apps are signed in as which customer. What is kept cannot be used to sign in. Safe for many threads.
 */
public final class Accounts {
    /** So long somebody stays signed in on a browser or in an app. */
    public static final Duration LIFE = Duration.ofDays(60);

    private static final List<String> TABLES = List.of(
            "create schema if not exists tradewind_shop",
            """
            create table if not exists tradewind_shop.sign_in (
              token varchar(64) primary key,
              customer varchar(120) not null,
              until timestamp(6) with time zone not null
            )
            """,
            "create index if not exists ix_sign_in_until on tradewind_shop.sign_in (until)");
    private static final String INSERT = """
            insert into tradewind_shop.sign_in (token, customer, until)
            values (:token, :customer, :until)
            """;
    private static final String FIND = """
            select customer
            from tradewind_shop.sign_in
            where token = :token and until > :now
            """;
    private static final String OVER = """
            delete from tradewind_shop.sign_in
            where until <= :now
            """;
    private static final String LEAVE_ALL = """
            delete from tradewind_shop.sign_in
            where customer = :customer
            """;
    private static final String LEAVE = """
            delete from tradewind_shop.sign_in
            where token = :token
            """;

    private final Jdbi jdbi;
    private final Clock clock;

    /** Makes its table in that database if it is not there. */
    public Accounts(DataSource data, Clock clock) {
        this.jdbi = Jdbi.create(data);
        this.clock = clock;
        makeTables(data);
    }

    /** Makes the table if it is not there. */
    public static void makeTables(DataSource data) {
        Jdbi.create(data).useTransaction(handle -> TABLES.forEach(handle::execute));
    }

    /** Under what name the holder of a number acts: always the same, and it does not show the number. */
    public static String name(PhoneNumber number) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("account|" + number.e164()).getBytes(StandardCharsets.UTF_8));
            return "phone-" + HexFormat.of().formatHex(hash).substring(0, 48);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Somebody has proven that a number is theirs: the first time makes the account, what the guest had in the basket comes
     * along, and so do orders that were placed with this number before.
     *
     * @param shop as the holder of the number sees it
     * @param guest the token they had before
     * @param proof what the number was verified for
     */
    public static Merged join(Shop shop, String guest, VerificationSubject proof, PhoneNumber number) {
        if (shop.customers().me().isEmpty()) {
            shop.customers().signUp(NewCustomer.named("").phone(number)); // refused if a second tab was faster
        }
        Merged merged = shop.carts().merge(guest, proof);
        shop.orders().claim(number);
        return merged;
    }

    /** A fresh token for a browser or app that has proven whose it is. */
    public String open(String customer) {
        String token = Secret.fresh();
        jdbi.useTransaction(handle -> {
            handle.createUpdate(OVER).bind("now", clock.instant()).execute();
            handle.createUpdate(INSERT)
                    .bind("token", Secret.hash(token))
                    .bind("customer", customer)
                    .bind("until", clock.instant().plus(LIFE))
                    .execute();
        });
        return token;
    }

    /** Whose browser that is; empty for a token that is unknown, old or was signed out. */
    public Optional<String> customer(String token) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("token", Secret.hash(token))
                .bind("now", clock.instant())
                .mapTo(String.class)
                .findOne());
    }

    /** Ends it. */
    public void leave(String token) {
        jdbi.useHandle(handle ->
                handle.createUpdate(LEAVE).bind("token", Secret.hash(token)).execute());
    }

    /** Signs a customer out everywhere. */
    public void leaveAll(String customer) {
        jdbi.useHandle(handle ->
                handle.createUpdate(LEAVE_ALL).bind("customer", customer).execute());
    }
}
