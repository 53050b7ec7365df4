package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

/** What staff see of an order's money, and what they decide by it. */
class OrderMoneyTest {
    private static final Money NOTHING = Money.parse("EUR 0.00");

    @BothDatabases
    void every_amount_fact_and_bound_of_an_order_is_read_in_a_fixed_number_of_statements(CountingDataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            UUID mug = UUID.randomUUID();
            UUID flask = UUID.randomUUID();
            desk.limits(
                    Map.of(mug, Money.parse("EUR 70.00"), flask, Money.parse("EUR 25.00")), Money.parse("EUR 5.00"));
            desk.pay(order);
            desk.staff()
                    .refund(order, List.of(RefundShare.line(mug, Money.parse("EUR 30.00"))), "chipped", "m1-" + order)
                    .orThrow();
            OrderMoney[] read = new OrderMoney[1];
            int few = statements(database.during(() -> read[0] = desk.staff().money(order)));
            OrderMoney money = read[0];
            assertThat(money.captured()).isEqualTo(Money.parse("EUR 100.00"));
            assertThat(money.refunding()).isEqualTo(Money.parse("EUR 30.00"));
            assertThat(money.refunded()).isEqualTo(NOTHING);
            assertThat(money.refundable().most()).isEqualTo(Money.parse("EUR 70.00"));
            assertThat(money.refundable().line(mug)).isEqualTo(Money.parse("EUR 40.00"));
            assertThat(money.refundable().line(flask)).isEqualTo(Money.parse("EUR 25.00"));
            assertThat(money.refundable().delivery()).isEqualTo(Money.parse("EUR 5.00"));
            assertThat(money.refundable().line(UUID.randomUUID())).isEqualTo(NOTHING);

            desk.run();
            int more = statements(database.during(() -> read[0] = desk.staff().money(order)));
            assertThat(more).as("statements do not grow with what happened").isEqualTo(few);
            money = read[0];
            assertThat(money.held()).isEqualTo(Money.parse("EUR 70.00"));
            assertThat(money.facts()).extracting(MoneyFact::kind).endsWith(FactKind.CAPTURED, FactKind.REFUNDED);
            assertThat(money.facts()).noneMatch(MoneyFact::outside);
            assertThat(money.facts().get(money.facts().size() - 1).amount()).isEqualTo(Money.parse("EUR 30.00"));
            assertThat(money.facts()).extracting(MoneyFact::actor).doesNotContain("");
            assertThatThrownBy(() ->
                            desk.payments(Actor.staff("max", Role.MERCHANDISER)).money(order))
                    .isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void what_a_part_can_still_give_back_is_exactly_what_a_refund_of_it_is_held_to(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            UUID mug = UUID.randomUUID();
            desk.limits(Map.of(mug, Money.parse("EUR 70.00")), Money.parse("EUR 5.00"));
            desk.pay(order);
            desk.staff()
                    .refund(order, List.of(RefundShare.line(mug, Money.parse("EUR 30.00"))), "chipped", "p1-" + order)
                    .orThrow();
            Money left = desk.staff().money(order).refundable().line(mug);
            assertThat(desk.staff()
                            .refund(order, List.of(RefundShare.line(mug, left.plusMinor(1))), "chipped", "p2-" + order))
                    .isInstanceOf(RefundAnswer.Refused.class);
            desk.staff()
                    .refund(order, List.of(RefundShare.line(mug, left)), "chipped", "p3-" + order)
                    .orThrow();
            assertThat(desk.staff().money(order).refundable().line(mug)).isEqualTo(NOTHING);
            desk.run();
            desk.check();
        }
    }

