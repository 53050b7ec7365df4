package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a shopper is told about the stock of an article. How much there is exactly stays the shop's own business until
 * it is nearly gone.
 *
 * @param left how many are left, only with {@link Status#LOW}
 * @param from when goods that are not in yet will be released, if a date is known
 */
public record StockLine(Sku sku, Status status, OptionalInt left, Optional<Instant> from) {
    /** The number is told from here down. */
    public static final int LOW_AT = 5;

    /** What can be done about it. */
    public enum Status {
        /** More than {@link #LOW_AT} are free. */
        IN_STOCK,
        /** {@link #LOW_AT} or fewer are free. */
        LOW,
        /** None is in, but it may be ordered ahead of its release. */
        PREORDER,
        /** None is in, but it may be ordered and comes later. */
        BACKORDER,
        /** It cannot be ordered. */
        SOLD_OUT
    }

    static StockLine of(Sku sku, Availability free, Optional<Instant> preorderFrom, Optional<Instant> backorderFrom) {
        if (free.onHandFree() > LOW_AT) {
            return new StockLine(sku, Status.IN_STOCK, OptionalInt.empty(), Optional.empty());
        }
        if (free.onHandFree() > 0) {
            return new StockLine(sku, Status.LOW, OptionalInt.of(free.onHandFree()), Optional.empty());
        }
        if (free.preorderFree() > 0) {
            return new StockLine(sku, Status.PREORDER, OptionalInt.empty(), preorderFrom);
        }
        if (free.backorderFree() > 0) {
            return new StockLine(sku, Status.BACKORDER, OptionalInt.empty(), backorderFrom);
        }
        return new StockLine(sku, Status.SOLD_OUT, OptionalInt.empty(), Optional.empty());
    }

    /** True unless it cannot be ordered. */
    public boolean orderable() {
        return status != Status.SOLD_OUT;
    }
}
