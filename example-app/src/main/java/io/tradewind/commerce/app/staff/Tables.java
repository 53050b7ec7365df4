package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The tables of this package, in a schema of their own beside the library's. */
final class Tables {
    private static final List<String> ALL = List.of(
            "create schema if not exists console",
            """
            create table if not exists console.staff (
              id uuid primary key,
              handle varchar(40) not null unique,
              name varchar(120) not null,
              roles varchar(200) not null,
              password varchar(300) not null,
              active boolean not null,
              since timestamp(6) with time zone not null
            )
            """,
            """
            create table if not exists console.staff_session (
              id uuid primary key,
              token varchar(64) not null unique,
              staff_id uuid not null references console.staff (id),
              since timestamp(6) with time zone not null,
              seen timestamp(6) with time zone not null,
              until timestamp(6) with time zone not null,
              proved timestamp(6) with time zone not null,
              device varchar(200) not null
            )
            """,
            "create index if not exists ix_staff_session on console.staff_session (staff_id)",
            """
            create table if not exists console.staff_link (
              id uuid primary key,
              token varchar(64) not null unique,
              staff_id uuid references console.staff (id),
              roles varchar(200) not null,
              made_by varchar(40) not null,
              until timestamp(6) with time zone not null
            )
            """,
            """
            create table if not exists console.staff_deed (
              id uuid primary key,
              happened timestamp(6) with time zone not null,
              handle varchar(40) not null,
              what varchar(120) not null,
              place varchar(200) not null,
              outcome varchar(400) not null,
              done boolean not null
            )
            """,
            "create index if not exists ix_staff_deed on console.staff_deed (happened, id)",
            """
            create table if not exists console.staff_factor (
              staff_id uuid primary key references console.staff (id),
              secret varchar(64) not null,
              last_step bigint not null
            )
            """,
            """
            create table if not exists console.staff_recovery (
              staff_id uuid not null references console.staff (id),
              code varchar(64) not null,
              primary key (staff_id, code)
            )
            """,
            "create table if not exists console.staff_factor_rule (role varchar(20) primary key)",
            """
            create table if not exists console.staff_view (
              id uuid primary key,
              staff_id uuid not null references console.staff (id),
              name varchar(40) not null,
              address varchar(400) not null,
              opens boolean not null,
              since timestamp(6) with time zone not null
            )
            """,
            "create index if not exists ix_staff_view on console.staff_view (staff_id)");

    private Tables() {}

    static void make(Jdbi jdbi) {
        jdbi.useTransaction(handle -> ALL.forEach(handle::execute));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static String text(Collection<Role> roles) {
        return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
    }

    /** Roles as a log says them, such as {@code Packer, Finance}. */
    static String words(Collection<Role> roles) {
        return roles.stream()
                .sorted()
                .map(it -> it.name().charAt(0) + it.name().substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    static Set<Role> roles(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(text.split(",", -1))
                .filter(it -> !it.isEmpty())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }
}
