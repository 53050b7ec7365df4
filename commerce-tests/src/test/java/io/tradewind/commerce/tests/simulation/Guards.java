package io.tradewind.commerce.tests.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every guard that can be switched off: alone, or with those that would stand in for it. */
final class Guards {
    private static final List<Guard> STOCK = List.of(
            Guard.that("no more is held than there is")
                    .condition("stock.LevelStore#RESERVE", "on_hand - reserved >= :units"),
            Guard.that("a level is right whatever a statement forgets")
                    .condition("stock.LevelStore#RESERVE", "on_hand - reserved >= :units")
                    .check("stock", "ck_stock_level", "reserved >= 0 and reserved <= on_hand"),
            Guard.that("a count does not go below what is reserved")
                    .condition("stock.LevelStore#CHANGE", "on_hand + :units >= reserved"),
            Guard.that("no more is promised than the cap")
                    .condition("stock.PromiseStore#PROMISE", "cap - promised >= :units"),
            Guard.that("only a hold is allocated").condition("stock.ReservationStore#ALLOCATE_HELD", "state = 'HELD'"),
            Guard.that("only a hold lapses").condition("stock.ReservationStore#LAPSED", "state = 'HELD'"),
            Guard.that("a hold lapses at its time").condition("stock.ReservationStore#LAPSED", "expires_at < :now"),
            Guard.that("goods that are held are known").look("stock.ReservationStore#CURRENT", "store_id = :store"),
            Guard.that("goods that stand are known").look("stock.ReservationStore#STANDING", "store_id = :store"));

    private static final List<Guard> CODES = List.of(
            Guard.that("a code is used as often as it may be")
                    .condition("promotion.CodeStore#TAKE", "used < max_uses")
                    .answers("promotion.CodeRow#refusal", Optional.class, "empty"),
            Guard.that("a code spends its budget and no more")
                    .condition("promotion.CodeStore#TAKE", "budget - spent >= :amount"),
            Guard.that("a checkout's use of a code is known")
                    .look("promotion.CodeUseStore#OF_CHECKOUT", "store_id = :store"),
            Guard.that("a customer's uses of a code are known")
                    .look("promotion.CodeUseStore#SLOTS", "store_id = :store"),
            Guard.that("a customer uses a code as often as one may")
                    .look("promotion.CodeUseStore#SLOTS", "store_id = :store")
                    .unique("code_use", "uq_code_use_slot", "store_id, code, customer_key, slot"));

    private static final List<Guard> CHECKOUT = List.of(
            Guard.that("the first call with a key is known")
                    .look("checkout.CheckoutStore#FIND_REQUEST", "k.store_id = :store"),
            Guard.that("the live checkout is known").look("checkout.CheckoutStore#FIND_LIVE", "k.store_id = :store"),
            Guard.that("one live checkout per cart").unique("checkout", "uq_checkout_active", "store_id, active_key"),
            Guard.that("one checkout per key")
                    .unique("checkout", "uq_checkout_request", "store_id, request_key")
                    .unique("checkout", "uq_checkout_active", "store_id, active_key"),
            Guard.that("a checkout is placed once")
                    .condition("checkout.CheckoutStore#COMPLETE", "state = 'PAYING'")
                    .condition("payment.OperationStore#SAVE", "version = :version")
                    .condition("payment.PaymentStore#SAVE", "version = :version")
                    .unique("payment_fact", "uq_payment_fact", "store_id, account, fact_key, kind")
                    .in("paid and told"),
            Guard.that("nobody pays another sum than was shown").nothing("checkout.FactRules#checkShown"),
            Guard.that("an order is moved from the state it is in")
                    .lockAfter("payment.PaymentStore#OF_CHECKOUT")
                    .lock("order.OrderStore#LOCK")
                    .condition("order.OrderStore#MOVE", "lifecycle = any(:from)")
                    .in("cancel twice"));

    private static final List<Guard> MONEY = List.of(
            Guard.that("one refund for one cause")
                    .look("payment.RefundStore#BY_CAUSE", "r.store_id = :store")
                    .unique("refund", "uq_refund_cause", "store_id, cause"),
            Guard.that("a refund is known by its cause").look("payment.RefundStore#BY_CAUSE", "r.store_id = :store"),
            Guard.that("the last attempt is known").look("payment.OperationStore#LATEST", "x.store_id = :store"),
            Guard.that("payments are locked while money is set aside").lockAfter("payment.PaymentStore#OF_CHECKOUT"),
            Guard.that("an operation and its payment are saved as they were read")
                    .condition("payment.OperationStore#SAVE", "version = :version")
                    .condition("payment.PaymentStore#SAVE", "version = :version")
                    .in("paid and told"),
            Guard.that("captures are set aside from what is open")
                    .lockAfter("payment.PaymentStore#OF_CHECKOUT")
                    .condition(
                            "payment.PaymentStore#SET_ASIDE_CAPTURE",
                            "authorized - cancelled - captured - capture_pending >= :amount")
                    .in("take twice"),
            Guard.that("refunds are set aside from what is there")
                    .lockAfter("payment.PaymentStore#OF_CHECKOUT")
                    .condition(
                            "payment.PaymentStore#SET_ASIDE_REFUND", "captured - refunded - refund_pending >= :amount")
                    .condition(
                            "payment.PaymentStore#SET_ASIDE_REFUND",
                            "captured + ext_captured - refunded - ext_refunded - charged_back - refund_pending >= :amount"),
            Guard.that("no line and no delivery goes back twice")
                    .answers("payment.RefundBounds#check", Optional.class, "empty"),
            Guard.that("money that comes too late is owed").nothing("payment.Aftermath#attempt"),
            Guard.that("an answer about another sum is not believed")
                    .believes("internal.plugin.Integrity#approved")
                    .answers("payment.Judge#misfit", Optional.class, "empty"),
            Guard.that("an answer in another currency is not believed")
                    .believes("internal.plugin.Integrity#approved")
                    .answers("payment.Judge#misfit", Optional.class, "empty")
                    .in("another currency"),
            Guard.that("money of another quote places no order").calls("checkout.Placing#paying", "equals", "same"),
            Guard.that("of two payments for one order one goes back")
                    .calls("checkout.Placing#further", "isNegative", "no"),
            Guard.that("an answer about another payment is not believed")
                    .says("internal.plugin.Integrity#foreign", false),
            Guard.that("what was decided does not become undecided")
                    .makes("payment.OperationFold#contradicts", "payment.OperationFold$Folded", "to"),
            Guard.that("a payment is known by its reference")
                    .look("payment.PaymentStore#BY_REFERENCE", "account = :account"));

