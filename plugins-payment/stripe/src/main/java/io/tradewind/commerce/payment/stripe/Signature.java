package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>…]}: an HMAC-SHA256 over the seconds, a dot and the
 * raw body, one for each secret that is valid at Stripe.
 *
 * <p>Stripe's library has this too, but reads the body as text, takes its own clock and believes the future.
 */
final class Signature {
    static final String HEADER = "Stripe-Signature";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST = 2_000;

    private Signature() {}

    /** Returns why a webhook is not believed, or empty. */
    static Optional<Refusal> judge(WebhookEnvelope envelope, List<Secret> secrets) {
        String header = envelope.header(HEADER).orElse("");
        String seconds = "";
        List<byte[]> given = new ArrayList<>();
        for (String part : header.length() > LONGEST ? new String[0] : header.split(",", -1)) {
            String text = part.strip();
            if (text.startsWith("t=") && SECONDS.matcher(text.substring(2)).matches()) {
                seconds = text.substring(2);
            } else if (text.startsWith("v1=") && HEX.matcher(text.substring(3)).matches()) {
                given.add(HexFormat.of().parseHex(text.substring(3)));
            }
        }
        if (seconds.isEmpty() || !isAny(given, seconds, envelope.body(), secrets)) {
            return Optional.of(Refusal.BAD_SIGNATURE);
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(seconds));
        boolean timely = Duration.between(signedAt, envelope.receivedAt()).abs().compareTo(WINDOW) <= 0;
        return timely ? Optional.empty() : Optional.of(Refusal.STALE);
    }

    private static boolean isAny(List<byte[]> given, String seconds, byte[] body, List<Secret> secrets) {
        boolean any = false;
        for (Secret secret : secrets) {
            byte[] right = of(secret, seconds, body);
            for (byte[] each : given) {
                any |= MessageDigest.isEqual(each, right);
            }
        }
        return any;
    }

    static byte[] of(Secret secret, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }
}
