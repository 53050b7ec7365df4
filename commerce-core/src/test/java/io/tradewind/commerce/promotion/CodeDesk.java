package io.tradewind.commerce.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.testing.TestShop;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** A store with codes, and what must hold for them after every story. */
final class CodeDesk implements AutoCloseable {
    private static final List<String> INVARIANTS = List.of("""
            select c.code from commerce.code c
            left join (select store_id, code, count(*) n, sum(amount) a from commerce.code_use
              where state in ('HELD', 'USED') group by store_id, code) u
              on u.store_id = c.store_id and u.code = c.code
            where c.used > c.max_uses or c.spent > c.budget
              or c.used <> coalesce(u.n, 0) or c.spent <> coalesce(u.a, 0)
            """, """
            select code from commerce.code_use where state in ('HELD', 'USED')
            group by store_id, code, checkout_id having count(*) > 1
            """, """
            select c.id from commerce.commission c
            left join (select store_id, commission_id, sum(goods) g, sum(amount) a from commerce.commission_entry
              group by store_id, commission_id) e on e.store_id = c.store_id and e.commission_id = c.id
            where c.base - c.returned <> coalesce(e.g, 0) or c.amount - c.taken_back - c.paid <> coalesce(e.a, 0)
            """, """
            select u.id from commerce.code_use u
            left join commerce.history h on h.store_id = u.store_id and h.subject_id = u.id
              and h.machine = 'code-use' and h.seq = u.version
            where h.to_state is null or h.to_state <> u.state
            """);

    final TestShop shop;
    final CodeUses uses;
    final Commissions commissions;
    final Promotions promotions;

    CodeDesk(TestShop shop) {
        this.shop = shop;
        this.uses = shop.part(CodeUses.class);
        this.commissions = shop.part(Commissions.class);
        this.promotions = shop.staff().promotions();
    }

    CodeAnswer find(Actor actor, String code, String goods) {
        return shop.tx().write("test", handle -> uses.find(handle, shop.scope(actor), code, eur(goods)));
    }

    CodeAnswer recheck(Actor actor, String code, String goods, UUID checkout) {
        return shop.tx().read("test", handle -> uses.recheck(handle, shop.scope(actor), code, eur(goods), checkout));
    }

    Optional<String> why(Actor actor, String code, String goods) {
        return find(actor, code, goods) instanceof CodeAnswer.Refused refused
                ? Optional.of(refused.refusal().code())
                : Optional.empty();
    }

    Optional<Refusal> hold(String code, UUID checkout, String discount, String customer) {
        return shop.tx()
                .write("test", handle -> uses.hold(handle, shop.scope(), code, checkout, eur(discount), customer));
    }

    void use(UUID checkout) {
        shop.tx().write("test", handle -> {
            uses.use(handle, shop.scope(), checkout);
            return true;
        });
    }

    void release(UUID checkout) {
        shop.tx().write("test", handle -> {
            uses.release(handle, shop.scope(), checkout);
            return true;
        });
    }

    void giveBack(UUID checkout) {
        shop.tx().write("test", handle -> {
            uses.giveBack(handle, shop.scope(), checkout);
            return true;
        });
    }

    void accrue(UUID order, String influencer, String net) {
        shop.tx().write("test", handle -> {
            commissions.accrue(handle, shop.scope(), order, influencer, eur(net));
            return true;
        });
    }

    void reverse(UUID order, UUID cause, String net) {
        shop.tx().write("test", handle -> {
            commissions.reverse(handle, shop.scope(), order, cause, eur(net));
            return true;
        });
    }

    Code code(String text) {
        return promotions.find(text).orElseThrow();
    }

    static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    @Override
    public void close() {
        try {
            shop.tx().read("test", handle -> {
                INVARIANTS.forEach(
                        query -> assertThat(handle.createQuery(query).mapToMap().list())
                                .as(query)
                                .isEmpty());
                return true;
            });
        } finally {
            shop.close();
        }
    }
}