    @BothDatabases
    void a_declined_capture_is_a_case_that_is_settled_by_taking_the_money_again(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.MANUAL))) {
            UUID order = desk.checkout();
            desk.pay(order);
            assertThat(desk.staff().money(order).takeable()).isEqualTo(Money.parse("EUR 100.00"));
            desk.gateway.next(Mood.DECLINE);
            desk.staff().capture(order);
            desk.run();
            ReviewCase declined = found(desk, order);
            assertThat(declined.task().kind()).isEqualTo(TaskKind.CAPTURE_FAILED);
            assertThat(declined.account()).isEqualTo("card");
            assertThat(declined.operation().orElseThrow().state()).isEqualTo(OperationState.DECLINED);
            assertThat(declined.moves())
                    .containsExactly(ReviewMove.TAKE_NOW, ReviewMove.IT_HAPPENED, ReviewMove.SETTLED);

            UUID id = declined.task().id();
            assertThatThrownBy(() -> desk.staff().decide(id, ReviewMove.REFUND_AGAIN, ""))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CANNOT_MOVE));
            assertThatThrownBy(() -> desk.staff().decide(id, ReviewMove.SETTLED, " "))
                    .isInstanceOf(CommerceException.class);
            assertThatThrownBy(() ->
                            desk.payments(Actor.staff("tom", Role.SUPPORT)).decide(id, ReviewMove.TAKE_NOW, ""))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.FORBIDDEN));

            assertThat(desk.staff().decide(id, ReviewMove.TAKE_NOW, "")).isTrue();
            assertThat(desk.staff().decide(id, ReviewMove.TAKE_NOW, ""))
                    .as("once is enough")
                    .isFalse();
            desk.run();
            assertThat(desk.staff().money(order).captured()).isEqualTo(Money.parse("EUR 100.00"));
            assertThat(cases(desk, order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void a_declined_refund_is_a_case_that_is_settled_by_sending_it_again(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.gateway.next(Mood.DECLINE);
            Refund refund = desk.refund(order, "EUR 60.00", "again-" + order).orThrow();
            desk.run();
            ReviewCase declined = found(desk, order);
            assertThat(declined.refund()).get().matches(it -> it.id().equals(refund.id()));
            assertThat(desk.staff().decide(declined.task().id(), ReviewMove.REFUND_AGAIN, ""))
                    .isTrue();
            desk.run();
            assertThat(desk.staff().money(order).refunded()).isEqualTo(Money.parse("EUR 60.00"));
            assertThat(cases(desk, order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void an_outcome_nobody_knows_offers_asking_yes_and_no_and_a_clear_answer_closes_it(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.gateway.next(Mood.LOSE_ANSWER);
            desk.gateway.answersQueries = false;
            desk.gateway.keepsNoKeys();
            desk.pay(order);
            desk.pass(Duration.ofMinutes(11));
            desk.pass(Duration.ofMinutes(11));
            ReviewCase unknown = found(desk, order);
            assertThat(unknown.task().kind()).isEqualTo(TaskKind.UNKNOWN_OUTCOME);
            assertThat(unknown.moves())
                    .containsExactly(ReviewMove.ASK_AGAIN, ReviewMove.IT_HAPPENED, ReviewMove.IT_DID_NOT_HAPPEN);
            desk.gateway.answersQueries = true;
            desk.shop.clock().pass(Duration.ofSeconds(3));
            assertThat(desk.staff().decide(unknown.task().id(), ReviewMove.ASK_AGAIN, ""))
                    .isTrue();
            assertThat(cases(desk, order)).isEmpty();
            assertThat(desk.staff().money(order).captured()).isEqualTo(Money.parse("EUR 100.00"));
        }
    }

    @BothDatabases
    void cases_come_in_pages_that_lose_and_repeat_none(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            int before = desk.staff().reviewCount();
            UUID root = UUID.randomUUID();
            TaskStore store = new TaskStore();
            desk.shop.tx().write("cases", handle -> {
                for (int i = 0; i < 60; i++) {
                    UUID subject = UUID.randomUUID();
                    store.insert(
                            handle,
                            desk.shop.scope().storeId(),
                            new ReviewTask(
                                    desk.shop.world().id(),
                                    TaskKind.OUTSIDE_MONEY,
                                    subject,
                                    root,
                                    "number " + i,
                                    desk.shop.world().now()),
                            "many:" + subject);
                }
                return true;
            });
            assertThat(desk.staff().reviewCount()).isEqualTo(before + 60);
            assertThat(cases(desk, root))
                    .hasSize(60)
                    .doesNotHaveDuplicates()
                    .allMatch(it -> it.moves().equals(List.of(ReviewMove.SETTLED)));
            assertThatThrownBy(() -> desk.staff().reviews(Optional.of("nonsense")))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
        }
    }

    private static int statements(CountingDataSource.Counts counts) {
        return counts.sql().size();
    }

    private static ReviewCase found(PaymentDesk desk, UUID order) {
        List<ReviewCase> all = cases(desk, order);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<ReviewCase> cases(PaymentDesk desk, UUID order) {
        List<ReviewCase> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ReviewPage page = desk.staff().reviews(after);
            page.cases().stream()
                    .filter(it -> it.task().orderId().equals(order))
                    .forEach(all::add);
            after = page.next();
        } while (after.isPresent());
        return all;
    }
}
