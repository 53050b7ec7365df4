package io.tradewind.commerce.testdb;

/** The databases the library promises to run on; {@code @EnumSource(Engine.class)} runs a test on each. */
public enum Engine {
    H2,
    POSTGRESQL
}
