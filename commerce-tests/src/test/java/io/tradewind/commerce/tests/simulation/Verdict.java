package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.health.InvariantChecker;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.spi.ProviderRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/** Judges what a story led to, by the data, by the providers' own books and by what everybody was told. */
final class Verdict {
    private static final InvariantChecker INVARIANTS = InvariantChecker.ofSchema("commerce");

    /** What must have come to an end once nobody makes trouble any more; what waits for staff has a task. */
    private static final String UNFINISHED = """
            select 'an operation of unknown outcome', o.id, o.kind, o.state
            from commerce.payment_operation o
            where (o.state in ('PREPARED', 'SENDING', 'UNKNOWN')
                or (o.state in ('DECLINED', 'REJECTED', 'ABANDONED') and o.due_at is not null))
              and not exists (select 1 from commerce.task t where t.subject_id = o.id and t.state = 'OPEN')
            union all
            select 'goods held for nobody', r.id, r.sku, r.state
            from commerce.reservation r
            where r.state = 'HELD'
            union all
            select 'money that is owed', b.id, b.kind, b.state
            from commerce.obligation b
            where b.state in ('OPEN', 'ESCALATED') and b.task_id is null
            union all
            select 'a refund under way', r.id, r.reason, r.state
            from commerce.refund r
            where r.state in ('APPROVED', 'RUNNING')
              and not exists (select 1 from commerce.task t where t.root_id = r.order_id and t.state = 'OPEN')
            union all
            select 'a checkout that is being paid', c.id, '', c.state
            from commerce.checkout c
            where c.state = 'PAYING'
              and not exists (select 1 from commerce.task t where t.root_id = c.id and t.state = 'OPEN')
            union all
            select 'a message that is not sent', m.id, m.template, m.state
            from commerce.message m
            where m.state in ('WAITING', 'SENDING')
            union all
            select 'a card that is to be forgotten', i.id, i.provider_ref, i.state
            from commerce.saved_instrument i
            where i.state = 'LEAVING'
            union all
            select 'news nobody read', cast(null as uuid), i.note, i.state
            from commerce.inbox i
            where i.state in ('RECEIVED', 'DEAD')
            union all
            select 'an event nobody heard', d.event_id, d.subscriber, d.state
            from commerce.delivery d
            where d.state in ('WAITING', 'DEAD')
            union all
            select 'a label that is being bought', p.id, p.note, p.state
            from commerce.parcel p
            where p.state = 'BOOKING'
            """;

    /** What an order is worth to the shop, less what it gave back of that. */
    private static final String WORTH = """
            select o.id, o.total - o.reduced - coalesce((
              select sum(s.amount)
              from commerce.refund_share s
              where s.store_id = o.store_id and s.order_id = o.id and s.kind <> 'SURPLUS' and s.state = 'DONE'), 0)
            from commerce.orders o
            where o.lifecycle <> 'CANCELLED'
            """;

    /** What the provider gave back and denied, so that it may have been asked for once more. */
    private static final String DENIED = """
            select o.checkout_id, o.amount
            from commerce.payment_operation o
            join commerce.history h on h.store_id = o.store_id and h.subject_id = o.id
            where o.kind = 'REFUND' and h.to_state = 'APPROVED'
              and h.from_state in ('DECLINED', 'REJECTED', 'NOT_SENT', 'ABANDONED')
            """;

    /** What went back of an order without being granted for anything. */
    private static final String SURPLUS = """
            select s.order_id, sum(s.amount)
            from commerce.refund_share s
            where s.kind = 'SURPLUS' and s.state = 'DONE'
            group by s.order_id
            """;

    /** What must be there once. */
    private static final String TWICE = """
            select 'news kept twice', account, event_key
            from commerce.inbox
            group by account, event_key
            having count(*) > 1
            union all
            select 'a message written twice', template, fact
            from commerce.message
            group by store_id, about_id, template, fact, channel
            having count(*) > 1
            """;

    private final Play play;

