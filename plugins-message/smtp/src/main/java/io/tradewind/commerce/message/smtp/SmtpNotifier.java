package io.tradewind.commerce.message.smtp;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Sends each message over a connection of its own, once. SMTP knows no keys, so a message in doubt stays so. Safe for use
 * by many threads.
 */
final class SmtpNotifier implements Notifier {
    private final MailServer server;
    private final Clock clock;

    SmtpNotifier(MailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.EMAIL);
    }

    @Override
    public Health health(Instant deadline) {
        Instant start = clock.instant();
        try (Transport transport = transport(session(deadline))) {
            connect(transport);
            boolean answers = transport.isConnected(); // asks with NOOP
            Duration latency = Duration.between(start, clock.instant());
            return answers ? Health.up(latency) : Health.down(latency, "the server does not answer to NOOP");
        } catch (AuthenticationFailedException e) {
            return Health.badCredentials(Duration.between(start, clock.instant()));
        } catch (MessagingException e) {
            return Health.down(Duration.between(start, clock.instant()), String.valueOf(Verdict.ofConnecting(e)));
        }
    }

    @Override
    public Answer<ProviderRef> deliver(OutgoingMessage message) {
        if (message.channel() != Channel.EMAIL) {
            return Answer.unsupported("only e-mail can be sent here");
        }
        Session session = session(message.call().deadline());
        Letter letter;
        Transport transport;
        try {
            letter = Letter.of(session, server, message, address(message.to()), clock.instant());
            transport = transport(session);
        } catch (AddressException e) {
            return new Answer.Refused<>("bad-address", "this is no e-mail address");
        } catch (MessagingException e) {
            return new Answer.NotSent<>(
                    "the mail cannot be made: " + e.getClass().getSimpleName());
        }
        try {
            connect(transport);
        } catch (MessagingException e) {
            return Verdict.ofConnecting(e);
        }
        try {
            transport.sendMessage(letter, new Address[] {letter.getAllRecipients()[0]});
            return new Answer.Done<>(new ProviderRef(letter.id()));
        } catch (MessagingException e) {
            return Verdict.ofSending(e, letter.isBegun());
        } finally {
            close(transport);
        }
    }

    private Session session(Instant deadline) {
        return server.session(Duration.between(clock.instant(), deadline));
    }

    private Transport transport(Session session) throws MessagingException {
        return session.getTransport(server.protocol());
    }

    private void connect(Transport transport) throws MessagingException {
        transport.connect(
                server.host(),
                server.port(),
                server.user().orElse(null),
                server.password().map(Secret::reveal).orElse(null));
    }

    /** Names of domains may be written in any script; mail wants them in letters and digits. */
    private static InternetAddress address(String text) throws AddressException {
        int at = text.lastIndexOf('@');
        try {
            return new InternetAddress(
                    at < 0 ? text : text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1)), true);
        } catch (IllegalArgumentException noDomain) {
            throw new AddressException("no domain");
        }
    }

    /** What was taken stays taken, however the connection ends. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            return;
        }
    }
}
