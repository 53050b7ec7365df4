package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import java.net.URI;
import java.util.Map;

/** A gateway without a provider behind it. */
record OfflineHarness(CommercePlugin plugin, String code, Map<String, String> values) implements PaymentHarness {
    @Override
    public PaymentUpstream open() {
        return new PaymentUpstream() {
            @Override
            public boolean counts() {
                return false;
            }
        };
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return values;
    }

    @Override
    public String upstream() {
        return "NONE";
    }
}
