package io.tradewind.commerce.testdb;

/**
 * What a module wants in the databases of its tests before they begin, such as its tables. Named in {@code
 * META-INF/services} it is made once per engine and JVM, and {@link BothDatabases} hands out copies, which is much faster
 * than migrating each time.
 */
public interface Preparation {
    /** Fills an empty database. */
    void prepare(TestDatabase database);
}
