package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.warehouse.WarehouseFact;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;

/** Takes news of outside warehouses from the inbox. Implemented by the fulfillment package; called without a transaction. */
@Internal
public interface WarehouseFacts {
    /**
     * Takes a fact in. The same one may come again.
     *
     * @return false if nothing here has its reference (yet): the fact is tried again later
     */
    boolean apply(String account, Notice<WarehouseFact> notice);
}
