package io.tradewind.commerce.health;

/** One rule about the data and the query that finds what breaks it. */
record Invariant(String id, String rule, String sql) {}
