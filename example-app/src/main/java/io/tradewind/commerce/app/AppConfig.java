package io.tradewind.commerce.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the store listens and keeps its data, read from the environment.
 *
 * @param port TCP port on the loopback address; {@code PORT}, default 8080
 * @param data folder of the embedded database and of keys; {@code DATA_DIR}, default {@code ./data}
 * @param database PostgreSQL instead of the embedded database; {@code DATABASE_URL}, absent by default
 */
public record AppConfig(int port, Path data, Optional<PostgresUrl> database) {
    /** Reads the variables; anything wrong is named with its cure. */
    static AppConfig from(Map<String, String> environment) {
        String port = environment.getOrDefault("PORT", "8080");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("PORT is '" + port + "': use a number from 0 to 65535");
        }
        return new AppConfig(
                Integer.parseInt(port),
                Path.of(environment.getOrDefault("DATA_DIR", "data")),
                Optional.ofNullable(environment.get("DATABASE_URL"))
                        .filter(it -> !it.isBlank())
                        .map(PostgresUrl::parse));
    }

    /** A database URL as hosting platforms give it, turned into what JDBC wants. */
    public record PostgresUrl(String jdbc, String user, String password) {
        /** Reads both forms; anything else is named with its cure. */
        static PostgresUrl parse(String text) {
            if (text.startsWith("jdbc:postgresql:")) {
                return new PostgresUrl(text, "", "");
            }
            if (!text.startsWith("postgres://") && !text.startsWith("postgresql://")) {
                throw new IllegalArgumentException(
                        "DATABASE_URL must start with postgresql:// or jdbc:postgresql://, like"
                                + " postgresql://user:password@127.0.0.1:5432/shop");
            }
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) { // its message would show the password
                throw new IllegalArgumentException(
                        "DATABASE_URL is no address: write special characters of user and password as %20, %40 and so on");
            }
            if (uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "DATABASE_URL names no host, like postgresql://user:password@127.0.0.1:5432/shop");
            }
            String[] login = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
            String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
            String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
            return new PostgresUrl("jdbc:postgresql://" + place + query, login[0], login.length > 1 ? login[1] : "");
        }

        @Override
        public String toString() {
            return jdbc;
        }
    }
}
