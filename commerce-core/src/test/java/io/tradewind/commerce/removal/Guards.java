package io.tradewind.commerce.removal;

import static io.tradewind.commerce.testdb.removal.Shortcut.condition;
import static io.tradewind.commerce.testdb.removal.Shortcut.nothing;
import static io.tradewind.commerce.testdb.removal.Shortcut.says;
import static io.tradewind.commerce.testdb.removal.Shortcut.wording;

import io.tradewind.commerce.testdb.removal.Shortcut;
import java.util.List;

/** Guards that stories of one thread cannot miss, or that a test of their own misses at once. */
final class Guards {
    static final List<Guard> ALL = List.of(
            // ---- stock ----
            Guard.that(
                    "units of one article are taken together",
                    "stock.ReservationsTest#a_part_of_a_line_can_be_released_and_the_rest_shipped_in_parts",
                    calls("stock.Draw#of", "merge", "put")),
            Guard.that(
                    "only what is allocated is shipped, only what stands given back",
                    "stock.ReservationsTest#a_part_of_a_line_can_be_released_and_the_rest_shipped_in_parts",
                    condition("stock.ReservationStore#STANDING", "state = any(:states)")),
            // ---- checkout ----
            Guard.that(
                    "units added while an order is placed stay in the cart",
                    "cart.CartLifeTest#bought_units_leave_and_what_was_added_meanwhile_stays",
                    condition("cart.CartStore#GAVE_UP_UNCHANGED", "version = :version")),
            // ---- money ----
            Guard.that(
                    "the id of a payment is written down before the call",
                    "payment.AttemptsTest#a_lost_answer_is_asked_about_and_never_charged_again",
                    calls("payment.Sender#authorize", "id", "anotherId")),
            Guard.that(
                    "after a definite no there is a new id",
                    "payment.AttemptsTest#a_declined_attempt_says_why_and_leaves_room_for_another",
                    calls("payment.Sender#authorize", "id", "oneId")),
            Guard.that(
                    "an attempt that is not decided keeps others away",
                    "payment.AttemptsTest#a_second_attempt_is_refused_while_one_is_not_decided",
                    calls("payment.OperationStore#insert", "activeKey", "nothing")),
            Guard.that(
                    "not found is a no only when the provider would know by now",
                    "payment.AttemptsTest#a_lost_request_counts_as_not_sent_only_after_the_provider_would_know",
                    calls("payment.Asking#ask", "isBefore", "over")),
            Guard.that(
                    "who may not give money back only proposes it",
                    "payment.RefundsTest#support_proposes_and_finance_grants_or_not",
                    calls("payment.Refunds#propose", "may", "yes")),
            // ---- events ----
            Guard.that(
                    "a subject's earlier event comes first",
                    "event.RelayTest#a_failing_delivery_holds_up_its_subject_at_that_subscriber_only",
                    condition("event.DeliveryStore#DUE", "not d.ordered")),
            Guard.that(
                    "only who holds the claim ends a delivery",
                    "event.RelayTest#a_worker_that_was_too_slow_does_not_end_what_another_has_taken_up",
                    condition("event.DeliveryStore#END", "tries = :tries")),
            Guard.that(
                    "an answer waits until its commit is on the disk",
                    "internal.db.SyncBarrierTest#each_commit_is_synced_before_its_answer_and_reading_costs_nothing",
                    nothing("internal.db.SyncBarrier#await")),
            // ---- transactions ----
            Guard.that(
                    "one writer at a time on the embedded database",
                    "internal.db.WriterGateTest#a_second_writing_connection_of_one_thread_fails_at_once",
                    nothing("internal.db.WriterGate#enter")),
            Guard.that(
                    "nobody waits for a lock for ever",
                    "internal.db.EmbeddedDatabaseTest#a_lock_is_waited_for_three_seconds",
                    wording("internal.db.Pools#H2_SETTINGS", "LOCK_TIMEOUT=3000", "LOCK_TIMEOUT=3000000")),
            Guard.that(
                    "an exception or error undoes what was done",
                    "internal.db.TxTest#a_block_that_throws_leaves_nothing",
                    calls("internal.db.Tx#rollback", "rollback", "commit")),
            Guard.that(
                    "what was taken for granted is found out before the commit",
                    "internal.db.LaterTest#a_block_that_was_wrong_about_it_is_undone_and_asks_each_time",
                    nothing("internal.db.Later$Waiting#check")),
            Guard.that(
                    "a joined call that fails leaves nothing in the host's transaction",
                    "internal.db.JoinedTransactionTest#a_joined_call_that_fails_leaves_nothing_even_if_the_host_commits",
                    calls("internal.db.Tx#undoable", "rollbackToSavepoint", "stay")),
            // ---- plugins ----
            Guard.that(
                    "a call ends at its deadline",
                    "internal.plugin.GuardTest#a_hanging_call_is_unknown_at_its_deadline_and_its_late_answer_becomes_a_fact",
                    calls("internal.plugin.Ticket#await", "await", "patiently")),
            Guard.that(
                    "what was given up in the queue is never sent",
                    "internal.plugin.GuardTest#a_call_that_never_got_a_thread_was_not_sent",
                    calls("internal.plugin.Ticket#run", "compareAndSet", "set")),
            Guard.that(
                    "above the limit money waits for a second person",
                    "payment.RefundLimitTest#above_the_limit_the_money_waits_for_somebody_else_who_may_refund",
                    says("payment.SecondPerson#isNeeded", false)),
            Guard.that(
                    "nobody approves a refund of their own",
                    "payment.RefundLimitTest#above_the_limit_the_money_waits_for_somebody_else_who_may_refund",
                    nothing("payment.SecondPerson#require")),
            // ---- returns ----
            Guard.that(
                    "goods go back on the shelf once",
                    "stock.ReservationsTest#goods_in_the_place_for_returns_are_restocked_or_thrown_away_once",
                    calls("stock.ReturnedGoods#restock", "insertOnce", "eachTime")),
            Guard.that(
                    "only accepted units are paid back",
                    "returns.ReturnsTest#broken_units_are_refunded_and_thrown_away_and_refused_ones_are_not",
                    calls("returns.Dock#inspect", "accepted", "sentIn")));

    private Guards() {}

    private static Shortcut calls(String where, String called, String instead) {
        return Shortcut.calls(where, called, Instead.class, instead);
    }
}
