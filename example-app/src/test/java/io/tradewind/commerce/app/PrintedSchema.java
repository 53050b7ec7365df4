package io.tradewind.commerce.app;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.database.Dialect;
import io.tradewind.commerce.testdb.Preparation;
import io.tradewind.commerce.testdb.TestDatabase;

/** The tables of the library, made by the statements it prints, in every database that tests here are given. */
public final class PrintedSchema implements Preparation {
    @Override
    public void prepare(TestDatabase database) {
        database.execute(Commerce.ddl(Dialect.valueOf(database.engine().name()), "commerce"));
    }
}
