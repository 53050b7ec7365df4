package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.shipping.sandbox.CarrierCall;
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
import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The carrier of the sandbox, at the end of a bad line. Its book, which can be changed between two stories, is true. */
final class FaultyCarrier implements CommercePlugin {
    private final FaultyLine line;
    private SandboxCarrierBook book = new SandboxCarrierBook();

    FaultyCarrier(House house) {
        this.line = new FaultyLine(house);
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
        return List.of(ProviderFactory.of(factory.code(), factory.fields(), Van::new));
    }

    private interface Call {
        @Nullable
        Object happens() throws Throwable;
    }

    /** Buys a label; what it answers may be as the book was told. */
    private @Nullable Object book(String name, Call call) throws Throwable {
        Kind kind = line.begin(name, Victim.CARRIER);
        if (kind == Kind.LABEL_HANG_BEFORE) {
            line.hang();
            return new Answer.NotSent<>("simulated, after a long time");
        } else if (kind == Kind.LABEL_HANG_AFTER) {
            Object late = call.happens();
            line.hang();
            return late;
        } else if (kind == Kind.LABEL_DIES_AFTER) {
            Object lost = call.happens();
            line.die(true);
            return lost;
        } else if (kind != Kind.NONE) {
            book.next(CarrierCall.BOOK, kind.fault());
        }
        Object answer = call.happens();
        line.done();
        return answer;
    }

    /** Asks about a label or a parcel, or gives a label back. */
    private @Nullable Object ask(String name, Call call) {
        return line.question(name, () -> {
            try {
                return (Answer<?>) call.happens();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private final class Van implements Carrier {
        private final ProviderContext context;
        private @Nullable SandboxCarrierBook used;
        private @Nullable Carrier truth;

        Van(ProviderContext context) {
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
            return line.question("quote", () -> truth().quote(request));
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
                        Call call = () -> FaultyConnection.pass(present.get(), method, arguments);
                        return switch (method.getName()) {
                            case "book" -> book("label", call);
                            case "bookReturn" -> book("return label", call);
                            case "query" -> ask("find label", call);
                            case "cancel" -> ask("void label", call);
                            case "track" -> ask("track", call);
                            default -> call.happens();
                        };
                    }));
        }
    }
}
