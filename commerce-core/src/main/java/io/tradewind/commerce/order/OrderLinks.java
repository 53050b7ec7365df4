package io.tradewind.commerce.order;

import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.internal.world.MasterKey;
import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Signed links to one order: its store and id with 128 bits of signature, so that knowing an id or a number opens nothing.
 * Nothing is stored; the same order always has the same link.
 */
@Internal
@Singleton
public final class OrderLinks {
    private static final int SIGNATURE = 16;
    private static final String PURPOSE = "order-link";

    private final MasterKey key;

    @Inject
    OrderLinks(MasterKey key) {
        this.key = key;
    }

    /** The token of an order's link, URL-safe. */
    public String token(int storeId, UUID orderId) {
        byte[] id = bytes(orderId);
        byte[] signature = Arrays.copyOf(key.sign(PURPOSE, signed(storeId, id)), SIGNATURE);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(16 + SIGNATURE)
                        .put(id)
                        .put(signature)
                        .array());
    }

    /** The order a token belongs to; empty if it was not made here for this store. */
    public Optional<UUID> read(int storeId, String token) {
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(Given.value("token", token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (raw.length != 16 + SIGNATURE) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOf(raw, 16);
        byte[] expected = Arrays.copyOf(key.sign(PURPOSE, signed(storeId, id)), SIGNATURE);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(raw, 16, raw.length))) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(id);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static byte[] signed(int storeId, byte[] id) {
        return ByteBuffer.allocate(20).putInt(storeId).put(id).array();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
