package io.tradewind.commerce.event;

import io.tradewind.commerce.spi.Internal;
import java.util.List;

/** The event sinks among the plugin accounts. */
@Internal
public interface Sinks {
    /** Every configured sink; the same ones at each call. */
    List<Sink> all();
}
