package io.tradewind.commerce.catalog;

import io.tradewind.commerce.spi.Internal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A published variant with all that a cart needs to know. Immutable.
 *
 * @param variantName option values such as {@code Large / Blue}; empty if there are none
 * @param taxCategory empty if no tax applies
 * @param grams weight of one unit
 * @param preorderShipsOn when it starts to ship, if it may be bought before it is there
 * @param makingTime time it takes to make one, engraving apart
 * @param launch the launch that sells it to invited people only; empty if anybody may buy it
 * @param picture source of the picture; empty if there is none
 */
@Internal
public record SaleItem(
        Sku sku,
        UUID productId,
        String slug,
        String title,
        String variantName,
        Money price,
        String taxCategory,
        int grams,
        boolean requiresShipping,
        boolean express,
        Optional<Instant> preorderShipsOn,
        Optional<EngravingSpec> engraving,
        Optional<GiftWrapSpec> giftWrap,
        Duration makingTime,
        Optional<UUID> launch,
        String picture) {}
