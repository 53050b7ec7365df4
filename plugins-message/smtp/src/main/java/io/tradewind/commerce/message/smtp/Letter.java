package io.tradewind.commerce.message.smtp;

import io.tradewind.commerce.spi.message.OutgoingMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A mail whose id is made of the operation's, so that two copies of it can be told to be one. */
final class Letter extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;
    private boolean begun;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Letter of(Session session, MailServer server, OutgoingMessage message, InternetAddress to, Instant now)
            throws MessagingException {
        Letter letter = new Letter(session, "<" + message.call().id() + "@" + server.domain() + ">");
        letter.setFrom(server.from());
        letter.setRecipient(Message.RecipientType.TO, to);
        if (server.replyTo().isPresent()) {
            letter.setReplyTo(new InternetAddress[] {server.replyTo().get()});
        }
        letter.setSubject(message.subject(), UTF_8);
        letter.setSentDate(Date.from(now));
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setHeader("Content-Language", message.locale().toLanguageTag());
        if (message.html().isEmpty()) {
            letter.setText(message.text(), UTF_8);
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(message.text(), UTF_8);
            MimeBodyPart html = new MimeBodyPart();
            html.setText(message.html().get(), UTF_8, "html");
            letter.setContent(new MimeMultipart("alternative", text, html));
        }
        letter.saveChanges();
        return letter;
    }

    String id() {
        return id;
    }

    /** True once a byte of it may have left: it is written out only after the server has agreed to take it. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        begun = true;
        super.writeTo(out, ignored);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
