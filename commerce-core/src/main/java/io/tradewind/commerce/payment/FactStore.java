package io.tradewind.commerce.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** SQL that reads what happened to money. */
@Singleton
final class FactStore {
    private static final String OF_CHECKOUT = """
            select f.payment_id, f.operation_id, f.account, f.kind, f.amount, f.currency, f.provider_ref, f.noted_at,
              f.actor
            from commerce.payment p
            join commerce.payment_fact f on f.store_id = p.store_id and f.payment_id = p.id
            where p.store_id = :store and p.checkout_id = :checkout
            order by f.noted_at, f.id
            """;

    @Inject
    FactStore() {}

    /** Facts of all payments of a checkout, oldest first. */
    List<MoneyFact> of(Handle handle, int store, UUID checkout) {
        return handle.createQuery(OF_CHECKOUT)
                .bind("store", store)
                .bind("checkout", checkout)
                .map((rs, context) -> new MoneyFact(
                        rs.getObject("payment_id", UUID.class),
                        Optional.ofNullable(rs.getObject("operation_id", UUID.class)),
                        rs.getString("account"),
                        FactKind.valueOf(rs.getString("kind")),
                        Money.ofMinor(CurrencyUnit.of(rs.getString("currency")), rs.getLong("amount")),
                        rs.getString("provider_ref"),
                        PaymentStore.instant(rs, "noted_at"),
                        rs.getString("actor")))
                .list();
    }
}
