package io.tradewind.commerce.promotion;

import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.pricing.Benefit;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** SQL of codes and of wrong guesses. No limit is the largest number there is. */
@Singleton
final class CodeStore {
    private static final String COLUMNS = """
            c.label, c.percent, c.fixed, c.minimum, c.valid_from, c.valid_until, c.used, c.max_uses, c.spent,
              c.budget, c.per_customer, c.influencer, c.active, i.customer_id
            """;

    private static final String FIND = "select " + COLUMNS + """
            from commerce.code c
            left join commerce.influencer i on i.store_id = c.store_id and i.handle = c.influencer
            where c.store_id = :store and c.code = :code
            """;

    private static final String LIST = "select " + COLUMNS + """
            from commerce.code c
            left join commerce.influencer i on i.store_id = c.store_id and i.handle = c.influencer
            where c.store_id = :store
            order by c.code
            """;

    private static final String LOOK_UP = "select " + COLUMNS + """
              , (select max(g.misses) from commerce.code_guess g
                 where g.store_id = s.id and g.owner_key = :owner and g.guessed_at = :hour) as misses
            from commerce.store s
            left join commerce.code c on c.store_id = s.id and c.code = :code
            left join commerce.influencer i on i.store_id = c.store_id and i.handle = c.influencer
            where s.id = :store
            """;

    private static final String INSERT = """
            insert into commerce.code
              (store_id, code, label, percent, fixed, minimum, valid_from, valid_until, used, max_uses, spent, budget,
               per_customer, influencer, active, created_at)
            values
              (:store, :code, :label, :percent, :fixed, :minimum, :from, :until, 0, :max, 0, :budget,
               :per, :influencer, true, :now)
            """;

    private static final String END = """
            update commerce.code
            set active = false
            where store_id = :store and code = :code
            """;

    private static final String TAKE = """
            update commerce.code
            set used = used + 1, spent = spent + :amount
            where store_id = :store and code = :code and active = true
              and (valid_from is null or valid_from <= :now) and (valid_until is null or valid_until > :now)
              and used < max_uses and budget - spent >= :amount
            """;

    private static final String GIVE = """
            update commerce.code
            set used = used - 1, spent = spent - :amount
            where store_id = :store and code = :code and used > 0 and spent >= :amount
            """;

    private static final String RESTORE = """
            update commerce.code
            set used = used + 1, spent = spent + :amount
            where store_id = :store and code = :code
            """;

    private static final String MISSED_AGAIN = """
            update commerce.code_guess
            set misses = misses + 1
            where store_id = :store and owner_key = :owner and guessed_at = :hour
            """;

    private static final String MISSED = """
            insert into commerce.code_guess
              (store_id, owner_key, guessed_at, misses)
            values
              (:store, :owner, :hour, 1)
            """;

    private static final String FORGET = """
            delete from commerce.code_guess
            where guessed_at < :before
            """;

    @Inject
    CodeStore() {}

    /** What is known of a code somebody typed, and how often that person has missed in this hour. */
    record LookUp(Optional<CodeRow> row, int misses) {}

    LookUp lookUp(Handle handle, Scope scope, String folded, String owner, Instant hour) {
        return handle.createQuery(LOOK_UP)
                .bind("store", scope.storeId())
                .bind("code", folded)
                .bind("owner", owner)
                .bind("hour", hour)
                .map((rs, context) -> new LookUp(
                        rs.getString("label") == null ? Optional.empty() : Optional.of(row(rs, scope)),
                        rs.getInt("misses")))
                .one();
    }

    Optional<CodeRow> find(Handle handle, Scope scope, String folded) {
        return handle.createQuery(FIND)
                .bind("store", scope.storeId())
                .bind("code", folded)
                .map((rs, context) -> row(rs, scope))
                .findOne();
    }

    List<Code> list(Handle handle, Scope scope) {
        return handle.createQuery(LIST)
                .bind("store", scope.storeId())
                .map((rs, context) -> row(rs, scope).code())
                .list();
    }

