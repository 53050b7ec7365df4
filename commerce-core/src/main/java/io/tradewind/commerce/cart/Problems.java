package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.delivery.ContentItem;
import io.tradewind.commerce.delivery.ExpressRule;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.stock.Availability;
import io.tradewind.commerce.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** Finds what the shopper should know about a cart before paying. Pure. */
final class Problems {
    private final Store store;
    private final CartRow cart;
    private final Map<Sku, SaleItem> items;
    private final List<SnapshotLine> buyable;
    private final Instant now;

    Problems(Store store, CartRow cart, Map<Sku, SaleItem> items, List<SnapshotLine> buyable, Instant now) {
        this.store = store;
        this.cart = cart;
        this.items = items;
        this.buyable = buyable;
        this.now = now;
    }

    /** Lines that cannot be bought, and prices that have changed. */
    List<Problem> ofLines(Personalisations texts) {
        List<Problem> problems = new ArrayList<>();
        for (CartRow.Line line : cart.lines()) {
            SaleItem item = items.get(line.sku());
            if (item == null) {
                problems.add(Problem.ofLine(
                        Problem.UNAVAILABLE,
                        line.id(),
                        "'" + line.title() + "' is not for sale any more. Please take it out.",
                        "",
                        ""));
                continue;
            }
            Personalisation wish = texts.read(line.personal());
            Optional<Refusal> refusal = PersonalisationCheck.refuses(wish, item);
            refusal.ifPresent(it -> problems.add(Problem.ofLine(
                    Problem.NOT_MAKEABLE,
                    line.id(),
                    "'" + item.title() + "' cannot be made like this any more. " + it.message(),
                    "",
                    "")));
            if (item.launch().isPresent() && cart.invitation().isEmpty()) {
                problems.add(Problem.ofLine(
                        Problem.INVITATION_NEEDED,
                        line.id(),
                        "'" + item.title() + "' is sold to those who are invited: sign up for its launch, or follow the"
                                + " link of your invitation.",
                        "",
                        ""));
            }
            Money before = Money.ofMinor(store.currency(), line.shownPrice());
            Money price = LinePrices.unit(item, wish);
            if (refusal.isEmpty() && !before.isEqual(price)) {
                problems.add(Problem.ofLine(
                        Problem.PRICE_CHANGED,
                        line.id(),
                        "The price of '" + item.title() + "' has changed from " + before + " to " + price + ".",
                        before,
                        price));
            }
        }
        return problems;
    }

    /** Articles of which fewer are left than are in the cart; each is named once. */
    List<Problem> ofStock(Map<Sku, Availability> stock) {
        List<Problem> problems = new ArrayList<>();
        Set<Sku> seen = new HashSet<>();
        for (SnapshotLine line : buyable) {
            Sku sku = line.item().sku();
            if (!seen.add(sku)) {
                continue;
            }
            long wanted = buyable.stream()
                    .filter(it -> it.item().sku().equals(sku))
                    .mapToLong(SnapshotLine::quantity)
                    .sum();
            long left = left(line, stock.getOrDefault(sku, Availability.NONE));
            boolean uninvited =
                    line.item().launch().isPresent() && cart.invitation().isEmpty();
            if (wanted > left && !uninvited) {
                problems.add(soldOut(line.lineId(), line.item().title(), wanted, Math.max(0, left)));
            }
        }
        return problems;
    }

    private long left(SnapshotLine line, Availability free) {
        if (line.item().launch().isPresent()) {
            return free.launchFree();
        }
        return line.releasedAfter(now).isPresent()
                ? free.preorderFree()
                : (long) free.onHandFree() + free.backorderFree();
    }

    /** A cart with an article for the 24-hour delivery that cannot have it as a whole. */
    Optional<Problem> ofExpress() {
        List<ContentItem> contents = LinePrices.contents(buyable).stream()
                .filter(ContentItem::requiresShipping)
                .toList();
        if (store.policy().express().isEmpty() || contents.stream().noneMatch(ContentItem::express)) {
            return Optional.empty();
        }
        return ExpressRule.refuses(store, contents, now)
                .map(it -> Problem.ofCart(
                        Problem.EXPRESS_LOST, "24-hour delivery is not possible for this basket: " + it.message()));
    }

    private static Problem soldOut(UUID line, String title, long wanted, long left) {
        String message = left == 0
                ? "'" + title + "' is sold out."
                : "Only " + left + " of '" + title + "' are left, " + wanted + " are in the basket.";
        return Problem.ofLine(Problem.SOLD_OUT, line, message, wanted, left);
    }
}
