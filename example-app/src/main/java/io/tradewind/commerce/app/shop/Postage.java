package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.pricing.PriceQuote;
import org.joda.money.Money;

/** What a parcel costs within the country, as it is told before the carriers are asked. */
public final class Postage {
    /** For a parcel. */
    public static final Money PARCEL = Money.parse("EUR 4.90");
    /** Goods for that much travel free. */
    public static final Money FREE_FROM = Money.parse("EUR 40.00");

    private Postage() {}

    /** What is missing until it is free; zero if nothing is. */
    public static Money left(PriceQuote totals) {
        Money left = FREE_FROM.minus(totals.goods());
        return left.isPositive() ? left : Money.zero(left.getCurrencyUnit());
    }

    /** For goods of that price. */
    static Money of(Money goods) {
        boolean free = goods.isSameCurrency(FREE_FROM) && !goods.isLessThan(FREE_FROM);
        return free ? Money.zero(goods.getCurrencyUnit()) : PARCEL;
    }
}
