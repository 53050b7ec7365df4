package io.tradewind.commerce.internal.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** A statement with its values, to be sent as a part of a longer text. */
record Bound(StatementContext context, String sql, List<String> names) {
    static Bound of(SqlStatement<?> statement) {
        StatementContext context = statement.getContext();
        SqlStatements settings = context.getConfig(SqlStatements.class);
        ParsedSql parsed = settings.getSqlParser()
                .parse(settings.getTemplateEngine().render(context.getRawSql(), context), context);
        return new Bound(context, parsed.getSql(), parsed.getParameters().getParameterNames());
    }

    /** Sets its values from that place on; the place after them. */
    @SuppressWarnings("removal") // nothing else gives the value that was bound to a name
    int bind(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (String name : names) {
            Argument value = context.getBinding()
                    .findForName(name, context)
                    .orElseThrow(() -> new IllegalArgumentException("no value for " + name + " in " + sql));
            value.apply(place++, statement, context);
        }
        return place;
    }
}
