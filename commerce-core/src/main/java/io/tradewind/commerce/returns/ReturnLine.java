package io.tradewind.commerce.returns;

import io.tradewind.commerce.catalog.Sku;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Units of one order line in a return. Counts are units.
 *
 * @param id this line of the return
 * @param lineId the order line
 * @param quantity announced
 * @param note what is wrong, in the customer's words
 * @param received arrived on the dock
 * @param surplus arrived beyond what was announced
 * @param accepted refunded
 * @param restocked for sale again
 * @param scrapped thrown away
 * @param missing announced and never arrived
 * @param refunded what is refunded for the accepted units
 */
public record ReturnLine(
        UUID id,
        UUID lineId,
        Sku sku,
        String title,
        String variantName,
        int quantity,
        ReturnReason reason,
        String note,
        int received,
        int surplus,
        int accepted,
        int restocked,
        int scrapped,
        int missing,
        Money refunded) {}
