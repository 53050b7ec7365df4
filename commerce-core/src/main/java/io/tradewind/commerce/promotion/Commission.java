package io.tradewind.commerce.promotion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/**
 * What one order earned its influencer, in minor units.
 *
 * @param base net goods it was earned on
 * @param returned of these, what came back; at most {@code base}
 * @param amount earned on {@code base}
 * @param takenBack of this, what was taken back; at most {@code amount}
 * @param paid paid out; may be more than is left when goods come back late
 */
record Commission(
        int storeId,
        UUID id,
        UUID orderId,
        String influencer,
        BigDecimal percent,
        long base,
        long returned,
        long amount,
        long takenBack,
        long paid,
        CommissionState state,
        int version) {
    /** Commission on that many net goods, rounded half up. */
    static long on(long goods, BigDecimal percent) {
        return BigDecimal.valueOf(goods)
                .multiply(percent)
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** What must still be paid out; negative if too much was. */
    long due() {
        return amount - takenBack - paid;
    }

    /**
     * The same after more goods came back. What is left is worked out anew from the goods that stayed, so the parts of a
     * return in parts add up and the last of them leaves nothing.
     */
    Commission after(long netReturned) {
        long back = Math.min(base, Math.addExact(returned, netReturned));
        long left = back == base ? 0 : Math.min(amount, on(base - back, percent));
        CommissionState next = back == base && state != CommissionState.PAID ? CommissionState.REVERSED : state;
        return new Commission(
                storeId,
                id,
                orderId,
                influencer,
                percent,
                base,
                back,
                amount,
                Math.max(takenBack, amount - left),
                paid,
                next,
                version + 1);
    }

    /** The same when everything due is paid out, or settled against what is. */
    Commission settled() {
        return new Commission(
                storeId,
                id,
                orderId,
                influencer,
                percent,
                base,
                returned,
                amount,
                takenBack,
                amount - takenBack,
                CommissionState.PAID,
                version + 1);
    }

    /** The same in that state. */
    Commission in(CommissionState next) {
        return new Commission(
                storeId, id, orderId, influencer, percent, base, returned, amount, takenBack, paid, next, version + 1);
    }
}
