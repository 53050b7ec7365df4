package io.tradewind.commerce.tests.simulation;

import java.util.List;

/** Every guard that can be switched off: alone, or with those that would stand in for it. */
final class Guards {
    static final List<Guard> ALL = List.of(
            Guard.that("no more is held than there is")
                    .condition("stock.LevelStore#RESERVE", "on_hand - reserved >= :units"),
            Guard.that("a count does not go below what is reserved")
                    .condition("stock.LevelStore#CHANGE", "on_hand + :units >= reserved"),
            Guard.that("no more is promised than the cap")
                    .condition("stock.PromiseStore#PROMISE", "cap - promised >= :units"),
            Guard.that("only a hold is allocated").condition("stock.ReservationStore#ALLOCATE_HELD", "state = 'HELD'"),
            Guard.that("only a hold lapses").condition("stock.ReservationStore#LAPSED", "state = 'HELD'"),
            Guard.that("a hold lapses at its time").condition("stock.ReservationStore#LAPSED", "expires_at < :now"),
            Guard.that("goods that are held are known").look("stock.ReservationStore#CURRENT", "store_id = :store"),
            Guard.that("goods that stand are known").look("stock.ReservationStore#STANDING", "store_id = :store"),
            Guard.that("a code spends its budget and no more")
                    .condition("promotion.CodeStore#TAKE", "budget - spent >= :amount"),
            Guard.that("a checkout's use of a code is known")
                    .look("promotion.CodeUseStore#OF_CHECKOUT", "store_id = :store"),
            Guard.that("the first call with a key is known")
                    .look("checkout.CheckoutStore#FIND_REQUEST", "k.store_id = :store"),
            Guard.that("the live checkout is known").look("checkout.CheckoutStore#FIND_LIVE", "k.store_id = :store"),
            Guard.that("one live checkout per cart").unique("checkout", "uq_checkout_active", "store_id, active_key"),
            Guard.that("one checkout per key")
                    .unique("checkout", "uq_checkout_request", "store_id, request_key")
                    .unique("checkout", "uq_checkout_active", "store_id, active_key"),
            Guard.that("one refund for one cause")
                    .look("payment.RefundStore#BY_CAUSE", "r.store_id = :store")
                    .unique("refund", "uq_refund_cause", "store_id, cause"),
            Guard.that("the last attempt is known").look("payment.OperationStore#LATEST", "x.store_id = :store"),
            Guard.that("payments are locked and saved as they were read")
                    .lockAfter("payment.PaymentStore#OF_CHECKOUT")
                    .condition("payment.PaymentStore#SAVE", "version = :version"),
            Guard.that("refunds are set aside from what is there")
                    .lockAfter("payment.PaymentStore#OF_CHECKOUT")
                    .condition(
                            "payment.PaymentStore#SET_ASIDE_REFUND", "captured - refunded - refund_pending >= :amount")
                    .condition(
                            "payment.PaymentStore#SET_ASIDE_REFUND",
                            "captured + ext_captured - refunded - ext_refunded - charged_back - refund_pending >= :amount"),
            Guard.that("a refund is known by its cause").look("payment.RefundStore#BY_CAUSE", "r.store_id = :store"),
            Guard.that("the parcels of work are known").look("fulfillment.ParcelStore#OF_WORK", "p.store_id = :store"),
            Guard.that("what is asked back already is known").look("returns.ReturnStore#OF_ORDER", "store_id = :store"),
            Guard.that("the units of a return are known").look("returns.ReturnStore#LINES", "l.store_id = :store"),
            Guard.that("a cart belongs to its owner")
                    .condition("cart.CartStore#CLAIM", "(:staff or owner_key = :owner)"),
            Guard.that("a payment is known by its reference")
                    .look("payment.PaymentStore#BY_REFERENCE", "account = :account"),
            Guard.that("news is known to have come").look("plugin.InboxStore#KNOWN", "i.account = :account"));

    private Guards() {}
}
