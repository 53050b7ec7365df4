package io.tradewind.commerce.database;

/** What {@code start()} may do to the schema. */
public enum Migrations {
    /** Creates it, or upgrades it to what this library needs. Its user needs the right to create tables. */
    AUTO,
    /** Refuses to start unless the schema is what this library needs; changes nothing. */
    VALIDATE,
    /** Neither looks nor changes anything; somebody else keeps the schema, by {@code Commerce.ddl(…)}. */
    OFF
}
