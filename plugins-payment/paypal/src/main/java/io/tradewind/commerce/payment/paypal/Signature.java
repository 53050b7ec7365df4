package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * PayPal's signature: SHA256withRSA over {@code <transmission id>|<transmission time>|<webhook id>|<CRC32 of the raw
 * body>} (developer.paypal.com/api/rest/webhooks, "verify on your own"). It holds for one webhook of one app in one mode.
 */
final class Signature {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration FETCHING = Duration.ofMillis(1_500);
    private static final Pattern WORD = Pattern.compile("[\\w:.+-]{1,100}");
    private static final int LONGEST = 1_000;

    private final Certificates certificates;
    private final List<String> webhookIds;

    Signature(Certificates certificates, List<String> webhookIds) {
        this.certificates = certificates;
        this.webhookIds = List.copyOf(webhookIds);
    }

    /** Returns why a webhook is not believed, or empty. */
    Optional<Refusal> judge(WebhookEnvelope envelope) {
        String id = envelope.header("PayPal-Transmission-Id").orElse("");
        String time = envelope.header("PayPal-Transmission-Time").orElse("");
        String sign = envelope.header("PayPal-Transmission-Sig").orElse("");
        String address = envelope.header("PayPal-Cert-Url").orElse("");
        boolean known = "SHA256withRSA"
                .equalsIgnoreCase(envelope.header("PayPal-Auth-Algo").orElse(""));
        Optional<Instant> sentAt = Json.instant(time);
        boolean complete = WORD.matcher(id).matches()
                && sentAt.isPresent()
                && sign.length() <= LONGEST
                && address.length() <= LONGEST;
        if (!known || !complete) {
            return Optional.of(Refusal.BAD_SIGNATURE);
        }
        Instant now = envelope.receivedAt();
        Optional<X509Certificate> certificate = certificates.at(address, now, now.plus(FETCHING));
        if (certificate.isEmpty() || !isSigned(certificate.get(), sign, id, time, envelope.body())) {
            return Optional.of(Refusal.BAD_SIGNATURE);
        }
        boolean timely = Duration.between(sentAt.get(), now).abs().compareTo(WINDOW) <= 0;
        return timely ? Optional.empty() : Optional.of(Refusal.STALE);
    }

    private boolean isSigned(X509Certificate certificate, String sign, String id, String time, byte[] body) {
        boolean any = false;
        for (String webhookId : webhookIds) {
            any |= isSigned(certificate, sign, signed(id, time, webhookId, body));
        }
        return any;
    }

    private static boolean isSigned(X509Certificate certificate, String sign, byte[] message) {
        try {
            java.security.Signature verifier = java.security.Signature.getInstance("SHA256withRSA");
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(message);
            return verifier.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException | IllegalArgumentException odd) {
            return false;
        }
    }

    /** What PayPal signs. */
    static byte[] signed(String id, String time, String webhookId, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return (id + "|" + time + "|" + webhookId + "|" + sum.getValue()).getBytes(StandardCharsets.UTF_8);
    }
}
