package io.tradewind.commerce.message.smtp;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means. Replies that begin with 4 are for later, those with 5 for good (RFC 5321, 4.2.1); a message
 * counts as taken only after the reply to the dot that ends it, so a connection that breaks before it may or may not
 * have delivered it. Servers like to repeat addresses, so only their numbers are passed on. Pure.
 */
final class Verdict {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{3})(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3}))?");

    private Verdict() {}

    /** No message had been begun. */
    static Answer<ProviderRef> ofConnecting(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return text(failure).startsWith("4")
                    ? new Answer.NotSent<>("the server does not log us in now: " + numbers(failure))
                    : new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, "user or password: " + numbers(failure));
        } else if (caused(failure, SSLException.class)) {
            return new Answer.Rejected<>(RejectCode.MISCONFIGURED, "no trusted TLS connection");
        } else if (text(failure).startsWith("STARTTLS is required")) {
            return new Answer.Rejected<>(RejectCode.MISCONFIGURED, "the server offers no STARTTLS");
        }
        return new Answer.NotSent<>("no connection: " + kind(failure));
    }

    /**
     * The receiver had been named, or more.
     *
     * @param begun true if a byte of the message may have left
     */
    static Answer<ProviderRef> ofSending(MessagingException failure, boolean begun) {
        for (Throwable it = failure; it != null; it = next(it)) {
            if (it instanceof SMTPSenderFailedException sender) {
                return ours(sender.getReturnCode(), numbers(sender));
            } else if (it instanceof SMTPAddressFailedException address) {
                return code(address.getReturnCode(), numbers(address));
            } else if (it instanceof SMTPSendFailedException send) {
                return send(send, begun);
            }
        }
        return broken(failure, begun);
    }

    private static Answer<ProviderRef> send(SMTPSendFailedException failure, boolean begun) {
        if (failure.getReturnCode() < 0) {
            return broken(failure, begun);
        }
        return failure.getCommand().startsWith("MAIL")
                ? ours(failure.getReturnCode(), numbers(failure))
                : code(failure.getReturnCode(), numbers(failure));
    }

    private static Answer<ProviderRef> broken(MessagingException failure, boolean begun) {
        String why = "the connection broke " + (begun ? "within" : "before") + " the message: " + kind(failure);
        return begun ? new Answer.Unknown<>(Optional.empty(), why) : new Answer.NotSent<>(why);
    }

    private static Answer<ProviderRef> code(int code, String numbers) {
        return code >= 500 && code < 600
                ? new Answer.Refused<>("smtp-" + code, numbers)
                : new Answer.NotSent<>("the server asks to come later: " + numbers);
    }

    /** The server does not like the sender, which is no fault of the receiver. */
    private static Answer<ProviderRef> ours(int code, String numbers) {
        return code >= 500 && code < 600
                ? new Answer.Rejected<>(RejectCode.MISCONFIGURED, "the sender is not accepted: " + numbers)
                : new Answer.NotSent<>("the server asks to come later: " + numbers);
    }

    private static @Nullable Throwable next(Throwable it) {
        return it instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : it.getCause();
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable it = failure; it != null; it = next(it)) {
            if (kind.isInstance(it)) {
                return true;
            }
        }
        return false;
    }

    private static String kind(Throwable failure) {
        Throwable root = failure;
        for (Throwable it = failure; it != null; it = next(it)) {
            root = it;
        }
        return root.getClass().getSimpleName();
    }

    private static String numbers(Throwable failure) {
        Matcher found = NUMBERS.matcher(text(failure));
        return found.find() ? found.group() : "no reply";
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
