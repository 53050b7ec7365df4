package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** All SQL of second factors. */
final class FactorStore {
    private static final String FIND = "select secret, last_step from console.staff_factor where staff_id = :staff";
    private static final String INSERT = """
            insert into console.staff_factor (staff_id, secret, last_step)
            values (:staff, :secret, :step)
            """;
    private static final String USE = """
            update console.staff_factor
            set last_step = :step
            where staff_id = :staff and last_step < :step
            """;
    private static final String REMOVE = "delete from console.staff_factor where staff_id = :staff";
    private static final String INSERT_CODE = """
            insert into console.staff_recovery (staff_id, code)
            values (:staff, :code)
            """;
    private static final String USE_CODE =
            "delete from console.staff_recovery where staff_id = :staff and code = :code";
    private static final String REMOVE_CODES = "delete from console.staff_recovery where staff_id = :staff";
    private static final String COUNT_CODES = "select count(*) from console.staff_recovery where staff_id = :staff";
    private static final String RULES = "select role from console.staff_factor_rule";
    private static final String REMOVE_RULES = "delete from console.staff_factor_rule";
    private static final String INSERT_RULE = "insert into console.staff_factor_rule (role) values (:role)";

    /** A second factor, and the last step whose code was used. */
    record Factor(String secret, long last) {}

    Optional<Factor> find(Handle handle, UUID staff) {
        return handle.createQuery(FIND)
                .bind("staff", staff)
                .map((row, context) -> new Factor(row.getString("secret"), row.getLong("last_step")))
                .findOne();
    }

    void insert(Handle handle, UUID staff, String secret, long step) {
        remove(handle, staff);
        handle.createUpdate(INSERT)
                .bind("staff", staff)
                .bind("secret", secret)
                .bind("step", step)
                .execute();
    }

    /** True for one caller only. */
    boolean use(Handle handle, UUID staff, long step) {
        return handle.createUpdate(USE).bind("staff", staff).bind("step", step).execute() == 1;
    }

    /** Takes the factor and its recovery codes away; false if there was none. */
    boolean remove(Handle handle, UUID staff) {
        handle.createUpdate(REMOVE_CODES).bind("staff", staff).execute();
        return handle.createUpdate(REMOVE).bind("staff", staff).execute() == 1;
    }

    void insertCodes(Handle handle, UUID staff, Collection<String> hashes) {
        PreparedBatch batch = handle.prepareBatch(INSERT_CODE);
        hashes.forEach(it -> batch.bind("staff", staff).bind("code", it).add());
        batch.execute();
    }

    /** True for one caller only. */
    boolean useCode(Handle handle, UUID staff, String hash) {
        return handle.createUpdate(USE_CODE)
                        .bind("staff", staff)
                        .bind("code", hash)
                        .execute()
                == 1;
    }

    int codes(Handle handle, UUID staff) {
        return handle.createQuery(COUNT_CODES)
                .bind("staff", staff)
                .mapTo(Integer.class)
                .one();
    }

    Set<Role> rules(Handle handle) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        handle.createQuery(RULES).mapTo(String.class).forEach(it -> roles.add(Role.valueOf(it)));
        return roles;
    }

    void rules(Handle handle, Set<Role> roles) {
        handle.createUpdate(REMOVE_RULES).execute();
        roles.forEach(
                it -> handle.createUpdate(INSERT_RULE).bind("role", it.name()).execute());
    }
}
