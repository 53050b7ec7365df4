package io.tradewind.commerce.internal.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.tradewind.commerce.cart.CartExpiry;
import io.tradewind.commerce.catalog.ImportWork;
import io.tradewind.commerce.checkout.CheckoutExpiry;
import io.tradewind.commerce.checkout.GateWork;
import io.tradewind.commerce.delivery.DeliveryQuotes;
import io.tradewind.commerce.event.Relay;
import io.tradewind.commerce.fulfillment.Booker;
import io.tradewind.commerce.fulfillment.Picking;
import io.tradewind.commerce.fulfillment.Releases;
import io.tradewind.commerce.fulfillment.Settling;
import io.tradewind.commerce.fulfillment.Tracker;
import io.tradewind.commerce.internal.db.Statistics;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.launch.LaunchWork;
import io.tradewind.commerce.message.MessageWork;
import io.tradewind.commerce.order.PaymentHolds;
import io.tradewind.commerce.order.UnpaidOrders;
import io.tradewind.commerce.payment.Expiries;
import io.tradewind.commerce.payment.Instruments;
import io.tradewind.commerce.payment.ObligationWork;
import io.tradewind.commerce.payment.Reconciler;
import io.tradewind.commerce.plugin.InboxWork;
import io.tradewind.commerce.promotion.PromotionJobs;
import io.tradewind.commerce.returns.ReturnWork;
import io.tradewind.commerce.stock.Arrivals;
import io.tradewind.commerce.stock.HoldExpiry;
import io.tradewind.commerce.stock.StockAlerts;
import io.tradewind.commerce.verification.VerificationWork;
import java.time.Duration;

/** Every job of the library: one {@code @ProvidesIntoSet} method each. */
final class JobBindings extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), Job.class);
    }

    @ProvidesIntoSet
    static Job outbox(Relay relay) {
        return relay.job();
    }

    @ProvidesIntoSet
    static Job statistics(Statistics statistics) {
        return new Job("statistics", Duration.ofSeconds(15), statistics::refresh);
    }

    @ProvidesIntoSet
    static Job inbox(InboxWork work) {
        return work.job();
    }

    @ProvidesIntoSet
    static Job pluginPruning(InboxWork work) {
        return work.pruning();
    }

    @ProvidesIntoSet
    static Job stockHolds(HoldExpiry expiry) {
        return expiry.job();
    }

    @ProvidesIntoSet
    static Job stockArrivals(Arrivals arrivals) {
        return arrivals.job();
    }

    @ProvidesIntoSet
    static Job productImports(ImportWork imports) {
        return imports.job();
    }

    @ProvidesIntoSet
    static Job stockAlerts(StockAlerts alerts) {
        return alerts.job();
    }

    @ProvidesIntoSet
    static Job stockAlertPruning(StockAlerts alerts) {
        return alerts.pruning();
    }

    @ProvidesIntoSet
    static Job launches(LaunchWork launches) {
        return launches.job();
    }

    @ProvidesIntoSet
    static Job signUpPruning(LaunchWork launches) {
        return launches.pruning();
    }

    @ProvidesIntoSet
    static Job paymentHolds(PaymentHolds holds) {
        return holds.job();
    }

    @ProvidesIntoSet
    static Job unpaidOrders(UnpaidOrders unpaid) {
        return unpaid.job();
    }

    @ProvidesIntoSet
    static Job checkoutGates(GateWork work) {
        return work.job();
    }

    @ProvidesIntoSet
    static Job checkoutExpiry(CheckoutExpiry expiry) {
        return expiry.job();
    }

    @ProvidesIntoSet
    static Job cartExpiry(CartExpiry expiry) {
        return expiry.job();
    }

    @ProvidesIntoSet
    static Job deliveryQuotes(DeliveryQuotes quotes) {
        return quotes.job();
    }

    @ProvidesIntoSet
    static Job verifications(VerificationWork work) {
        return work.job();
    }

    @ProvidesIntoSet
    static Job verificationPruning(VerificationWork work) {
        return work.pruning();
    }

    @ProvidesIntoSet
    static Job commissions(PromotionJobs jobs) {
        return jobs.ripening();
    }

    @ProvidesIntoSet
    static Job codeGuesses(PromotionJobs jobs) {
        return jobs.forgetting();
    }

    @ProvidesIntoSet
    static Job paymentOperations(Reconciler reconciler) {
        return reconciler.job();
    }

    @ProvidesIntoSet
    static Job paymentObligations(ObligationWork work) {
        return work.job();
    }

    @ProvidesIntoSet
    static Job savedInstruments(Instruments instruments) {
        return instruments.job();
    }

    @ProvidesIntoSet
    static Job paymentExpiries(Expiries expiries) {
        return expiries.job();
    }

    @ProvidesIntoSet
    static Job parcelLabels(Booker booker) {
        return booker.job();
    }

    @ProvidesIntoSet
    static Job parcelTracking(Tracker tracker) {
        return tracker.job();
    }

    @ProvidesIntoSet
    static Job pickLeases(Picking picking) {
        return picking.job();
    }

    @ProvidesIntoSet
    static Job workRelease(Releases releases) {
        return releases.job();
    }

    @ProvidesIntoSet
    static Job orderSettling(Settling settling) {
        return settling.job();
    }

    @ProvidesIntoSet
    static Job returns(ReturnWork work) {
        return work.job();
    }

    @ProvidesIntoSet
    static Job messages(MessageWork work) {
        return work.job();
    }
}
