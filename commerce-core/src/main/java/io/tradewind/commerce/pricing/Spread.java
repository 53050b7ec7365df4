package io.tradewind.commerce.pricing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Shares an amount out by weight so that the shares add up to it exactly.
 *
 * <p>Each share is the ideal one rounded towards zero; the units left over go, one each, to the largest remainders
 * (largest remainder method). So a share differs from the ideal by less than one unit, and a weight of zero gets
 * nothing. Among equal remainders the first comes first: callers sort by something lasting, such as the line's id, and
 * then the outcome does not depend on the order in which lines happen to stand.
 */
public final class Spread {
    private Spread() {}

    /**
     * Shares of the amount, which may be negative, in the order of the weights. If all weights are zero they count as
     * equal. Without weights the amount must be zero.
     *
     * @param amount minor units
     * @param weights none negative
     */
    public static long[] over(long amount, long[] weights) {
        if (Arrays.stream(weights).anyMatch(it -> it < 0)) {
            throw new IllegalArgumentException("a weight is negative: " + Arrays.toString(weights));
        }
        if (weights.length == 0) {
            if (amount != 0) {
                throw new IllegalArgumentException("nothing to spread " + amount + " over");
            }
            return new long[0];
        }
        BigInteger sum = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            long[] equal = new long[weights.length];
            Arrays.fill(equal, 1);
            return over(amount, equal);
        }
        return shares(amount, weights, sum);
    }

    private static long[] shares(long amount, long[] weights, BigInteger sum) {
        long[] shares = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        BigInteger size = BigInteger.valueOf(amount).abs();
        BigInteger left = size;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] parts = size.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
            shares[i] = parts[0].longValue();
            remainders[i] = parts[1];
            left = left.subtract(parts[0]);
        }
        int[] byRemainder = left.signum() == 0 ? new int[0] : byRemainder(remainders);
        for (int i = 0; i < left.intValueExact(); i++) {
            shares[byRemainder[i]]++;
        }
        if (amount < 0) {
            Arrays.setAll(shares, i -> -shares[i]);
        }
        return shares;
    }

    /** Places of the remainders, the largest first. */
    private static int[] byRemainder(BigInteger[] remainders) {
        return IntStream.range(0, remainders.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed()) // stable: first comes first
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
