package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook;
import io.tradewind.commerce.shipping.sandbox.SandboxCarrierPlugin;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Tracking;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The carrier of the sandbox, whose book can be changed between two stories. */
final class FaultyCarrier implements CommercePlugin {
    private SandboxCarrierBook book = new SandboxCarrierBook();
    private Runnable booking = () -> {};

    /** Runs when a label is asked for, once. */
    void onBooking(Runnable listener) {
        booking = listener;
    }

    void use(SandboxCarrierBook other) {
        book = other;
    }

    @Override
    public PluginInfo info() {
        return new SandboxCarrierPlugin().info();
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        ProviderFactory<Carrier> factory = new SandboxCarrierPlugin().carriers().get(0);
        return List.of(ProviderFactory.of(factory.code(), factory.fields(), Line::new));
    }

    private final class Line implements Carrier {
        private final ProviderContext context;
        private @Nullable SandboxCarrierBook used;
        private @Nullable Carrier truth;

        Line(ProviderContext context) {
            this.context = context;
        }

        private synchronized Carrier truth() {
            Carrier known = truth;
            if (known == null || used != book) {
                known = new SandboxCarrierPlugin(book).carriers().get(0).create(context);
                truth = known;
                used = book;
            }
            return known;
        }

        @Override
        public CarrierProfile profile() {
            return truth().profile();
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            return truth().quote(request);
        }

        @Override
        public Optional<Booking> booking() {
            return truth().booking()
                    .map(it -> following(Booking.class, () -> truth().booking().orElseThrow()));
        }

        @Override
        public Optional<Tracking> tracking() {
            return truth().tracking()
                    .map(it ->
                            following(Tracking.class, () -> truth().tracking().orElseThrow()));
        }

        /** The library keeps what it was given once; this always passes on to the book of the present story. */
        private <T> T following(Class<T> type, Supplier<T> present) {
            return type.cast(Proxy.newProxyInstance(
                    FaultyCarrier.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().startsWith("book")) {
                            booking.run();
                            booking = () -> {};
                        }
                        return FaultyConnection.pass(present.get(), method, arguments);
                    }));
        }
    }
}
