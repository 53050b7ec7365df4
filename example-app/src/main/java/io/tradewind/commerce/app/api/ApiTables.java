package io.tradewind.commerce.app.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The tables of the interfaces: they are the host's own, in a schema beside the library's. */
public final class ApiTables {
    private static final List<String> MADE = List.of(
            "create schema if not exists tradewind_api",
            """
            create table if not exists tradewind_api.api_key (
              id uuid primary key,
              kind varchar(8) not null,
              store varchar(60) not null,
              name varchar(80) not null,
              roles varchar(200) not null,
              hash varchar(64) not null unique,
              shown varchar(80) not null,
              created_at timestamp with time zone not null,
              revoked_at timestamp with time zone
            )
            """,
            """
            create table if not exists tradewind_api.api_request (
              caller varchar(64) not null,
              name varchar(64) not null,
              wish varchar(64) not null,
              holder uuid not null,
              state varchar(8) not null,
              claimed_at timestamp with time zone not null,
              status integer not null,
              version integer not null,
              answer varchar(1000000) not null,
              primary key (caller, name)
            )
            """,
            "create index if not exists api_request_age on tradewind_api.api_request (claimed_at)");

    private ApiTables() {}

    /** Makes what is missing. Two processes that start at once may get in each other's way: the second try finds all. */
    public static void make(DataSource dataSource) {
        try {
            run(dataSource);
        } catch (SQLException first) {
            try {
                run(dataSource);
            } catch (SQLException e) {
                throw new IllegalStateException("The tables of the HTTP interfaces cannot be made", e);
            }
        }
    }

    private static void run(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : MADE) {
                statement.execute(sql);
            }
        }
    }
}
