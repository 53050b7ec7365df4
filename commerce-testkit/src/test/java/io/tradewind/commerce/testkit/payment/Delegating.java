package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.payment.Instrument;
import java.net.URI;
import java.util.Map;

/** A harness that says what another says, as far as it must. */
abstract class Delegating implements PaymentHarness {
    private final PaymentHarness other;

    Delegating(PaymentHarness other) {
        this.other = other;
    }

    @Override
    public CommercePlugin plugin() {
        return other.plugin();
    }

    @Override
    public PaymentUpstream open() {
        return other.open();
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return other.settings(endpoint);
    }

    @Override
    public Instrument approved() {
        return other.approved();
    }
}
