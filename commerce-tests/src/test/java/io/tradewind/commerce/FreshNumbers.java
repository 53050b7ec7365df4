package io.tradewind.commerce;

import io.tradewind.commerce.order.OrderNumbers;
import java.lang.reflect.Field;
import java.util.Map;

/** The order numbers that a process has set aside. */
public final class FreshNumbers {
    private FreshNumbers() {}

    /** Forgets them, so that the next order is numbered as the first one after a start is. */
    public static void of(Commerce commerce) {
        try {
            Field numbers = OrderNumbers.class.getDeclaredField("free");
            numbers.setAccessible(true);
            ((Map<?, ?>) numbers.get(commerce.part(OrderNumbers.class))).clear();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
