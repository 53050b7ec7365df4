package io.tradewind.commerce.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the store listens and keeps its data, read from the environment.
 *
 * @param port TCP port on the loopback address; {@code PORT}, default 8080
 * @param data folder of the embedded database and of keys; {@code DATA_DIR}, default {@code ./data}
 * @param database PostgreSQL instead of the embedded database; {@code DATABASE_URL}, absent by default
 * @param publicUrl where browsers reach the store, such as {@code https://shop.example}; {@code PUBLIC_URL}. Absent by
 *     default, which means wherever each request says it went
 * @param behindProxy true to believe what the proxy in front says of the browser's address and of TLS; {@code
 *     BEHIND_PROXY}, false by default, since anybody could say it where there is no proxy
 * @param providers settings of test accounts at payment providers, by plugin; they name the variables that hold the
 *     values, as {@code PAYPAL_CLIENT_ID} or {@code ADYEN_API_KEY}; none by default
 * @param plugins folder of plugins that are kept apart from each other, and of the file {@code accounts.properties} that
 *     switches payments through them on; {@code PLUGINS_DIR}, absent by default
 * @param backups folder into which a copy is written each day; {@code BACKUP_DIR}, absent by default
 */
public record AppConfig(
        int port,
        Path data,
        Optional<PostgresUrl> database,
        Optional<URI> publicUrl,
        boolean behindProxy,
        Map<String, Map<String, String>> providers,
        Optional<Path> plugins,
        Optional<Path> backups) {
    private static final Map<String, Map<String, String>> VARIABLES = Map.of(
            "paypal",
            Map.of(
                    "clientId", "PAYPAL_CLIENT_ID",
                    "clientSecret", "PAYPAL_CLIENT_SECRET",
                    "webhookId", "PAYPAL_WEBHOOK_ID"),
            "adyen",
            Map.of(
                    "apiKey", "ADYEN_API_KEY",
                    "merchantAccount", "ADYEN_MERCHANT_ACCOUNT",
                    "clientKey", "ADYEN_CLIENT_KEY",
                    "hmacKey", "ADYEN_HMAC_KEY"));

    /** A store without payment providers other than the sandbox. */
    public AppConfig(
            int port, Path data, Optional<PostgresUrl> database, Optional<URI> publicUrl, boolean behindProxy) {
        this(port, data, database, publicUrl, behindProxy, Map.of(), Optional.empty(), Optional.empty());
    }

    /** A store that is reached directly. */
    public AppConfig(int port, Path data, Optional<PostgresUrl> database) {
        this(port, data, database, Optional.empty(), false);
    }

    /** The same store on the embedded database. */
    AppConfig embedded() {
        return new AppConfig(port, data, Optional.empty(), publicUrl, behindProxy, providers, plugins, backups);
    }

    /** What absolute addresses begin with where no request is at hand, as in messages; without a slash at its end. */
    public String site() {
        return publicUrl.map(URI::toString).orElse("http://127.0.0.1:" + port);
    }

    /** Reads the variables; anything wrong is named with its cure. */
    static AppConfig from(Map<String, String> environment) {
        String port = environment.getOrDefault("PORT", "8080");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("PORT is '" + port + "': use a number from 0 to 65535");
        }
        Optional<Path> plugins = Optional.ofNullable(environment.get("PLUGINS_DIR"))
                .filter(it -> !it.isBlank())
                .map(Path::of);
        Map<String, Map<String, String>> providers = providers(environment);
        plugins.ifPresent(it -> providers.putAll(PluginAccounts.in(it)));
        return new AppConfig(
                Integer.parseInt(port),
                Path.of(environment.getOrDefault("DATA_DIR", "data")),
                Optional.ofNullable(environment.get("DATABASE_URL"))
                        .filter(it -> !it.isBlank())
                        .map(PostgresUrl::parse),
                Optional.ofNullable(environment.get("PUBLIC_URL"))
                        .filter(it -> !it.isBlank())
                        .map(AppConfig::site),
                yes(environment, "BEHIND_PROXY"),
                providers,
                plugins,
                Optional.ofNullable(environment.get("BACKUP_DIR"))
                        .filter(it -> !it.isBlank())
                        .map(Path::of));
    }

    private static Map<String, Map<String, String>> providers(Map<String, String> environment) {
        Map<String, Map<String, String>> providers = new TreeMap<>();
        VARIABLES.forEach((plugin, names) -> names.forEach((setting, variable) -> {
            if (!environment.getOrDefault(variable, "").isBlank()) {
                providers.computeIfAbsent(plugin, it -> new TreeMap<>()).put(setting, "${env:" + variable + "}");
            }
        }));
        return providers;
    }

    private static URI site(String text) {
        String address = text.strip().replaceAll("/$", "");
        if (!address.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?")) {
            throw new IllegalArgumentException("PUBLIC_URL is '" + text
                    + "': write scheme and host, and a port if there is one, like https://shop.example");
        }
        return URI.create(address);
    }

    private static boolean yes(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(name, "false").strip();
        if (!text.matches("true|false|")) {
            throw new IllegalArgumentException(name + " is '" + text + "': use true or false");
        }
        return text.equals("true");
    }

    /** The installation's one secret. */
    public Path keyFile() {
        return data.resolve("commerce.key");
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
