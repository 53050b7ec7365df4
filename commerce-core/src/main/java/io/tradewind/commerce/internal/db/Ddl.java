package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.database.Dialect;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Prints the migrations for somebody who runs them by hand: tables under the schema's name, and the rows of the history
 * that Flyway would have written. Everything printed may be run again, so the same text upgrades an older schema.
 */
public final class Ddl {
    private static final String FOLDER = "io/tradewind/commerce/db";
    private static final String HISTORY = """
            create table if not exists %1$s (
              "installed_rank" integer not null,
              "version" varchar(50),
              "description" varchar(200) not null,
              "type" varchar(20) not null,
              "script" varchar(1000) not null,
              "checksum" integer,
              "installed_by" varchar(100) not null,
              "installed_on" timestamp default current_timestamp not null,
              "execution_time" integer not null,
              "success" boolean not null,
              constraint "commerce_schema_history_pk" primary key ("installed_rank")
            );
            """;
    private static final String APPLIED = """
            insert into %1$s ("installed_rank", "version", "description", "type", "script", "checksum",
              "installed_by", "execution_time", "success")
            select coalesce(max("installed_rank"), 0) + 1, '%2$s', '%3$s', 'SQL', '%4$s', %5$d, 'ddl', 0, true
            from %1$s
            having count(case when "version" = '%2$s' then 1 end) = 0;
            """;

    private Ddl() {}

    /** Everything that makes an empty database, or an older schema, what this library needs. */
    public static String of(Dialect dialect, String schema) {
        Schema.requireName(schema);
        String history = schema + ".\"" + Schema.HISTORY + '"';
        StringBuilder text = new StringBuilder("create schema if not exists " + schema + ";\n\n");
        text.append(HISTORY.formatted(history));
        for (MigrationInfo one : migrations()) {
            text.append('\n')
                    .append(qualified(sql(one.getScript()), dialect, schema + "."))
                    .append('\n')
                    .append(APPLIED.formatted(
                            history, one.getVersion(), one.getDescription(), one.getScript(), one.getChecksum()));
        }
        return text.toString();
    }

    /** A new index lies in the schema of its table: PostgreSQL forbids to say so, H2 insists on it. */
    private static String qualified(String sql, Dialect dialect, String schema) {
        return sql.replaceAll("(?<=constraint (if exists )?)\\$\\{p}", "")
                .replaceAll("(?<=index if not exists )\\$\\{p}", dialect == Dialect.H2 ? schema : "")
                .replace("${p}", schema);
    }

    /** Flyway finds the files in every kind of packaging, and knows their check sums; its database stays empty. */
    private static MigrationInfo[] migrations() {
        try {
            return Flyway.configure(Ddl.class.getClassLoader())
                    .dataSource("jdbc:h2:mem:", null, null)
                    .locations("classpath:" + FOLDER)
                    .loggers("slf4j")
                    .load()
                    .info()
                    .all();
        } catch (FlywayException e) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The migrations cannot be listed. Fix: put H2 on the class path, also where PostgreSQL is used.",
                    e);
        }
    }

    private static String sql(String script) {
        try (InputStream file = Ddl.class.getClassLoader().getResourceAsStream(FOLDER + "/" + script)) {
            if (file == null) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%s is not in %s", script, FOLDER));
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
