package io.tradewind.commerce.cart;

import io.tradewind.commerce.cart.CartReading.Loaded;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.pricing.CodeRule;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.pricing.PriceRequest;
import io.tradewind.commerce.pricing.Pricing;
import io.tradewind.commerce.promotion.CodeAnswer;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Shows stored carts as they are worth now; only the code is looked up. */
@Singleton
final class CartView {
    private final CodeUses codes;
    private final Personalisations texts;
    private final World world;

    @Inject
    CartView(CodeUses codes, Personalisations texts, World world) {
        this.codes = codes;
        this.texts = texts;
        this.world = world;
    }

    Cart show(Handle handle, Scope scope, Loaded loaded) {
        return show(handle, scope, loaded.cart(), loaded.goods());
    }

    Cart show(Handle handle, Scope scope, CartRow cart, Goods goods) {
        Instant now = world.now();
        Map<Sku, SaleItem> items = goods.items();
        List<SnapshotLine> buyable = LinePrices.buyable(cart, items, texts);
        Problems finder = new Problems(scope.store(), cart, items, buyable, now);
        List<Problem> problems = new ArrayList<>(finder.ofLines(texts));
        problems.addAll(finder.ofStock(goods.stock()));
        finder.ofExpress().ifPresent(problems::add);
        Optional<CodeRule> rule = rule(handle, scope, cart, goods(scope, buyable), problems);
        PriceQuote totals = Pricing.quote(
                scope.store(),
                new PriceRequest(
                        buyable.stream().map(it -> it.priced(now)).toList(),
                        rule,
                        Optional.empty(),
                        scope.store().country()));
        return new Cart(
                new CartId(cart.id()),
                cart.version(),
                lines(scope, cart, items, totals, buyable),
                cart.code(),
                totals,
                problems,
                cart.state().name());
    }

    /** What the code's minimum is compared with. */
    Money goods(Scope scope, List<SnapshotLine> lines) {
        return lines.stream()
                .map(it -> it.item().price().plus(it.unitExtras()).multipliedBy(it.quantity()))
                .reduce(Money.zero(scope.store().currency()), Money::plus);
    }

    private Optional<CodeRule> rule(Handle handle, Scope scope, CartRow cart, Money goods, List<Problem> problems) {
        if (cart.code().isEmpty()) {
            return Optional.empty();
        }
        CodeAnswer answer = codes.recheck(handle, scope, cart.code().get(), goods);
        if (answer instanceof CodeAnswer.Usable usable) {
            return Optional.of(usable.rule());
        }
        CodeAnswer.Refused refused = (CodeAnswer.Refused) answer;
        problems.add(Problem.ofCart(refused.refusal().code(), refused.refusal().message()));
        return Optional.empty();
    }

    private List<CartLine> lines(
            Scope scope, CartRow cart, Map<Sku, SaleItem> items, PriceQuote totals, List<SnapshotLine> buyable) {
        Map<UUID, Money> paid = new HashMap<>();
        totals.lines().forEach(it -> paid.put(it.lineId(), it.total()));
        Money nothing = Money.zero(scope.store().currency());
        List<CartLine> lines = new ArrayList<>();
        for (CartRow.Line line : cart.lines()) {
            SaleItem item = items.get(line.sku());
            Personalisation wish = texts.read(line.personal());
            boolean available = buyable.stream().anyMatch(it -> it.lineId().equals(line.id()));
            lines.add(new CartLine(
                    line.id(),
                    line.sku(),
                    item == null ? line.title() : item.title(),
                    item == null ? "" : item.variantName(),
                    item == null ? "" : item.slug(),
                    item == null ? "" : item.picture(),
                    line.quantity(),
                    item == null ? scope.money(line.shownPrice()) : item.price(),
                    item == null ? nothing : LinePrices.extras(item, wish),
                    wish,
                    paid.getOrDefault(line.id(), nothing),
                    available,
                    item != null && item.express(),
                    item == null ? Optional.empty() : item.preorderShipsOn()));
        }
        return lines;
    }
}
