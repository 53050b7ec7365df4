package io.tradewind.commerce.spi;

import io.tradewind.commerce.spi.blob.BlobStore;
import io.tradewind.commerce.spi.event.EventSink;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.order.CheckoutGate;
import io.tradewind.commerce.spi.order.LineOption;
import io.tradewind.commerce.spi.order.OrderCodes;
import io.tradewind.commerce.spi.order.StockAllocator;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import io.tradewind.commerce.spi.pricing.PriceRule;
import io.tradewind.commerce.spi.pricing.PromotionRule;
import io.tradewind.commerce.spi.pricing.TaxCalculator;
import io.tradewind.commerce.spi.search.SearchIndex;
import io.tradewind.commerce.spi.shipping.AddressCheck;
import io.tradewind.commerce.spi.shipping.AddressSuggest;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.warehouse.DeliveryCalendar;
import io.tradewind.commerce.spi.warehouse.WarehouseLink;
import java.util.List;

/**
 * The one service a plugin jar offers, named in {@code META-INF/services/io.tradewind.commerce.spi.CommercePlugin}.
 *
 * <p>A table of contents: each method lists the factories of one role, and all are empty by default, so a new role
 * breaks nobody. Roles marked {@link Experimental} are declared and not asked by the core yet. An implementation needs a
 * public constructor without parameters, MUST NOT do anything with an effect when created (GEN-CONF-2), and MUST be safe
 * for use by many threads (GEN-RUN-4). Being found switches nothing on: only the shop's own configuration creates providers.
 */
public interface CommercePlugin {
    /** Returns who made this plugin and which version it is; the same value on every call. */
    PluginInfo info();

    /** Returns the payment gateways on offer. */
    default List<ProviderFactory<PaymentGateway>> payments() {
        return List.of();
    }

    /** Returns the carriers on offer. */
    default List<ProviderFactory<Carrier>> carriers() {
        return List.of();
    }

    /** Returns the senders that carry a verification code made by the core. */
    default List<ProviderFactory<CodeSender>> codeSenders() {
        return List.of();
    }

    /** Returns the verifiers that make and check verification codes themselves. */
    default List<ProviderFactory<ManagedVerifier>> verifiers() {
        return List.of();
    }

    /** Returns the address checks that stand alone; one that belongs to a carrier comes from the carrier. */
    default List<ProviderFactory<AddressCheck>> addressChecks() {
        return List.of();
    }

    /** Returns the sources of address suggestions while typing. */
    default List<ProviderFactory<AddressSuggest>> addressSuggests() {
        return List.of();
    }

    /** Returns the tax calculators on offer. */
    default List<ProviderFactory<TaxCalculator>> taxCalculators() {
        return List.of();
    }

    /** Returns the price rules on offer. */
    default List<ProviderFactory<PriceRule>> priceRules() {
        return List.of();
    }

    /** Returns the promotion rules on offer. */
    default List<ProviderFactory<PromotionRule>> promotionRules() {
        return List.of();
    }

    /** Returns the checkout gates (fraud, eligibility) on offer. */
    default List<ProviderFactory<CheckoutGate>> checkoutGates() {
        return List.of();
    }

    /** Returns the line options (engraving, gift wrap) on offer. */
    default List<ProviderFactory<LineOption>> lineOptions() {
        return List.of();
    }

    /** Returns the makers of order codes on offer. */
    default List<ProviderFactory<OrderCodes>> orderCodes() {
        return List.of();
    }

    /** Returns the rankings of stock locations on offer. */
    default List<ProviderFactory<StockAllocator>> stockAllocators() {
        return List.of();
    }

    /** Returns the links to outside warehouses on offer. */
    default List<ProviderFactory<WarehouseLink>> warehouseLinks() {
        return List.of();
    }

    /** Returns the delivery calendars on offer. */
    default List<ProviderFactory<DeliveryCalendar>> deliveryCalendars() {
        return List.of();
    }

    /** Returns the message carriers on offer. */
    default List<ProviderFactory<Notifier>> notifiers() {
        return List.of();
    }

    /** Returns the search indexes on offer. */
    default List<ProviderFactory<SearchIndex>> searchIndexes() {
        return List.of();
    }

    /** Returns the stores for pictures and files on offer. */
    default List<ProviderFactory<BlobStore>> blobStores() {
        return List.of();
    }

    /** Returns the sinks for durable events on offer. */
    default List<ProviderFactory<EventSink>> eventSinks() {
        return List.of();
    }
}
