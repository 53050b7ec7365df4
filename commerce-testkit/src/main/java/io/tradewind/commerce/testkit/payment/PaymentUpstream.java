package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.testkit.proxy.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The provider a plugin is tested against, opened empty for each rule: as a rule a small fake on the JDK's
 * {@code HttpServer}. It knows the truth, whatever was answered. Safe for use by many threads.
 */
public interface PaymentUpstream extends AutoCloseable {
    /** What {@link #buyerReturns(ProviderRef, String)} is told for a payment that stays pending until it is settled. */
    String PENDING = "PENDING";

    /** Returns where it listens; empty for a provider that lives in the plugin's own process. */
    default Optional<URI> address() {
        return Optional.empty();
    }

    /** Returns whether it can tell what really happened; without, {@link #effects} and {@link #booked} are not asked. */
    default boolean counts() {
        return true;
    }

    /** Returns how many times money moved for an operation. */
    default int effects(OperationId operation) {
        throw new UnsupportedOperationException("effects");
    }

    /** Returns the amount of an operation as the provider understood it; empty when nothing arrived. */
    default Optional<Money> booked(OperationId operation) {
        throw new UnsupportedOperationException("booked");
    }

    /** Decides what is pending or waits for the buyer. Returns false if this provider cannot be told to. */
    default boolean settle(ProviderRef operation, boolean approved) {
        return false;
    }

    /** Has the buyer finish, or fail at, the provider's page, and returns what the browser brings back. */
    default Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, boolean approved) {
        return Optional.empty();
    }

    /**
     * Has the buyer finish at the provider's page, and the provider do something else than approve: for providers that
     * always send the buyer there, so that no instrument can say what should become of the payment.
     *
     * @param outcome raw code of a {@linkplain ScriptedDecline decline}, or {@value #PENDING}
     */
    default Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, String outcome) {
        return Optional.empty();
    }

    /** Returns the writer of webhooks, when the provider sends any. */
    default Optional<PaymentWebhooks> webhooks() {
        return Optional.empty();
    }

    /**
     * Has the next call with an effect meet a fault, for a provider in the plugin's own process: there is no line for a
     * proxy to break. Returns false if it does not know that fault.
     */
    default boolean strike(Fault fault) {
        return false;
    }

    @Override
    default void close() {}
}
