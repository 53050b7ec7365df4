package io.tradewind.commerce.promotion;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * SQL of code uses. While a use counts, {@code active_key} is its checkout and {@code slot} its number at the customer;
 * both are emptied when it counts no more.
 */
@Singleton
final class CodeUseStore {
    private static final String OF_CHECKOUT = """
            select id, code, checkout_id, customer_key, amount, state, version
            from commerce.code_use
            where store_id = :store and checkout_id = :checkout and state = :state
            order by id
            for update
            """;

    private static final String HOLDS = """
            select id
            from commerce.code_use
            where store_id = :store and checkout_id = :checkout and state = 'HELD' and code = :code
            """;

    private static final String SLOTS = """
            select slot
            from commerce.code_use
            where store_id = :store and code = :code and customer_key = :customer and slot is not null and id <> :except
            """;

    private static final String INSERT = """
            insert into commerce.code_use
              (store_id, id, code, checkout_id, customer_key, slot, amount, state, active_key, version, created_at)
            values
              (:store, :id, :code, :checkout, :customer, :slot, :amount, 'HELD', :checkout, 1, :now)
            """;

    private static final String CONFIRM = """
            update commerce.code_use
            set state = :to, version = version + 1
            where store_id = :store and id = :id and state = :from
            """;

    private static final String END = """
            update commerce.code_use
            set state = :to, version = version + 1, active_key = null, slot = null
            where store_id = :store and id = :id and state = :from
            """;

    @Inject
    CodeUseStore() {}

    /** The checkout's use in that state, locked. A checkout has one code. */
    Optional<CodeUse> find(Handle handle, int store, UUID checkout, CodeUseState state) {
        return handle.createQuery(OF_CHECKOUT)
                .bind("store", store)
                .bind("checkout", checkout)
                .bind("state", state.name())
                .map((rs, context) -> new CodeUse(
                        rs.getObject("id", UUID.class),
                        rs.getString("code"),
                        rs.getObject("checkout_id", UUID.class),
                        rs.getString("customer_key"),
                        rs.getLong("amount"),
                        CodeUseState.valueOf(rs.getString("state")),
                        rs.getInt("version")))
                .findFirst();
    }

    /** Whether the checkout holds a use of that code now; nothing is locked. */
    boolean holds(Handle handle, int store, UUID checkout, String code) {
        return handle.createQuery(HOLDS)
                .bind("store", store)
                .bind("checkout", checkout)
                .bind("code", code)
                .mapTo(UUID.class)
                .findFirst()
                .isPresent();
    }

    /**
     * The customer's slots of that code that others than {@code except} take; stable only while the code's row is locked.
     */
    Set<Integer> slots(Handle handle, int store, CodeUse use, Optional<CodeUse> except) {
        return handle.createQuery(SLOTS)
                .bind("store", store)
                .bind("code", use.code())
                .bind("customer", use.customerKey())
                .bind("except", except.orElse(use).id())
                .mapTo(Integer.class)
                .set();
    }

    void insert(Handle handle, int store, CodeUse use, Optional<Integer> slot, Instant now) {
        handle.createUpdate(INSERT)
                .bind("store", store)
                .bind("id", use.id())
                .bind("code", use.code())
                .bind("checkout", use.checkoutId())
                .bind("customer", use.customerKey())
                .bindByType("slot", slot.orElse(null), Integer.class)
                .bind("amount", use.amount())
                .bind("now", now)
                .execute();
    }

    /** Moves a use that is locked; false if it is not in that state any more. */
    boolean move(Handle handle, int store, CodeUse use, CodeUseState to) {
        return handle.createUpdate(to == CodeUseState.USED ? CONFIRM : END)
                        .bind("store", store)
                        .bind("id", use.id())
                        .bind("from", use.state().name())
                        .bind("to", to.name())
                        .execute()
                == 1;
    }
}
