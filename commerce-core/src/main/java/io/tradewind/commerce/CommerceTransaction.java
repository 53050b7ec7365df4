package io.tradewind.commerce;

import io.tradewind.commerce.access.Actor;
import java.sql.Connection;

/** A transaction of the library in which the host may write rows of its own. Used by one thread. */
public interface CommerceTransaction {
    /** The open connection, of the same database; do not commit, roll back or close it. */
    Connection connection();

    /** A shop whose calls take part in this transaction; of no use once the block has ended. */
    Shop shop(String store, Actor actor);
}
