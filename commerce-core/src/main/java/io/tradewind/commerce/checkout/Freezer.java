package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.cart.SnapshotLine;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.NewHold;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.Shipping;
import io.tradewind.commerce.pricing.CodeRule;
import io.tradewind.commerce.pricing.PriceLine;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.pricing.PriceRequest;
import io.tradewind.commerce.pricing.Pricing;
import io.tradewind.commerce.pricing.QuotedLine;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.UnseenMarks;
import io.tradewind.commerce.stock.Kind;
import io.tradewind.commerce.stock.Wanted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** Turns a cart and the facts of a checkout into the frozen order that will be paid for. Pure but for ids. */
@Singleton
final class Freezer {
    private final World world;

    @Inject
    Freezer(World world) {
        this.world = world;
    }

    /** What the cart costs with that delivery and code. */
    PriceQuote price(
            Scope scope, CartSnapshot cart, Optional<CodeRule> code, Optional<Money> delivery, String country) {
        List<PriceLine> lines =
                cart.lines().stream().map(line -> line.priced(world.now())).toList();
        return Pricing.quote(scope.store(), new PriceRequest(lines, code, delivery, country));
    }

    /** The goods before any discount, for the minimum of a code. */
    static Money goods(Scope scope, CartSnapshot cart) {
        Money sum = Money.zero(scope.store().currency());
        for (SnapshotLine line : cart.lines()) {
            sum = sum.plus(line.item().price().plus(line.unitExtras()).multipliedBy(line.quantity()));
        }
        return sum;
    }

    Snapshot freeze(
            Scope scope,
            UUID checkoutId,
            CartSnapshot cart,
            PriceQuote quote,
            Optional<CodeRule> code,
            PlaceOrder facts,
            Optional<StoredQuote> delivery,
            String phone,
            List<NewHold> holds) {
        List<OrderLine> lines = new ArrayList<>();
        List<Wanted> stock = new ArrayList<>();
        Map<UUID, Integer> bought = new LinkedHashMap<>();
        for (SnapshotLine line : cart.lines()) {
            OrderLine frozen = line(line, quote.line(line.lineId()));
            lines.add(frozen);
            bought.put(line.lineId(), line.quantity());
            stock.add(new Wanted(frozen.id(), frozen.sku(), frozen.quantity(), kind(line, frozen)));
        }
        Money zero = Money.zero(scope.store().currency());
        NewOrder order = new NewOrder(
                checkoutId,
                "",
                cart.ownerKey(),
                quote.goods(),
                quote.discount(),
                quote.delivery(),
                quote.deliveryDiscount(),
                quote.taxIncluded() ? zero : quote.tax(),
                quote.total(),
                quote.tax(),
                quote.taxLines(),
                QuoteHash.of(cart, quote, destination(facts.address()), facts.optionId()),
                false,
                false,
                facts.account(),
                code.map(CodeRule::code),
                code.flatMap(CodeRule::influencer),
                phone,
                facts.email(),
                facts.address(),
                delivery.map(it -> shipping(it, facts.courierNote())).orElseGet(() -> Shipping.none(zero, world.now())),
                lines,
                holds);
        boolean launched =
                cart.lines().stream().anyMatch(it -> it.item().launch().isPresent());
        return new Snapshot(
                order,
                stock,
                cart.id(),
                cart.version(),
                bought,
                cart.invitation().filter(it -> launched));
    }

    private static Kind kind(SnapshotLine line, OrderLine frozen) {
        if (line.item().launch().isPresent()) {
            return Kind.LAUNCH;
        }
        return frozen.preorderShipsOn().isPresent() ? Kind.PREORDER : Kind.ON_HAND;
    }

    private OrderLine line(SnapshotLine line, QuotedLine quoted) {
        SaleItem item = line.item();
        return new OrderLine(
                world.id(),
                item.sku(),
                item.slug(),
                item.title(),
                item.variantName(),
                item.picture(),
                line.quantity(),
                0,
                0,
                0,
                0,
                0,
                item.price(),
                line.unitExtras(),
                quoted.discount(),
                quoted.total(),
                quoted.tax(),
                item.grams(),
                line.returnable(),
                line.releasedAfter(world.now()),
                line.personalisation());
    }

    private static Shipping shipping(StoredQuote quote, String courierNote) {
        String note = UnseenMarks.without(courierNote).strip();
        DeliveryOption option = quote.option();
        return new Shipping(
                option.account(),
                option.service(),
                option.label(),
                quote.quoteRef(),
                option.price(),
                option.promise(),
                option.express(),
                quote.handover(),
                quote.startsOn().orElse(null),
                note.isEmpty() ? null : note);
    }

    static String destination(Address address) {
        return String.join(
                "|",
                address.name(),
                String.join("|", address.lines()),
                address.city(),
                address.region(),
                address.postcode(),
                address.country());
    }
}
