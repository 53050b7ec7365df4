package io.tradewind.commerce.message.smtp;

import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.Settings;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Where mail goes out, and from whom.
 *
 * @param tls {@code starttls}, which is then required, {@code implicit} or {@code none}
 * @param password present if there is a user
 */
record MailServer(
        String host,
        int port,
        String tls,
        Optional<String> user,
        Optional<Secret> password,
        InternetAddress from,
        Optional<InternetAddress> replyTo) {
    private static final long MOST = Duration.ofSeconds(5).toMillis();
    private static final long LEAST = Duration.ofMillis(100).toMillis();

    static MailServer of(ProviderContext context) {
        Settings settings = context.settings();
        int port = settings.integer("port");
        if (port < 1 || port > 65_535) {
            throw new ConfigurationException("port", "is not 1 to 65535", "use 587 for starttls or 465 for implicit");
        }
        Optional<String> user = settings.find("user");
        Optional<Secret> password = settings.find("password").map(it -> settings.secret("password"));
        if (user.isPresent() != password.isPresent()) {
            throw new ConfigurationException(
                    user.isPresent() ? "password" : "user", "is missing", "give user and password, or neither");
        }
        String tls = settings.text("tls");
        if (tls.equals("none") && user.isPresent() && context.environment() == Environment.LIVE) {
            throw new ConfigurationException(
                    "tls", "is none, and the password would be sent in clear", "use starttls or implicit");
        }
        return new MailServer(
                settings.text("host"),
                port,
                tls,
                user,
                password,
                named(address("from", settings.text("from")), settings.find("fromName")),
                settings.find("replyTo").map(it -> address("replyTo", it)));
    }

    private static InternetAddress address(String field, String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new ConfigurationException(field, "is no e-mail address", "write it as shop@shop.example");
        }
    }

    private static InternetAddress named(InternetAddress address, Optional<String> name) {
        try {
            address.setPersonal(name.orElse(null), StandardCharsets.UTF_8.name());
            return address;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
    }

    /** The name of the protocol in Jakarta Mail. */
    String protocol() {
        return tls.equals("implicit") ? "smtps" : "smtp";
    }

    /** The part of the sender's address that ids of messages end with. */
    String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    /** A session no step of which takes longer than a third of that budget. */
    Session session(Duration budget) {
        String step = Long.toString(Math.max(LEAST, Math.min(MOST, budget.toMillis() / 3)));
        String prefix = "mail." + protocol() + ".";
        Properties all = new Properties();
        all.setProperty(prefix + "host", host);
        all.setProperty(prefix + "port", Integer.toString(port));
        all.setProperty(prefix + "connectiontimeout", step);
        all.setProperty(prefix + "timeout", step);
        all.setProperty(prefix + "writetimeout", step);
        all.setProperty(prefix + "localhost", domain());
        all.setProperty(prefix + "auth", Boolean.toString(user.isPresent()));
        all.setProperty(prefix + "quitwait", "false");
        all.setProperty(prefix + "ssl.checkserveridentity", "true");
        all.setProperty(prefix + "starttls.enable", Boolean.toString(tls.equals("starttls")));
        all.setProperty(prefix + "starttls.required", Boolean.toString(tls.equals("starttls")));
        return Session.getInstance(all);
    }
}
