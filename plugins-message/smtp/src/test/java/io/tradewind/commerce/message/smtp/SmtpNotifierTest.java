package io.tradewind.commerce.message.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.testkit.TestContext;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpNotifierTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final OperationId ID = new OperationId(new UUID(7, 1));
    private static final ProviderFactory<Notifier> FACTORY =
            new SmtpPlugin().notifiers().get(0);

    private final GreenMail server = new GreenMail(new ServerSetup[] {atAnyPort("smtp"), atAnyPort("smtps")});

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static ServerSetup atAnyPort(String protocol) {
        ServerSetup setup = new ServerSetup(0, null, protocol);
        setup.setServerStartupTimeout(30_000); // by itself it gives up a start that takes two seconds
        return setup;
    }

    private static Notifier notifier(int port, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "localhost", "port", Integer.toString(port), "tls", "none", "from", "shop@mugs.example"));
        settings.putAll(more);
        return FACTORY.create(new TestContext(FACTORY.fields(), settings));
    }

    private Notifier notifier(Map<String, String> more) {
        return notifier(server.getSmtp().getPort(), more);
    }

    private static OutgoingMessage message(String to, Duration budget) {
        return new OutgoingMessage(
                Call.first(ID, NOON.plus(budget)),
                "order/order-received/placed",
                Channel.EMAIL,
                to,
                "Bestellung für 5 €",
                "Grüße\n.\nEnde",
                Optional.of("<p>Grüße</p>"),
                Locale.GERMAN);
    }

    private static OutgoingMessage message() {
        return message("ada@shop.example", Duration.ofSeconds(10));
    }

    @Test
    void a_mail_arrives_as_text_and_html_under_an_id_made_of_the_operations() throws Exception {
        Answer<ProviderRef> answer = notifier(Map.of("fromName", "Mügs & more", "replyTo", "help@mugs.example"))
                .deliver(message());

        String id = "<" + ID + "@mugs.example>";
        assertThat(answer).isEqualTo(new Answer.Done<>(new ProviderRef(id)));
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo(id);
        assertThat(mail.getSubject()).isEqualTo("Bestellung für 5 €");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(NOON);
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Mügs & more");
        assertThat(mail.getReplyTo()[0]).hasToString("help@mugs.example");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("Content-Language")).containsExactly("de");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0)
                        .getContent()
                        .toString()
                        .replace("\r\n", "\n")
                        .strip())
                .isEqualTo("Grüße\n.\nEnde");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>");
    }

    @Test
    void it_logs_in_and_says_when_it_may_not() {
        server.setUser("shop", "shop", "right password");
        Map<String, String> right = Map.of("user", "shop", "password", "right password");
        Map<String, String> wrong = Map.of("user", "shop", "password", "wrong password");

        assertThat(notifier(right).deliver(message())).isInstanceOf(Answer.Done.class);
        assertThat(notifier(right).health(NOON.plusSeconds(5)).status()).isEqualTo(Health.Status.UP);

        Answer<ProviderRef> refused = notifier(wrong).deliver(message());
        assertThat(((Answer.Rejected<ProviderRef>) refused).code()).isEqualTo(RejectCode.BAD_CREDENTIALS);
        assertThat(refused.toString()).doesNotContain("wrong password", "ada@");
        assertThat(notifier(wrong).health(NOON.plusSeconds(5)).credentialsAccepted())
                .contains(false);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void a_server_whose_certificate_nobody_signed_is_not_trusted() {
        Answer<ProviderRef> answer =
                notifier(server.getSmtps().getPort(), Map.of("tls", "implicit")).deliver(message());

        assertThat(answer).isEqualTo(new Answer.Rejected<>(RejectCode.MISCONFIGURED, "no trusted TLS connection"));
    }

    @Test
    void nothing_goes_out_in_clear_where_starttls_is_asked_for() throws IOException {
        try (ScriptedServer plain = new ScriptedServer(Map.of())) {
            Answer<ProviderRef> answer = notifier(
                            plain.port(), Map.of("tls", "starttls", "user", "shop", "password", "secret-word"))
                    .deliver(message());

            assertThat(answer)
                    .isEqualTo(new Answer.Rejected<>(RejectCode.MISCONFIGURED, "the server offers no STARTTLS"));
            assertThat(plain.heard).noneMatch(it -> it.startsWith("AUTH") || it.startsWith("MAIL"));
        }
    }

    @Test
    void a_server_that_is_not_there_has_got_nothing() throws IOException {
        try (Socket taken = new Socket()) { // so that nobody else can listen there meanwhile
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            assertThat(notifier(port, Map.of()).deliver(message())).isInstanceOf(Answer.NotSent.class);
            assertThat(notifier(port, Map.of()).health(NOON.plusSeconds(5)).status())
                    .isEqualTo(Health.Status.DOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 later, NotSent",
        "MAIL, 550 5.7.1 not you, Rejected",
        "MAIL, DROP, NotSent",
        "RCPT, 450 4.2.1 <ada@shop.example> busy, NotSent",
        "RCPT, 550 5.1.1 <ada@shop.example> unknown, Refused",
        "RCPT, DROP, NotSent",
        "DATA, 421 4.3.2 closing, NotSent",
        "DATA, DROP, NotSent",
        ".,    452 4.3.1 full, NotSent",
        ".,    554 5.7.1 spam, Refused",
        ".,    DROP, Unknown",
        "HELLO, 554 go away, NotSent",
        "HELLO, DROP, NotSent",
        "QUIT, DROP, Done"
    })
    void each_reply_means_later_never_or_nobody_knows(String word, String reply, String answer) throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(Map.of(word, reply))) {
            Answer<ProviderRef> given = notifier(scripted.port(), Map.of()).deliver(message());

            assertThat(given.getClass().getSimpleName()).as(given.toString()).isEqualTo(answer);
            assertThat(given.toString()).doesNotContain("ada@");
            assertThat(scripted.heard.stream()
                            .filter(it -> it.startsWith("MAIL"))
                            .count())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_server_that_says_nothing_is_left_within_the_time_there_is() throws IOException {
        for (String word : new String[] {"HELLO", "RCPT", "."}) {
            try (ScriptedServer mute = new ScriptedServer(Map.of(word, ScriptedServer.HANG))) {
                long start = System.nanoTime();
                Answer<ProviderRef> given =
                        notifier(mute.port(), Map.of()).deliver(message("ada@shop.example", Duration.ofMillis(1500)));

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                assertThat(given).isInstanceOf(word.equals(".") ? Answer.Unknown.class : Answer.NotSent.class);
            }
        }
    }

    @Test
    void an_address_that_is_none_is_refused_before_anybody_is_asked() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(Map.of())) {
            for (String to :
                    new String[] {"ada", "ada@", "a@b.example, c@d.example", "ada@shop.example\r\nBcc: all@x.example"
                    }) {
                assertThat(notifier(scripted.port(), Map.of()).deliver(message(to, Duration.ofSeconds(5))))
                        .isInstanceOf(Answer.Refused.class);
            }
            assertThat(scripted.heard).isEmpty();
            assertThat(notifier(Map.of()).deliver(message("ada@bücher.example", Duration.ofSeconds(5))))
                    .isInstanceOf(Answer.Done.class);
        }
    }

    @Test
    void settings_that_do_not_fit_together_are_named() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(SmtpPlugin.class);
        assertThatThrownBy(() -> notifier(0, Map.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> notifier(25, Map.of("from", "no address"))).hasMessageContaining("from");
        assertThatThrownBy(() -> notifier(25, Map.of("user", "shop"))).hasMessageContaining("password");
        assertThatThrownBy(() -> notifier(25, Map.of("password", "x"))).hasMessageContaining("user");
        assertThatThrownBy(() -> FACTORY.create(new TestContext(
                        FACTORY.fields(),
                        Map.of(
                                "host",
                                "localhost",
                                "tls",
                                "none",
                                "from",
                                "shop@mugs.example",
                                "user",
                                "shop",
                                "password",
                                "x"),
                        Environment.LIVE)))
                .hasMessageContaining("tls");
    }
}
