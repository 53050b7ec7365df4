package io.tradewind.commerce.internal.wiring;

import io.tradewind.commerce.event.Events;
import io.tradewind.commerce.store.Scope;

/** Makes front doors bound to a scope; one method per front door, implemented by Guice. */
public interface Doors {
    Events events(Scope scope);
}
