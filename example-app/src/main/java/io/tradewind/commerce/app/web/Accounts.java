package io.tradewind.commerce.app.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Which browsers are signed in as which customer. What is kept cannot be used to sign in. Safe for many threads. */
final class Accounts {
    /** So long somebody stays signed in on a browser. */
    static final Duration LIFE = Duration.ofDays(60);

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
    private static final String LEAVE = """
            delete from tradewind_shop.sign_in
            where token = :token
            """;

    private final Jdbi jdbi;
    private final Clock clock;

    /** Makes its table in that database if it is not there. */
    Accounts(DataSource data, Clock clock) {
        this.jdbi = Jdbi.create(data);
        this.clock = clock;
        jdbi.useTransaction(handle -> TABLES.forEach(handle::execute));
    }

    /** A fresh token for a browser that has proven whose it is. */
    String open(String customer) {
        String token = Tokens.fresh();
        jdbi.useTransaction(handle -> {
            handle.createUpdate(OVER).bind("now", clock.instant()).execute();
            handle.createUpdate(INSERT)
                    .bind("token", Tokens.hash(token))
                    .bind("customer", customer)
                    .bind("until", clock.instant().plus(LIFE))
                    .execute();
        });
        return token;
    }

    /** Whose browser that is; empty for a token that is unknown, old or was signed out. */
    Optional<String> customer(String token) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("token", Tokens.hash(token))
                .bind("now", clock.instant())
                .mapTo(String.class)
                .findOne());
    }

    /** Ends it. */
    void leave(String token) {
        jdbi.useHandle(handle ->
                handle.createUpdate(LEAVE).bind("token", Tokens.hash(token)).execute());
    }
}
