package io.tradewind.commerce.benchmarks;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Something that places orders: the library, or statements written by hand. Safe for many threads. */
interface Contender extends AutoCloseable {
    /** Makes that many orders ready, up to the last click. */
    void prepare(int orders) throws SQLException;

    /** Places one that is ready; false if none is left. */
    boolean place() throws SQLException;

    /** The database it writes to. */
    DataSource dataSource();

    @Override
    void close();
}
