package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of one item of a webhook: an HMAC-SHA256 over eight of its fields with colons between, by a key given in
 * hexadecimal, as Base64 in {@code additionalData.hmacSignature}.
 *
 * <p>Adyen's library has this too, but wants the item as its own model, which fails for items it does not know.
 */
final class Signature {
    private Signature() {}

    /** Returns whether one of the keys has signed an item. */
    static boolean isRight(JsonNode item, List<Secret> keys) {
        byte[] given =
                item.path("additionalData").path("hmacSignature").asText().getBytes(StandardCharsets.UTF_8);
        byte[] signed = signed(item).getBytes(StandardCharsets.UTF_8);
        boolean any = false;
        for (Secret key : keys) {
            any |= MessageDigest.isEqual(given, of(key, signed));
        }
        return any;
    }

    private static String signed(JsonNode item) {
        JsonNode amount = item.path("amount");
        return String.join(
                ":",
                item.path("pspReference").asText(),
                item.path("originalReference").asText(),
                item.path("merchantAccountCode").asText(),
                item.path("merchantReference").asText(),
                amount.path("value").asText(),
                amount.path("currency").asText(),
                item.path("eventCode").asText(),
                item.path("success").asText());
    }

    private static byte[] of(Secret key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key.reveal()), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(signed));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }
}
