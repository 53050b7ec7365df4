package io.tradewind.commerce.payment.paypal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Certificates and keys of the tests. */
final class Pem {
    private Pem() {}

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("src", "test", "resources", "certs", name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static String text(String name) {
        return new String(file(name), StandardCharsets.US_ASCII);
    }

    /** Signs as PayPal does. */
    static String signed(String key, byte[] message) {
        try {
            String base64 = text(key + ".key").replaceAll("-----[A-Z ]+-----|\\s", "");
            PrivateKey secret = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(secret);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException odd) {
            throw new IllegalStateException(odd);
        }
    }
}
