package io.tradewind.commerce.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.spi.CardNumbers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/** What must not be kept: looks for it in everything that is logged meanwhile, at the finest level, and in a database. */
final class Leaks implements AutoCloseable {
    private static final Pattern PHONE = Pattern.compile("\\+49 ?151\\d{5,}");
    private static final Pattern SECRET = Pattern.compile("sk_[A-Za-z0-9_-]{20,}");

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.tradewind.commerce");
    private final Level level = ours.getLevel();

    private Leaks() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        ours.setLevel(Level.TRACE);
    }

    static Leaks listen() {
        return new Leaks();
    }

    /** Everything that was logged so far. */
    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Lines of the log with something that must not stand in one. */
    List<String> inTheLog() {
        return said().lines()
                .filter(it -> CardNumbers.contains(it)
                        || PHONE.matcher(it).find()
                        || SECRET.matcher(it).find())
                .distinct()
                .limit(10)
                .toList();
    }

    /** Columns of H2 in which a card number lies, with one of the values. */
    static List<String> cardsIn(DataSource database) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String[] column : columns(statement)) {
                String table = "\"" + column[0] + "\".\"" + column[1] + "\"";
                try (ResultSet rows = statement.executeQuery("select \"" + column[2] + "\" from " + table
                        + " where regexp_like(\"" + column[2] + "\", '\\d([ -]?\\d){12}')")) {
                    while (rows.next()) {
                        if (CardNumbers.contains(rows.getString(1))) {
                            found.add(column[1] + "." + column[2] + ": " + rows.getString(1));
                            break;
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** Leaks a card number, to see that it would be noticed. */
    void plant(Commerce commerce) {
        ours.info("paid with 4111 1111 1111 1111");
        commerce.transaction(tx -> {
            try (Statement statement = tx.connection().createStatement()) {
                return statement.executeUpdate("update commerce.orders set email = '4111-1111-1111-1111'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<String[]> columns(Statement statement) throws SQLException {
        List<String[]> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select table_schema, table_name, column_name
                from information_schema.columns
                where data_type in ('CHARACTER VARYING', 'CHARACTER', 'CHARACTER LARGE OBJECT')
                  and table_schema <> 'INFORMATION_SCHEMA'
                """)) {
            while (rows.next()) {
                columns.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3)});
            }
        }
        return columns;
    }

    @Override
    public void close() {
        ours.setLevel(level);
        System.setErr(before);
    }
}
