package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.payment.PaymentStore.Found;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches reservations that run out: a day before one ends, it is renewed where that can be done without the buyer, else
 * staff get a task in time to take the money or give it up. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Expiries {
    /** How long before its end a reservation is looked at. */
    static final Duration AHEAD = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(Expiries.class);
    private static final Duration AFTERWARDS = Duration.ofDays(2);
    private static final Duration HELD_WITHIN = Duration.ofDays(7);

    private final PaymentStore payments;
    private final Renewals renewals;
    private final Tasks tasks;
    private final Gateways gateways;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    Expiries(
            PaymentStore payments,
            Renewals renewals,
            Tasks tasks,
            Gateways gateways,
            Scopes scopes,
            Tx tx,
            World world) {
        this.payments = payments;
        this.renewals = renewals;
        this.tasks = tasks;
        this.gateways = gateways;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job. */
    public Job job() {
        return new Job("payment-expiries", Duration.ofMinutes(30), this::step);
    }

    int step() {
        int seen = 0;
        for (String account : gateways.accounts()) {
            PaymentProfile profile = gateways.of(account).profile();
            if (!profile.can(PaymentCapability.AUTHORIZE)) {
                continue;
            }
            Instant latest = world.now().minus(profile.authorizationLife()).plus(AHEAD);
            Instant earliest = world.now().minus(profile.authorizationLife()).minus(AFTERWARDS);
            List<Found> lapsing =
                    tx.read("payments.lapsing", handle -> payments.lapsing(handle, account, earliest, latest));
            for (Found one : lapsing) {
                seen += scopes.knows(one.storeId()) && seeTo(one, profile) ? 1 : 0;
            }
        }
        return seen;
    }

    /** Orders of a store whose reserved money has lapsed within the last week without having been taken. */
    public List<UUID> lapsed(Scope scope) {
        List<UUID> orders = new ArrayList<>();
        for (String account : gateways.accounts()) {
            PaymentProfile profile = gateways.of(account).profile();
            if (profile.can(PaymentCapability.AUTHORIZE)) {
                Instant latest = world.now().minus(profile.authorizationLife());
                orders.addAll(tx.read(
                        "payments.lapsed",
                        handle ->
                                payments.lapsed(handle, scope.storeId(), account, latest.minus(HELD_WITHIN), latest)));
            }
        }
        return orders;
    }

    private boolean seeTo(Found one, PaymentProfile profile) {
        Scope scope = scopes.system(one.storeId(), "payments");
        try {
            return renewOrAlarm(scope, one, profile);
        } catch (RuntimeException e) {
            log.warn("The reservation of payment {} is looked at again", one.id(), e);
            return false;
        }
    }

    private boolean renewOrAlarm(Scope scope, Found one, PaymentProfile profile) {
        return scope.tx().write("payments.alarm", handle -> {
            PaymentRow payment =
                    payments.lockOne(handle, scope.storeId(), one.id()).orElseThrow();
            if (payment.position().open() <= 0 || renewals.begin(handle, scope, payment, profile)) {
                return false;
            }
            tasks.open(
                    handle,
                    scope,
                    TaskKind.RESERVATION_LAPSING,
                    payment.id(),
                    payment.checkoutId(),
                    payment.money(payment.position().open()) + " is reserved through '" + payment.account()
                            + "' only until "
                            + payment.createdAt().plus(profile.authorizationLife())
                            + ". Take it before then, or give it up; afterwards the buyer must pay anew.");
            return true;
        });
    }
}
