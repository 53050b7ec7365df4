package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which database, which schema, which promises.
 *
 * @param dataSource the host's; null if the library opens its own
 * @param file where the embedded database lies; null for in memory under {@code memoryName}, or when a data source or
 *     URL is given
 * @param url a JDBC URL to open a pool on; null otherwise
 * @param poolSize connections of a pool of our own
 */
public record DatabaseSettings(
        @Nullable DataSource dataSource,
        @Nullable Path file,
        @Nullable String memoryName,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        int poolSize,
        String schema,
        Migrations migrations,
        Durability durability,
        boolean allowLossy) {}
