package io.tradewind.commerce.error;

/**
 * Every way a call can fail by a programmer's or the world's doing. The code is stable; message and fix may be
 * reworded. Ranges: 1xxx start and settings, 2xxx database and transactions, 3xxx plugins, 4xxx wrong use of the API,
 * 5xxx moves that the state forbids, 9xxx broken invariants.
 */
public enum ErrorCode {
    BAD_CONFIGURATION(
            "TW-1001",
            "A setting handed to the builder is missing or wrong.",
            "Correct what the message names; start() names everything at once."),
    UNKNOWN_STORE(
            "TW-1002", "The store code was never declared.", "Declare it with Commerce.builder().store(code, …)."),
    STORE_CHANGED(
            "TW-1003",
            "A store exists with another currency than the builder says.",
            "Keep the currency, or declare a new store code; orders keep the currency they were placed in."),
    CLOSED(
            "TW-1004",
            "This Commerce has been closed.",
            "Start a new one, and close it only when no request uses it any more."),
    SCHEMA_NEWER(
            "TW-2001",
            "The database schema is newer than this library.",
            "Upgrade the library, or restore the database that belongs to it."),
    SCHEMA_FOREIGN(
            "TW-2002",
            "The schema holds tables that are not ours and no history of ours.",
            "Give the library a schema of its own with .schema(name)."),
    LOSSY_DATABASE(
            "TW-2003",
            "The database may lose acknowledged commits with these settings.",
            "Let the library open H2 with .embedded(path), or accept the loss with .allowLossy()."),
    MIGRATION_PENDING(
            "TW-2004",
            "The schema is older than this library and migrations are not allowed to run.",
            "Start once with migrations AUTO, or run what Commerce.ddl(dialect, schema) prints."),
    TARGET_FILLED(
            "TW-2005",
            "The database to copy into already holds rows.",
            "Copy into an empty one, or drop its schemas first if nobody needs what they hold."),
    DATABASE(
            "TW-2101",
            "The database refused a statement.",
            "Read the cause; constraint violations here are bugs worth reporting."),
    CONTENTION(
            "TW-2102",
            "The transaction lost against others too often.",
            "Try again; if it persists look for long transactions on the same rows."),
    OUTCOME_UNKNOWN(
            "TW-2103",
            "The connection was lost while committing, so the outcome is not known.",
            "Repeat the call with the same key: what has happened is not done twice."),
    PLUGIN_CALL_IN_TRANSACTION(
            "TW-2104",
            "This call goes out to a plugin and cannot join your transaction.",
            "Make it after your commit, or listen BEFORE_COMMIT and write your row with ours."),
    NESTED_TRANSACTION(
            "TW-2105",
            "A transaction was opened inside another on the same thread.",
            "Use the shop of the running transaction: tx.shop(store, actor) or shop.in(hostTransaction)."),
    GATE_TIMEOUT(
            "TW-2106",
            "Another transaction held the embedded database's writer gate for too long.",
            "Keep transactions short; never wait for a person or a network inside one."),
    HOST_TRANSACTION(
            "TW-2107",
            "The host transaction cannot be joined.",
            "Hand in a HostTransaction whose connection is open, not in auto-commit, and whose completion callback works."),
    UNKNOWN_PLUGIN(
            "TW-3001",
            "No plugin on the class path or in the plugin folders offers this code.",
            "Add the plugin's jar, or correct the code; the message lists what was found."),
    PLUGIN_BROKEN(
            "TW-3002", "A plugin jar could not be loaded.", "Read the cause; replace the jar or take the account out."),
    DUPLICATE_ACCOUNT("TW-3003", "Two plugin accounts have one name.", "Give each account a name of its own."),
    PLUGIN_SETTING("TW-3004", "A plugin setting is missing or wrong.", "Set it where the message says."),
    SPI_VERSION(
            "TW-3005",
            "The plugin was built for another SPI version.",
            "Use the plugin version that fits this library."),
    UNKNOWN_ACCOUNT("TW-3006", "No plugin account has this name.", "Use one of the accounts the message lists."),
    NOT_FOUND(
            "TW-4001",
            "There is no such thing for this actor in this store.",
            "Check the id, the store and who is asking."),
    FORBIDDEN(
            "TW-4002",
            "The actor's role does not allow this.",
            "Let somebody with the permission do it, or extend the role."),
    BAD_ARGUMENT("TW-4003", "A value is missing, malformed or out of bounds.", "Correct the field the message names."),
    CURRENCY_DIFFERS("TW-4004", "An amount is in another currency than the store.", "Use the store's currency."),
    KEY_REUSED(
            "TW-4005",
            "The idempotency key was used before with another request.",
            "Use a new key for a new request; repeat a request only with its own key."),
    CANNOT_MOVE("TW-5001", "The state forbids this move.", "Make one of the moves the message lists."),
    STALE("TW-5002", "It was changed by somebody else meanwhile.", "Read it again and decide anew."),
    ANSWER_REFUSED(
            "TW-5003",
            "orThrow() met a refusal.",
            "Handle the sealed answer instead, or remove the cause the message names."),
    INVARIANT(
            "TW-9001",
            "An invariant is broken.",
            "Do not mend it by SQL; keep the data and report it with the id the message names.");

    private final String code;
    private final String cause;
    private final String fix;

    ErrorCode(String code, String cause, String fix) {
        this.code = code;
        this.cause = cause;
        this.fix = fix;
    }

    /** The stable code, such as {@code TW-4001}. */
    public String code() {
        return code;
    }

    /** Why this happens, in general. */
    public String cause() {
        return cause;
    }

    /** What mends it, in general. */
    public String fix() {
        return fix;
    }
}
