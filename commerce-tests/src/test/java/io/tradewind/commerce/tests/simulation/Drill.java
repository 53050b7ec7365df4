package io.tradewind.commerce.tests.simulation;

/**
 * A short story with a known end.
 *
 * @param expected what everybody hears, step by step; empty if only nothing must go wrong
 */
record Drill(String name, Story story, String expected) {}
