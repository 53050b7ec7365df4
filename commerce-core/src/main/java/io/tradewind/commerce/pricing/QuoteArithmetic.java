package io.tradewind.commerce.pricing;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy.TaxRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One basket, worked out in minor units. Lines are sorted by their id first, so that their order in the basket cannot
 * change any sum; the quote lists them as they were asked.
 */
final class QuoteArithmetic {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final CurrencyUnit currency;
    private final TaxRates rates;
    private final boolean taxIncluded;
    private final PriceRequest request;
    private final List<PriceLine> lines;
    private final long[] gross;
    private final long[] articles;
    private final long delivery;

    QuoteArithmetic(Store store, PriceRequest request) {
        this.currency = store.currency();
        this.rates = new TaxRates(store.policy().taxRates(), request.destinationCountry());
        this.taxIncluded = store.policy().pricesIncludeTax();
        this.request = request;
        this.lines = request.lines().stream()
                .sorted(Comparator.comparing(PriceLine::lineId))
                .toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).lineId().equals(lines.get(i - 1).lineId())) {
                throw CommerceException.badArgument("line id", lines.get(i).lineId(), "another for each line");
            }
        }
        this.articles = lines.stream()
                .mapToLong(it -> Math.multiplyExact(minor(it.unitPrice()), (long) it.quantity()))
                .toArray();
        this.gross = new long[lines.size()];
        for (int i = 0; i < gross.length; i++) {
            PriceLine line = lines.get(i);
            gross[i] = Math.addExact(articles[i], Math.multiplyExact(minor(line.unitExtras()), (long) line.quantity()));
        }
        this.delivery = request.delivery().map(this::minor).orElse(0L);
        if (delivery < 0) {
            throw CommerceException.badArgument("delivery", money(delivery), "not negative");
        }
    }

    PriceQuote quote() {
        long goods = sum(gross);
        long[] discounts = discounts(goods);
        long[] amounts = new long[lines.size() + 1]; // as shown, after discounts; the delivery stands last
        for (int i = 0; i < gross.length; i++) {
            amounts[i] = gross[i] - discounts[i];
        }
        amounts[gross.length] = delivery;
        long[] taxes = new long[amounts.length];
        List<TaxLine> taxLines = tax(amounts, taxes);
        List<QuotedLine> quoted = new ArrayList<>();
        for (PriceLine asked : request.lines()) {
            int i = lines.indexOf(asked);
            long total = taxIncluded ? amounts[i] : Math.addExact(amounts[i], taxes[i]);
            quoted.add(new QuotedLine(
                    asked.lineId(), money(gross[i]), money(discounts[i]), money(taxes[i]), money(total)));
        }
        long tax = sum(taxes);
        long shown = sum(amounts);
        return new PriceQuote(
                quoted,
                money(goods),
                money(sum(discounts)),
                money(delivery),
                money(0),
                money(tax),
                taxLines,
                money(taxIncluded ? shown : Math.addExact(shown, tax)),
                taxIncluded,
                money(taxes[gross.length]));
    }

    /** The code's discount, spread over the articles it may touch. */
    private long[] discounts(long goods) {
        long[] base = new long[lines.size()];
        for (int i = 0; i < base.length; i++) {
            base[i] = lines.get(i).discountable() ? articles[i] : 0;
        }
        long most = sum(base);
        Optional<CodeRule> code = request.code()
                .filter(it -> most > 0)
                .filter(it -> it.minimum().map(this::minor).orElse(0L) <= goods);
        return code.map(it -> Spread.over(Math.min(benefit(it.benefit(), most), most), base))
                .orElseGet(() -> new long[base.length]);
    }

    private long benefit(Benefit benefit, long base) {
        if (benefit instanceof Benefit.Percent percent) {
            return part(base, percent.percent(), HUNDRED);
        }
        return minor(((Benefit.Fixed) benefit).amount());
    }

    /** Fills in the taxes of the amounts and gives the bill's tax lines, highest rate first. */
    private List<TaxLine> tax(long[] amounts, long[] taxes) {
        TreeMap<TaxRate, List<Integer>> carriers = new TreeMap<>(TaxRates.HIGHEST_FIRST);
        for (int i = 0; i < amounts.length; i++) {
            TaxRate rate = rateOf(i);
            if (rate != null && amounts[i] > 0) {
                carriers.computeIfAbsent(rate, it -> new ArrayList<>()).add(i);
            }
        }
        List<TaxLine> bill = new ArrayList<>();
        carriers.forEach((rate, places) -> {
            long[] parts = places.stream().mapToLong(i -> amounts[i]).toArray();
            long base = sum(parts);
            long tax = taxIncluded
                    ? part(base, rate.percent(), HUNDRED.add(rate.percent()))
                    : part(base, rate.percent(), HUNDRED);
            long[] shares = Spread.over(tax, parts);
            for (int i = 0; i < shares.length; i++) {
                taxes[places.get(i)] = shares[i];
            }
            bill.add(new TaxLine(rate.name(), rate.percent(), money(taxIncluded ? base - tax : base), money(tax)));
        });
        return bill;
    }

    private @Nullable TaxRate rateOf(int place) {
        return (place == lines.size()
                        ? rates.ofDelivery()
                        : rates.of(lines.get(place).taxCategory()))
                .orElse(null);
    }

    /** {@code amount × numerator / denominator}, rounded half up. */
    private static long part(long amount, BigDecimal numerator, BigDecimal denominator) {
        return BigDecimal.valueOf(amount)
                .multiply(numerator)
                .divide(denominator, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static long sum(long[] values) {
        return LongStream.of(values).reduce(0L, Math::addExact);
    }

    private long minor(Money amount) {
        if (!amount.getCurrencyUnit().equals(currency)) {
            throw new CommerceException(
                    ErrorCode.CURRENCY_DIFFERS, "The store trades in " + currency + ", the amount is " + amount + ".");
        }
        return amount.getAmountMinorLong();
    }

    private Money money(long minor) {
        return Money.ofMinor(currency, minor);
    }
}
