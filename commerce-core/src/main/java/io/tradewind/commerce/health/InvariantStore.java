package io.tradewind.commerce.health;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the queries of invariants on a bare connection, so that they work on a restored copy too. */
final class InvariantStore {
    private static final Pattern PARAMETER = Pattern.compile(":(now|swept)\\b");
    private static final int ROWS = 20;

    private final String schema;

    InvariantStore(String schema) {
        this.schema = schema;
    }

    /** What breaks the rule, at most 20 rows. */
    List<String> breaking(Connection connection, Invariant invariant, Instant now, Instant swept) {
        String sql = invariant.sql().replace("commerce.", schema + ".");
        try (PreparedStatement query =
                connection.prepareStatement(PARAMETER.matcher(sql).replaceAll("?"))) {
            query.setMaxRows(ROWS);
            Matcher parameters = PARAMETER.matcher(sql);
            for (int i = 1; parameters.find(); i++) {
                Instant moment = parameters.group(1).equals("now") ? now : swept;
                query.setObject(i, moment.atOffset(ZoneOffset.UTC));
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(String.valueOf(result.getObject(1)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, invariant.id() + " could not be checked.", e);
        }
    }
}
