package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.event.EventSink;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.order.CheckoutGate;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.phone.PhoneProvider;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.warehouse.WarehouseLink;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ports of accounts. What is constant for an account's life (profile, roles) is asked once, here; a provider
 * that fails at that is down, which stops nobody else.
 */
final class PortMaker {
    private static final Logger log = LoggerFactory.getLogger(PortMaker.class);

    private final World world;
    private final Tx tx;
    private final CallLog calls;
    private final Environment environment;
    private final LateAnswers late;

    /** A port and the guard it is behind. */
    record Made(Object port, Guard guard) {}

    PortMaker(World world, Tx tx, CallLog calls, Environment environment, LateAnswers late) {
        this.world = world;
        this.tx = tx;
        this.calls = calls;
        this.environment = environment;
        this.late = late;
    }

    /** The port of an account, by its role. */
    Made make(Account account) {
        return switch (account.kind()) {
            case PAYMENT -> payment(account);
            case CARRIER -> carrier(account);
            case PHONE -> phone(account);
            case NOTIFIER -> notifier(account);
            case WAREHOUSE -> warehouse(account);
            case EVENTS -> sink(account);
            case GATE -> gate(account);
        };
    }

    private Made payment(Account account) {
        return made(
                account,
                PaymentGateway.class,
                new Down.Gateway(),
                (guard, it) -> new PaymentPort(guard, it, it.profile(), world, environment, late));
    }

    private Made carrier(Account account) {
        return made(
                account,
                Carrier.class,
                new Down.Parcels(),
                (guard, it) -> new CarrierPort(guard, it, it.profile(), it.booking(), it.tracking(), world));
    }

    private Made phone(Account account) {
        return made(
                account,
                PhoneProvider.class,
                new Down.Sender(),
                (guard, it) -> new PhonePort(guard, it, it.profile(), world));
    }

    private Made notifier(Account account) {
        return made(
                account,
                Notifier.class,
                new Down.Messages(),
                (guard, it) -> new NotifierPort(guard, it, Set.copyOf(it.channels()), it.recognisesKeys()));
    }

    private Made warehouse(Account account) {
        return made(account, WarehouseLink.class, new Down.Warehouse(), WarehousePort::new);
    }

    private Made sink(Account account) {
        return made(account, EventSink.class, new Down.Events(), SinkPort::new);
    }

    private Made gate(Account account) {
        return made(
                account,
                CheckoutGate.class,
                new Down.Gate(),
                (guard, it) -> new GatePort(guard, it, it.moment(), it.onFailure()));
    }

    private interface Making<P> {
        Object make(Guard guard, P provider);
    }

    private <P extends Provider> Made made(Account account, Class<P> type, P standIn, Making<P> making) {
        Optional<Provider> provider = account.provider();
        if (provider.isEmpty()) {
            return keep(account, guard -> making.make(guard, standIn));
        }
        try {
            P own = type.cast(provider.get());
            return inside(account, () -> keep(account, guard -> making.make(guard, own)));
        } catch (Throwable anything) {
            BrokenPlugin broken = BrokenPlugin.of(account.plugin(), anything);
            log.warn("Account {} is down: {}", account.name(), broken.reason());
            Account down = new Account(
                    account.kind(),
                    account.name(),
                    account.code(),
                    account.plugin(),
                    account.version(),
                    Optional.empty(),
                    broken.reason(),
                    account.loader(),
                    account.scrub(),
                    account.longestCall(),
                    account.bounds());
            return keep(down, guard -> making.make(guard, standIn));
        }
    }

    private Made keep(Account account, Function<Guard, Object> making) {
        Guard guard = new Guard(account, world, tx, calls);
        return new Made(making.apply(guard), guard);
    }

    private static <T> T inside(Account account, Supplier<T> work) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(account.loader());
        try {
            return work.get();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
