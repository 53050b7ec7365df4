package io.tradewind.commerce.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The texts of the one order in a database, so that a floor writes texts of real length and content. */
record SampleOrder(
        String ownerKey,
        String requestHash,
        String quoteHash,
        String optionId,
        String address,
        String snapshot,
        String shipping,
        String taxLines,
        String personalisation,
        String request,
        Map<String, Entry> entries) {

    /** What the history says of one move. */
    record Entry(String from, String to, String note, String type, String payload, int subscribers) {}

    static SampleOrder read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, Entry> entries = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("select * from commerce.history")) {
                while (rows.next()) {
                    entries.put(
                            key(rows.getString("machine"), rows.getInt("seq")),
                            new Entry(
                                    rows.getString("from_state"),
                                    rows.getString("to_state"),
                                    rows.getString("note"),
                                    rows.getString("type"),
                                    rows.getString("payload"),
                                    rows.getInt("subscribers")));
                }
            }
            String[] checkout =
                    texts(statement, "owner_key, request_hash, quote_hash, option_id, address, snapshot", "checkout");
            String[] order = texts(statement, "shipping, tax_lines", "orders");
            return new SampleOrder(
                    checkout[0],
                    checkout[1],
                    checkout[2],
                    checkout[3],
                    checkout[4],
                    checkout[5],
                    order[0],
                    order[1],
                    texts(statement, "personalisation", "order_line")[0],
                    // An operation's request is emptied when it has ended; while it is open it holds the basket.
                    checkout[5].substring(0, REQUEST_LENGTH),
                    Map.copyOf(entries));
        }
    }

    private static final int REQUEST_LENGTH = 800;

    Entry entry(String machine, int seq) {
        Entry entry = entries.get(key(machine, seq));
        if (entry == null) {
            throw new IllegalStateException(
                    "The library's history has no move " + seq + " of " + machine + " any more.");
        }
        return entry;
    }

    private static String key(String machine, int seq) {
        return machine + "#" + seq;
    }

    private static String[] texts(Statement statement, String columns, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select " + columns + " from commerce." + table)) {
            row.next();
            String[] texts = new String[row.getMetaData().getColumnCount()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = row.getString(i + 1);
            }
            return texts;
        }
    }
}
