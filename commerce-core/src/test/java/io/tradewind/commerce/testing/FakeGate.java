package io.tradewind.commerce.testing;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.order.CheckoutGate;
import io.tradewind.commerce.spi.order.GateRequest;
import io.tradewind.commerce.spi.order.GateVerdict;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A gate ({@code fake-gate}) that says what a test has told it. Safe for many threads. */
public final class FakeGate implements CommercePlugin, CheckoutGate {
    public static final String CODE = "fake-gate";

    private final Moment moment;
    private final OnFailure onFailure;
    private final List<GateRequest> asked = new CopyOnWriteArrayList<>();
    private volatile Function<GateRequest, GateVerdict> says = request -> new GateVerdict.Allow();

    public FakeGate(Moment moment, OnFailure onFailure) {
        this.moment = moment;
        this.onFailure = onFailure;
    }

    /** From now on it says that. */
    public void says(Function<GateRequest, GateVerdict> verdict) {
        says = verdict;
    }

    /** Everything it was asked. */
    public List<GateRequest> asked() {
        return List.copyOf(asked);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(CODE, "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
    }

    @Override
    public List<ProviderFactory<CheckoutGate>> checkoutGates() {
        return List.of(ProviderFactory.of(CODE, List.of(), context -> this));
    }

    @Override
    public Moment moment() {
        return moment;
    }

    @Override
    public OnFailure onFailure() {
        return onFailure;
    }

    @Override
    public GateVerdict judge(GateRequest request) {
        asked.add(request);
        return says.apply(request);
    }
}