    /** False if there is one that reads the same. */
    boolean insert(Handle handle, Scope scope, NewCode code, Instant now) {
        Benefit benefit = code.benefit();
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(INSERT)
                        .bind("store", scope.storeId())
                        .bind("code", CodeText.fold(code.code()))
                        .bind("label", code.code())
                        .bindByType(
                                "percent",
                                benefit instanceof Benefit.Percent percent ? percent.percent() : null,
                                BigDecimal.class)
                        .bindByType(
                                "fixed",
                                benefit instanceof Benefit.Fixed fixed
                                        ? Long.valueOf(scope.minor(fixed.amount()))
                                        : null,
                                Long.class)
                        .bindByType("minimum", code.minimum().map(scope::minor).orElse(null), Long.class)
                        .bindByType("from", code.from().orElse(null), Instant.class)
                        .bindByType("until", code.until().orElse(null), Instant.class)
                        .bind("max", code.maxUses().orElse(Integer.MAX_VALUE))
                        .bind("budget", code.budget().map(scope::minor).orElse(Long.MAX_VALUE))
                        .bindByType(
                                "per",
                                code.perCustomer().isPresent()
                                        ? Integer.valueOf(code.perCustomer().getAsInt())
                                        : null,
                                Integer.class)
                        .bind("influencer", code.influencer().orElse(null))
                        .bind("now", now)
                        .execute());
    }

    boolean end(Handle handle, int store, String folded) {
        return handle.createUpdate(END)
                        .bind("store", store)
                        .bind("code", folded)
                        .execute()
                == 1;
    }

    /** Counts one use and its discount; false if a limit, the time or staff forbid it. */
    boolean take(Handle handle, int store, String folded, long amount, Instant now) {
        return handle.createUpdate(TAKE)
                        .bind("store", store)
                        .bind("code", folded)
                        .bind("amount", amount)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Takes one use and its discount off the count. */
    boolean give(Handle handle, int store, String folded, long amount) {
        return counted(handle, GIVE, store, folded, amount);
    }

    /** Counts again what was given a moment ago in this transaction. */
    boolean restore(Handle handle, int store, String folded, long amount) {
        return counted(handle, RESTORE, store, folded, amount);
    }

    private static boolean counted(Handle handle, String sql, int store, String folded, long amount) {
        return handle.createUpdate(sql)
                        .bind("store", store)
                        .bind("code", folded)
                        .bind("amount", amount)
                        .execute()
                == 1;
    }

    void miss(Handle handle, int store, String owner, Instant hour) {
        if (!missed(handle, MISSED_AGAIN, store, owner, hour)
                && !FirstRow.insert(handle, () -> missed(handle, MISSED, store, owner, hour))) {
            missed(handle, MISSED_AGAIN, store, owner, hour);
        }
    }

    private static boolean missed(Handle handle, String sql, int store, String owner, Instant hour) {
        return handle.createUpdate(sql)
                        .bind("store", store)
                        .bind("owner", owner)
                        .bind("hour", hour)
                        .execute()
                == 1;
    }

    /** Forgets the guesses of all stores before that; how many rows. */
    int forget(Handle handle, Instant before) {
        return handle.createUpdate(FORGET).bind("before", before).execute();
    }

    private static CodeRow row(ResultSet rs, Scope scope) throws SQLException {
        BigDecimal percent = rs.getBigDecimal("percent");
        Benefit benefit = percent != null
                ? new Benefit.Percent(trimmed(percent))
                : new Benefit.Fixed(scope.money(rs.getLong("fixed")));
        int max = rs.getInt("max_uses");
        long budget = rs.getLong("budget");
        int per = rs.getInt("per_customer");
        NewCode terms = new NewCode(
                rs.getString("label"),
                benefit,
                amount(scope, rs.getObject("minimum", Long.class)),
                instant(rs, "valid_from"),
                instant(rs, "valid_until"),
                max == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(max),
                per == 0 ? OptionalInt.empty() : OptionalInt.of(per),
                budget == Long.MAX_VALUE ? Optional.empty() : Optional.of(scope.money(budget)),
                Optional.ofNullable(rs.getString("influencer")));
        return new CodeRow(
                new Code(terms, rs.getInt("used"), scope.money(rs.getLong("spent")), rs.getBoolean("active")),
                Optional.ofNullable(rs.getString("customer_id")));
    }

    /** {@code 10}, not {@code 10.0000} as the column keeps it. */
    static BigDecimal trimmed(BigDecimal percent) {
        BigDecimal plain = percent.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static Optional<Money> amount(Scope scope, @Nullable Long minor) {
        return Optional.ofNullable(minor).map(scope::money);
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