    private static final List<Guard> GOODS = List.of(
            Guard.that("the parcels of work are known").look("fulfillment.ParcelStore#OF_WORK", "p.store_id = :store"),
            Guard.that("work is moved from the state it is in")
                    .lock("order.OrderStore#LOCK")
                    .lock("fulfillment.WorkStore#LOCK")
                    .lock("fulfillment.WorkStore#LOCK_OF_ORDER")
                    .condition("fulfillment.WorkStore#MOVE", "state = any(:from)")
                    .in("pack and cancel"),
            Guard.that("a parcel is saved as it was read")
                    .lock("order.OrderStore#LOCK")
                    .lock("fulfillment.ParcelStore#LOCK", "for update of p")
                    .lock("fulfillment.WorkStore#LOCK_OF_ORDER")
                    .condition("fulfillment.ParcelStore#SAVE", "version = :before and state = :stateBefore")
                    .in("ship"),
            Guard.that("work of a held order is not released")
                    .calls("fulfillment.WorkOrders#releaseIfReady", "held", "no"),
            Guard.that("work of a held order is called back")
                    .answers("fulfillment.WorkOrders#callBack", Collections.class, "emptyList"),
            Guard.that("what is held or not paid stays in the building")
                    .answers("fulfillment.ScanOut#barred", Optional.class, "empty"),
            Guard.that("a stop sign is heeded").says("fulfillment.WorkRow#stopAsked", false),
            Guard.that("what is asked back already is known").look("returns.ReturnStore#OF_ORDER", "store_id = :store"),
            Guard.that("the units of a return are known").look("returns.ReturnStore#LINES", "l.store_id = :store"),
            Guard.that("no more comes back than was delivered")
                    .answers("returns.ReturnPolicy#refusal", Optional.class, "empty"),
            Guard.that("a return is saved as it was read")
                    .lockAfter("payment.PaymentStore#OF_CHECKOUT")
                    .lock("order.OrderStore#LOCK")
                    .condition("returns.ReturnStore#SAVE", "version = :before and state = :stateBefore")
                    .in("look at it twice"));

    private static final List<Guard> NEWS = List.of(
            Guard.that("news is known to have come").look("plugin.InboxStore#KNOWN", "i.account = :account"),
            Guard.that("news is kept once")
                    .look("plugin.InboxStore#KNOWN", "i.account = :account")
                    .key("inbox", "pk_inbox", "store_id, account, event_key"),
            Guard.that("a message is there once for each fact")
                    .unique("message", "uq_message_fact", "store_id, about_id, template, fact, channel"),
            Guard.that("each move is written down with its event").nothing("event.Outbox#record"),
            Guard.that("what a plugin throws is not taken for a no")
                    .takenFor("internal.plugin.Shape#unknown", "notSent"),
            Guard.that("a call ends at its deadline").calls("internal.plugin.Ticket#await", "await", "patiently"),
            Guard.that("a plugin has threads of its own")
                    .answers("internal.plugin.Lane#pool", Instead.class, "nobodyElse"),
            Guard.that("a provider's no does not open its breaker").says("internal.plugin.Summary#failure", true));

    private static final List<Guard> TRANSACTIONS = List.of(
            Guard.that("a conflict is tried again").says("internal.db.SqlErrors#isTransient", false),
            Guard.that("a commit without an answer is not tried again")
                    .says("internal.db.SqlErrors#isAmbiguousAtCommit", false));

    private static final List<Guard> ACCESS = List.of(
            Guard.that("a cart belongs to its owner")
                    .condition("cart.CartStore#CLAIM", "(:staff or owner_key = :owner)"),
            Guard.that("an order belongs to its owner").says("order.OrderBook#visible", true),
            Guard.that("a checkout belongs to its owner").says("checkout.Submission#mine", true),
            Guard.that("a shop sees its own orders").condition("order.OrderStore#FIND", "store_id = :store"),
            Guard.that("staff do what they may").nothing("access.Actor#require"),
            Guard.that("a code is guessed at five times")
                    .condition("verification.VerificationStore#MOVE", "checks + :guesses <= :most")
                    .condition("verification.VerificationStore#COUNT_CHECK", "checks < :most")
                    .says("verification.Challenge#triesLeft", 5),
            Guard.that("news is signed by its provider").says("sandbox.webhook.SandboxEvents#genuine", true),
            Guard.that("news was signed just now").says("sandbox.webhook.SandboxEvents#timely", true));

    static final List<Guard> ALL = Stream.of(STOCK, CODES, CHECKOUT, MONEY, GOODS, NEWS, TRANSACTIONS, ACCESS)
            .flatMap(List::stream)
            .toList();

    private Guards() {}
}
