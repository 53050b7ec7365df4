package io.tradewind.commerce.internal.wiring;

/** Makes front doors bound to a scope; one method per front door, implemented by Guice. */
public interface Doors {}
