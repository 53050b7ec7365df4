package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.world.MasterKey;
import io.tradewind.commerce.internal.world.World;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Makes codes of six digits and hashes them: with a salt of their row, bound to challenge, purpose and number, under a
 * key that is not in the database. Safe for many threads.
 */
@Singleton
final class OneTimeCodes {
    private static final int CODES = 1_000_000;
    private static final int SALT = 16;

    private final World world;
    private final MasterKey key;

    @Inject
    OneTimeCodes(World world, MasterKey key) {
        this.world = world;
        this.key = key;
    }

    String next() {
        return String.format(Locale.ROOT, "%06d", world.random().nextInt(CODES));
    }

    byte[] salt() {
        byte[] salt = new byte[SALT];
        world.random().nextBytes(salt);
        return salt;
    }

    byte[] hash(Challenge challenge, byte[] salt, String code) {
        return key.sign(
                "one-time-code",
                salt,
                utf8(challenge.id().toString()),
                utf8(challenge.purpose()),
                utf8(challenge.phone().e164()),
                utf8(code));
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(Challenge challenge, SentCode sent, String code) {
        return !sent.managed() && MessageDigest.isEqual(sent.hash(), hash(challenge, sent.salt(), code));
    }

    /** A key for counting that gives the number or session away to nobody who reads the database. */
    String limitKey(String kind, String value) {
        return kind + ":" + HexFormat.of().formatHex(key.sign("one-time-code", utf8(kind), utf8(value)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
