package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.delivery.ContentItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/** What lines cost and hold, from the article as it is sold now. Pure. */
final class LinePrices {
    private LinePrices() {}

    /** Engraving and gift wrap for one unit. */
    static Money extras(SaleItem item, Personalisation wish) {
        Money none = Money.zero(item.price().getCurrencyUnit());
        Money engraving =
                wish.isEngraved() ? item.engraving().map(EngravingSpec::price).orElse(none) : none;
        Money gift = wish.isGift() ? item.giftWrap().map(GiftWrapSpec::price).orElse(none) : none;
        return engraving.plus(gift);
    }

    /** One unit with its extras. */
    static Money unit(SaleItem item, Personalisation wish) {
        return item.price().plus(extras(item, wish));
    }

    /** The lines that are for sale, as the delivery sees them. */
    static List<ContentItem> contents(List<SnapshotLine> lines) {
        List<ContentItem> items = new ArrayList<>();
        for (SnapshotLine line : lines) {
            SaleItem item = line.item();
            items.add(new ContentItem(
                    item.sku(),
                    item.title(),
                    line.quantity(),
                    item.grams(),
                    item.price().plus(line.unitExtras()).multipliedBy(line.quantity()),
                    item.express(),
                    item.preorderShipsOn(),
                    line.makingTime(),
                    item.requiresShipping()));
        }
        return List.copyOf(items);
    }

    /** The lines that are for sale and can be made. */
    static List<SnapshotLine> buyable(CartRow cart, Map<Sku, SaleItem> items, Personalisations texts) {
        List<SnapshotLine> lines = new ArrayList<>();
        for (CartRow.Line line : cart.lines()) {
            SaleItem item = items.get(line.sku());
            if (item == null) {
                continue;
            }
            Personalisation wish = texts.read(line.personal());
            if (PersonalisationCheck.refuses(wish, item).isEmpty()) {
                lines.add(
                        new SnapshotLine(line.id(), item, line.quantity(), wish, extras(item, wish), line.personal()));
            }
        }
        return List.copyOf(lines);
    }
}
