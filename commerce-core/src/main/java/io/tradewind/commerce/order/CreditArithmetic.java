package io.tradewind.commerce.order;

import io.tradewind.commerce.pricing.TaxLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The tax in what is credited of an order. Pure.
 *
 * <p>The idea: each line's amount goes to the rates that the line was taxed at, as far as something of them is left. Of the
 * tax of a rate, the first k minor units of everything at that rate carry round(tax · k / gross); a credit note carries the
 * difference of two such values. So whatever the sizes and the order of credit notes, they add up to exactly the tax of the
 * invoice, rate by rate, when all of it is credited.
 */
final class CreditArithmetic {
    private final OrderRow order;
    /** Everything at a rate, tax included; behind the rates what carries none. */
    private final long[] gross;
    /** How much of that was credited before. */
    private final long[] before;
    /** How much of it is credited now. */
    private final long[] now;

    CreditArithmetic(OrderRow order, List<CreditNote> earlier) {
        this.order = order;
        int rates = order.taxLines().size();
        gross = new long[rates + 1];
        before = new long[rates + 1];
        now = new long[rates + 1];
        gross[rates] = minor(order.total());
        for (int i = 0; i < rates; i++) {
            gross[i] = gross(order.taxLines().get(i));
            gross[rates] -= gross[i];
        }
        for (CreditNote note : earlier) {
            before[rates] += minor(note.total());
            for (TaxLine tax : note.taxLines()) {
                int rate = rate(tax.percent());
                before[rate] += gross(tax);
                before[rates] -= gross(tax);
            }
        }
    }

    /** How much of the order is not credited yet. */
    long left() {
        return Arrays.stream(gross).sum()
                - Arrays.stream(before).sum()
                - Arrays.stream(now).sum();
    }

    /** Credits all that is left. */
    void rest() {
        System.arraycopy(leftByRate(), 0, now, 0, now.length);
    }

    /** Credits a line, at most what is left of the order; empty if that is nothing. */
    Optional<CreditNote.Line> credit(CreditNote.Line line) {
        long amount = Math.min(minor(line.amount()), left());
        if (amount <= 0) {
            return Optional.empty();
        }
        spread(amount, weights(line));
        Money credited = Money.ofMinor(line.amount().getCurrencyUnit(), amount);
        return Optional.of(new CreditNote.Line(line.about(), line.lineId(), line.units(), credited));
    }

    /** The tax in what was credited now, by rate. */
    List<TaxLine> taxes() {
        List<TaxLine> taxes = new ArrayList<>();
        for (int i = 0; i < order.taxLines().size(); i++) {
            TaxLine of = order.taxLines().get(i);
            if (now[i] != 0) {
                long tax = upTo(of, before[i] + now[i]) - upTo(of, before[i]);
                taxes.add(new TaxLine(
                        of.name(),
                        of.percent(),
                        Money.ofMinor(of.tax().getCurrencyUnit(), now[i] - tax),
                        Money.ofMinor(of.tax().getCurrencyUnit(), tax)));
            }
        }
        return taxes;
    }

    private static long upTo(TaxLine rate, long credited) {
        return new BigDecimal(BigInteger.valueOf(minor(rate.tax())).multiply(BigInteger.valueOf(credited)))
                .divide(BigDecimal.valueOf(gross(rate)), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** First by what the line was taxed at, then wherever something is left. */
    private void spread(long amount, long[] weights) {
        long rest = amount - take(amount, weights);
        take(rest, leftByRate());
    }

    /** Takes an amount of what is left, in proportion to weights; how much was taken. */
    private long take(long amount, long[] weights) {
        long all = Arrays.stream(weights).sum();
        if (all <= 0 || amount == 0) {
            return 0;
        }
        long done = 0;
        long seen = 0;
        for (int i = 0; i < weights.length; i++) {
            long until = seen + weights[i];
            long share = part(amount, until, all) - part(amount, seen, all);
            long taken = Math.min(share, gross[i] - before[i] - now[i]);
            now[i] += taken;
            done += taken;
            seen = until;
        }
        return done;
    }

    private static long part(long amount, long weight, long all) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(weight))
                .divide(BigInteger.valueOf(all))
                .longValueExact();
    }

    private long[] leftByRate() {
        long[] left = new long[gross.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = gross[i] - before[i] - now[i];
        }
        return left;
    }

    private long[] weights(CreditNote.Line line) {
        return switch (line.about()) {
            case LINE -> line.lineId().flatMap(order::line).map(this::only).orElseGet(this::leftByRate);
            case DELIVERY -> delivery();
            case REDUCTION -> leftByRate();
        };
    }

    private long[] only(OrderLine line) {
        long[] weights = new long[gross.length];
        weights[rate(line)] = 1;
        return weights;
    }

    /** What is at each rate besides the lines. */
    private long[] delivery() {
        long[] rest = gross.clone();
        for (OrderLine line : order.lines()) {
            rest[rate(line)] -= minor(line.paid());
        }
        return Arrays.stream(rest).map(it -> Math.max(0, it)).toArray();
    }

    /** The rate that comes nearest to what the line's tax is of it; a line keeps the sum, not the rate. */
    private int rate(OrderLine line) {
        Money net = line.paid().minus(line.tax());
        BigDecimal share = net.isZero()
                ? BigDecimal.ZERO
                : line.tax().getAmount().movePointRight(2).divide(net.getAmount(), 4, RoundingMode.HALF_UP);
        int nearest = order.taxLines().size(); // what carries no tax
        BigDecimal least = nearest == 0 ? BigDecimal.ZERO : share.abs();
        for (int i = 0; i < order.taxLines().size(); i++) {
            BigDecimal far = order.taxLines().get(i).percent().subtract(share).abs();
            if (far.compareTo(least) <= 0) {
                nearest = i;
                least = far;
            }
        }
        return nearest;
    }

    private int rate(BigDecimal percent) {
        for (int i = 0; i < order.taxLines().size(); i++) {
            if (order.taxLines().get(i).percent().compareTo(percent) == 0) {
                return i;
            }
        }
        throw new IllegalStateException("order " + order.id() + " has no rate " + percent);
    }

    private static long gross(TaxLine it) {
        return minor(it.base().plus(it.tax()));
    }

    private static long minor(Money money) {
        return money.getAmountMinorLong();
    }
}