    Verdict(Play play) {
        this.play = play;
    }

    List<String> unfinished() {
        return Rows.texts(play.stage, UNFINISHED);
    }

    /** What must hold at every moment. */
    void whileRunning() {
        try (Connection connection = play.stage.connection()) {
            List<Violation> violations = INVARIANTS.check(connection, play.clock.instant()).stream()
                    .filter(it -> !isLate(it))
                    .toList();
            if (!violations.isEmpty()) {
                throw new Broken("broken invariants " + violations);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        for (Entry entry : play.book.entries()) {
            if (entry.operation().filter(it -> play.book.effects(it) > 1).isPresent()) {
                throw new Broken("the provider did twice what was asked once: " + entry);
            }
        }
        play.carrierBook.shipments().forEach(it -> {
            if (play.carrierBook.effects(it.operation()) > 1) {
                throw new Broken("the carrier did twice what was asked once: " + it);
            }
        });
    }

    /** Rules about what jobs must have done by now; a story may not have run any. */
    private static boolean isLate(Violation violation) {
        return List.of("INV-STOCK-5", "INV-EVENT-3", "INV-EVENT-4", "INV-MONEY-12", "INV-MSG-1")
                .contains(violation.id());
    }

    /** What must hold at the end, when everybody had time to do their part. */
    void atTheEnd() {
        whileRunning();
        List<String> unfinished = unfinished();
        if (!unfinished.isEmpty()) {
            throw new Broken("left undone: " + unfinished);
        }
        List<String> twice = Rows.texts(play.stage, TWICE);
        if (!twice.isEmpty()) {
            throw new Broken("there twice: " + twice);
        }
        money();
        for (Shopper shopper : play.shoppers) {
            told(shopper);
        }
        codes();
        launch();
        messages();
        cards();
        Rows.texts(play.stage, Rare.SEEN).forEach(it -> play.tally.met(Rare.valueOf(it)));
        Rows.texts(
                        play.stage,
                        "select distinct machine || ': ' || from_state || ' -> ' || to_state from commerce.history")
                .forEach(play.tally::situation);
    }

    /** Every cent that the provider holds is owed to the shop, and no more. */
    private void money() {
        Map<UUID, Money> kept = new LinkedHashMap<>();
        Map<UUID, Money> byHand = new LinkedHashMap<>();
        for (ProviderRef payment : play.book.payments()) {
            UUID order = UUID.fromString(reference(payment));
            kept.merge(order, kept(payment), Money::plus);
            byHand.merge(order, byHand(payment, order), Money::plus);
        }
        List<String> open = Rows.texts(play.stage, "select root_id from commerce.task where state = 'OPEN'");
        Map<UUID, Long> worth = new LinkedHashMap<>();
        for (String row : Rows.texts(play.stage, WORTH)) {
            worth.put(UUID.fromString(row.split(" ")[0]), Long.valueOf(row.split(" ")[1]));
        }
        add(DENIED, byHand);
        // what staff gave up had been taken already, and so it was paid back
        Map<UUID, Money> givenUp = new LinkedHashMap<>(byHand);
        givenUp.keySet().retainAll(play.released);
        add(SURPLUS, givenUp);
        byHand.putAll(givenUp);
        kept.forEach((id, money) -> {
            Money most = Money.ofMinor(money.getCurrencyUnit(), worth.getOrDefault(id, 0L));
            // what somebody gave back or gave up by hand, the shop need not have given back as well
            Money least = most.minus(byHand.getOrDefault(id, Money.zero(money.getCurrencyUnit())));
            boolean owed = !money.isGreaterThan(most) && !money.isLessThan(least);
            if (!owed && !open.contains(id.toString())) {
                throw new Broken("the provider holds " + money + " for " + id + ", owed is " + most
                        + (most.equals(least) ? "" : " or down to " + least) + "; order "
                        + play.staff().orders().find(new OrderId(id)));
            }
        });
    }

    private void add(String sums, Map<UUID, Money> to) {
        for (String row : Rows.texts(play.stage, sums)) {
            String[] sum = row.split(" ");
            to.computeIfPresent(UUID.fromString(sum[0]), (id, money) -> money.plusMinor(Long.parseLong(sum[1])));
        }
    }

    private Money kept(ProviderRef payment) {
        Money authorized = play.book.authorized(payment);
        return authorized.isZero() // given up before there was anything
                ? authorized
                : authorized
                        .minus(play.book.cancelled(payment))
                        .minus(play.book.refunded(payment))
                        .minus(lost(payment));
    }

    private Money lost(ProviderRef payment) {
        List<Dispute> stages = play.disputes.getOrDefault(payment, List.of());
        return stages.isEmpty() ? Money.zero(play.book.charged(payment).getCurrencyUnit()) : Dispute.lost(stages);
    }

    /** What the provider, a bank or staff took from it without the shop asking. */
    private Money byHand(ProviderRef payment, UUID order) {
        Money money = play.book.entries().stream()
                .filter(it -> it.payment().equals(payment) && it.operation().isEmpty())
                .filter(it -> it.state() == SandboxBook.State.APPROVED)
                .map(Entry::amount)
                .reduce(lost(payment), Money::plus);
        return play.released.contains(order) ? money.plus(play.book.cancelled(payment)) : money;
    }

    private String reference(ProviderRef payment) {
        return play.book.entries().stream()
                .filter(it -> it.payment().equals(payment))
                .findFirst()
                .orElseThrow()
                .reference();
    }

    private void told(Shopper shopper) {
        shopper.told.forEach((id, total) -> {
            Order order = play.shop(shopper)
                    .orders()
                    .find(id)
                    .orElseThrow(() -> new Broken("lost: order " + id + " of " + shopper.name));
            if (!order.total().equals(total)) {
                throw new Broken("order " + order.number() + " is now " + order.total() + ", told was " + total);
            }
        });
        int orders =
                play.shop(shopper).orders().list(OrderQuery.newest()).orders().size();
        if (orders > shopper.keys.size()) {
            throw new Broken(orders + " orders for " + shopper.keys.size() + " wishes of " + shopper.name);
        }
    }

    private void codes() {
        int once = Rows.texts(
                        play.stage, "select id from commerce.orders where code = 'ONCE' and lifecycle <> 'CANCELLED'")
                .size();
        if (once > 1) {
            throw new Broken("a code for one use was used " + once + " times");
        }
    }

    private void launch() {
        int sold = Rows.texts(play.stage, """
                        select l.id
                        from commerce.order_line l
                        join commerce.orders o on o.store_id = l.store_id and o.id = l.order_id
                        where l.sku = 'LAMP' and o.lifecycle <> 'CANCELLED'
                        """).size();
        if (sold > Stage.LAUNCH_QUOTA) {
            throw new Broken("a launch of " + Stage.LAUNCH_QUOTA + " units sold " + sold);
        }
    }

    /** Nobody gets a message twice, and whoever was written to has got it. */
    private void messages() {
        for (String row : Rows.texts(play.stage, "select id, state, template from commerce.message")) {
            String[] words = row.split(" ");
            int received = play.house.messages.received(UUID.fromString(words[0]));
            boolean right = switch (words[1]) {
                case "SENT" -> received == 1;
                case "UNKNOWN" -> received <= 1;
                default -> received == 0;
            };
            if (!right) {
                throw new Broken(
                        "message " + words[2] + " is " + words[1] + " and was received " + received + " times");
            }
        }
    }

    /** What a buyer removed is gone at the provider too, and what was kept is there. */
    private void cards() {
        for (String row : Rows.texts(play.stage, "select provider_ref, state from commerce.saved_instrument")) {
            String[] words = row.split(" ");
            if (words[1].equals("GONE") != play.house.payments.hasForgotten(new ProviderRef(words[0]))) {
                throw new Broken("card " + words[0] + " is " + words[1] + "; the provider does not say so");
            }
        }
    }
}
