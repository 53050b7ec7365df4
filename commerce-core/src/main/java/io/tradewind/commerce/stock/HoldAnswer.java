package io.tradewind.commerce.stock;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Internal;
import java.util.List;
import java.util.stream.Collectors;

/** Whether everything a checkout wants could be held. */
@Internal
public sealed interface HoldAnswer {
    /** All of it is held. */
    record Held() implements HoldAnswer {}

    /**
     * Some of it is not there; nothing has changed.
     *
     * @param shortages the articles at fault, sorted by SKU; never empty
     */
    record Short(List<Shortage> shortages) implements HoldAnswer {
        /** Copies the list. */
        public Short {
            shortages = List.copyOf(shortages);
        }

        /** What a customer reads. */
        public Refusal refusal() {
            return Refusal.of(
                    "sold-out",
                    shortages.stream()
                            .map(it -> it.available() == 0
                                    ? it.sku().value() + " is sold out"
                                    : "only " + it.available() + " of "
                                            + it.sku().value() + " are left, you want " + it.wanted())
                            .collect(Collectors.joining("; ", "", ".")));
        }
    }

    /** Does nothing if all is held. */
    default void orThrow() {
        if (this instanceof Short missing) {
            throw missing.refusal().asException();
        }
    }
}
