package io.tradewind.commerce.tests.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Situations that a shop meets seldom and must survive all the same. They are counted, so that nobody has to hope that
 * the stories lead there: most by what is left in the data at the end, the others when they happen.
 */
enum Rare {
    // ---- processes and the database ----
    DIED_WHILE_STARTING("the process died while it started"),
    DIED_BEFORE_COMMIT("the process died with everything written and nothing committed"),
    DIED_AFTER_COMMIT("the process died after a commit, before anybody heard"),
    DIED_BEFORE_CALL("the process died with a call written down and not made"),
    DIED_AFTER_CALL("the process died after a provider had acted, before its answer was written down"),
    DIED_TWICE("the process died again while it recovered"),
    COMMIT_DONE_BUT_LOST("a connection broke after its commit was done"),
    LATE_ANSWER("an answer came long after its deadline"),
    LATE_ANSWER_TO_THE_DEAD("an answer came to a process that is no more"),
    SECOND_WORKER("a second worker did a job's work while the first was at it"),
    PLUGIN_AND_OTHERS("somebody else went on while a plugin was being called"),
    DOUBLE_CLICK("the button was pressed again while the first click was under way"),
    LAST_UNIT_GONE_MEANWHILE("the last unit was sold to somebody else in the middle of paying"),
    NEWS_OF_A_CALL_UNDER_WAY("a webhook told of a call before its answer came"),
    NEWS_DURING_RECOVERY("a webhook came after a crash, before any job had looked"),
    NEWS_TWICE("a webhook came again"),
    REFUND_TOLD_TWICE("a refund was told twice"),
    NEWS_OUT_OF_ORDER("an older line of the provider's book was told after a younger one"),

    // ---- paying ----
    SUCCESS_AFTER_HOLD_EXPIRED("a payment succeeded after the goods were no longer held", """
            commerce.reservation r
            join commerce.payment_operation o
              on o.store_id = r.store_id and o.checkout_id = r.checkout_id and o.kind in ('AUTHORIZE', 'PURCHASE')
            join commerce.history h
              on h.store_id = o.store_id and h.subject_id = o.id and h.to_state = 'APPROVED'
            where r.state = 'EXPIRED' and o.created_at = r.created_at"""),
    GOODS_TAKEN_ANEW("goods whose hold had expired were there after all when the payment came", """
            commerce.reservation r
            join commerce.reservation n on n.store_id = r.store_id and n.line_id = r.line_id and n.id <> r.id
            where r.state = 'EXPIRED' and n.state in ('ALLOCATED', 'AWAITING', 'SHIPPED')"""),
    PAID_AND_NOTHING_TO_SEND("money came for a checkout that can no longer become an order", """
            commerce.obligation b where b.kind = 'VOID_OR_REFUND' and b.cause like 'attempt:%'"""),
    PAID_TWICE("two attempts for one order both took money", """
            commerce.payment p
            join commerce.payment q on q.store_id = p.store_id and q.checkout_id = p.checkout_id and q.id > p.id
            where p.authorized > 0 and q.authorized > 0"""),
    NO_WAS_YES("what was taken for a no had happened", """
            commerce.history h
            where h.machine = 'payment-operation' and h.to_state = 'APPROVED'
              and h.from_state in ('DECLINED', 'REJECTED', 'NOT_SENT', 'ABANDONED')"""),
    UNKNOWN_WAS_YES("what was unknown had happened", """
            commerce.history h
            where h.machine = 'payment-operation' and h.from_state = 'UNKNOWN' and h.to_state = 'APPROVED'"""),
    UNKNOWN_WAS_NO("what was unknown had never reached the provider", """
            commerce.history h
            where h.machine = 'payment-operation' and h.from_state = 'UNKNOWN' and h.to_state = 'NOT_SENT'"""),
    SENT_AGAIN("an operation was sent a second time under its own id", """
            commerce.payment_operation o where o.sends > 1"""),
    SECOND_TRY_AFTER_DECLINE("a buyer whose card was declined paid on the second try", """
            commerce.payment_operation o
            join commerce.payment_operation n
              on n.store_id = o.store_id and n.checkout_id = o.checkout_id and n.id > o.id
            where o.kind in ('AUTHORIZE', 'PURCHASE') and o.state = 'DECLINED'
              and n.kind in ('AUTHORIZE', 'PURCHASE') and n.state = 'APPROVED'"""),
    LEFT_AND_PAID("a payment succeeded after its buyer had left", """
            commerce.history c
            join commerce.payment_operation o
              on o.store_id = c.store_id and o.checkout_id = c.subject_id and o.kind in ('AUTHORIZE', 'PURCHASE')
            join commerce.history h
              on h.store_id = o.store_id and h.subject_id = o.id and h.to_state = 'APPROVED'
            where c.machine = 'checkout' and c.to_state = 'OPEN' and c.from_state = 'PAYING'
              and h.happened_at > c.happened_at"""),
    CARD_USED_AGAIN("a kept card paid again", """
            commerce.payment p
            join commerce.payment q
              on q.store_id = p.store_id and q.instrument_id = p.instrument_id and q.id > p.id"""),
    CARD_FORGOTTEN("a kept card was removed and its provider has forgotten it", """
            commerce.saved_instrument i where i.state = 'GONE'"""),

    // ---- money afterwards ----
    CANCEL_WHILE_CAPTURE_UNKNOWN("an order was cancelled while it was unknown whether its money had been taken", """
            commerce.history c
            join commerce.payment_operation o
              on o.store_id = c.store_id and o.checkout_id = c.subject_id and o.kind = 'CAPTURE'
            join commerce.history u
              on u.store_id = o.store_id and u.subject_id = o.id and u.to_state = 'UNKNOWN'
                and u.happened_at <= c.happened_at
            where c.machine = 'order' and c.to_state = 'CANCELLED'
              and not exists (
                select 1 from commerce.history n
                where n.store_id = u.store_id and n.subject_id = u.subject_id and n.seq > u.seq
                  and n.happened_at <= c.happened_at)"""),
    LATE_SUCCESS_ON_CANCELLED("money was taken for an order that had been cancelled", """
            commerce.history c
            join commerce.payment_operation o
              on o.store_id = c.store_id and o.checkout_id = c.subject_id and o.kind = 'CAPTURE'
            join commerce.history h
              on h.store_id = o.store_id and h.subject_id = o.id and h.to_state = 'APPROVED'
                and h.happened_at > c.happened_at
            where c.machine = 'order' and c.to_state = 'CANCELLED'"""),
    SEVERAL_CAPTURES("one reservation was taken in several parts", """
            commerce.payment_operation o
            join commerce.payment_operation n
              on n.store_id = o.store_id and n.payment_id = o.payment_id and n.id > o.id
            where o.kind = 'CAPTURE' and n.kind = 'CAPTURE' and o.state = 'APPROVED' and n.state = 'APPROVED'"""),
    PART_TAKEN_REST_GIVEN_UP("a part was taken and the rest given up", """
            commerce.payment p where p.captured > 0 and p.cancelled > 0"""),
    CAPTURE_FAILED("reserved money could not be taken", """
            commerce.task t where t.kind = 'CAPTURE_FAILED'"""),
    HELD_FOR_MONEY_AND_LET_GO("an order that was held for its money went on when it came", """
            commerce.order_hold h where h.kind = 'PAYMENT' and h.lifted_at is not null"""),
    REFUND_FAILED("a refund was refused", "commerce.task t where t.kind = 'REFUND_FAILED'"),
    REFUND_SENT_AGAIN("a refund that had failed was sent again", """
            commerce.history h where h.machine = 'refund' and h.from_state = 'FAILED' and h.to_state = 'RUNNING'"""),
    GIVEN_BACK_BY_BOTH("money was given back in the provider's console and by the shop", """
            commerce.payment p where p.ext_refunded > 0 and p.refunded > 0"""),
    OWED_TOO_LONG("money that was owed could not be given back in time", """
            commerce.history h where h.machine = 'obligation' and h.to_state = 'ESCALATED'"""),
    NEVER_KNOWN("staff had to look up what had become of an operation", """
            commerce.task t where t.kind = 'UNKNOWN_OUTCOME'"""),
    LIED_TO("an answer did not fit what was asked", "commerce.task t where t.kind = 'INTEGRITY'"),
    DISPUTE_LOST("a bank took money back", "commerce.payment p where p.charged_back > 0"),
    DISPUTE_TURNED("a bank changed its mind about a lost dispute", """
            commerce.history h where h.machine = 'dispute' and h.from_state = 'LOST' and h.to_state = 'WON'"""),
    DISPUTED_AND_REFUNDED("a buyer who had disputed the payment got a refund too", """
            commerce.payment p
            join commerce.dispute d on d.store_id = p.store_id and d.payment_id = p.id
            where p.refunded > 0"""),
    DISPUTE_OF_CANCELLED("a bank disputed the payment of a cancelled order", """
            commerce.dispute d
            join commerce.orders o on o.store_id = d.store_id and o.id = d.checkout_id
            where o.lifecycle = 'CANCELLED'"""),

    // ---- goods ----
    CODE_GIVEN_BACK("a code with few uses came back from a cancelled order", """
            commerce.code_use u where u.state = 'GIVEN_BACK'"""),
    PREORDER_FILLED("goods arrived for a pre-order", """
            commerce.history h where h.machine = 'fulfillment-order' and h.from_state = 'WAITING'
              and h.to_state = 'RELEASED' and exists (
                select 1 from commerce.reservation r
                where r.store_id = h.store_id and r.checkout_id = h.root_id and r.kind <> 'ON_HAND')"""),
    LAUNCH_ORDERED("an invitation to a launch became an order", """
            commerce.history h where h.machine = 'sign-up' and h.to_state = 'ORDERED'"""),
    LAUNCH_REOPENED("a cancelled order gave an invitation back", """
            commerce.history h where h.machine = 'sign-up' and h.from_state = 'ORDERED' and h.to_state = 'INVITED'"""),
    INVITATION_LAPSED("an invitation ran out", """
            commerce.history h where h.machine = 'sign-up' and h.to_state = 'LAPSED'"""),
    LABEL_OF_LOST_ANSWER("a label whose answer was lost was found at the carrier", """
            commerce.parcel p where p.asks > 0 and p.provider_ref <> ''"""),
    LABEL_BOUGHT_AGAIN("a label was bought on a second try", "commerce.parcel p where p.sends > 1"),
    LABEL_VOIDED("a label was given back", "commerce.parcel p where p.state = 'VOIDED'"),
    PARCEL_TURNED_BACK("a parcel came back undelivered", """
            commerce.parcel p where p.direction = 'OUTBOUND' and p.state in ('RETURNING', 'RETURNED')"""),
    PACKER_GONE("a packer left work that somebody else went on with", """
            commerce.history h
            where h.machine = 'fulfillment-order' and h.from_state = 'PICKING' and h.to_state = 'RELEASED'"""),
    UNPACKED("what was packed was unpacked", """
            commerce.history h
            where h.machine = 'fulfillment-order' and h.from_state = 'PACKED' and h.to_state = 'PICKING'"""),
    RETURN_REJECTED("a return was rejected", "commerce.return_request r where r.state = 'REJECTED'"),
    RETURNED_BROKEN("goods came back broken", """
            commerce.return_line l where l.accepted > l.restocked"""),

    // ---- messages ----
    MESSAGE_IN_DOUBT("nobody knows whether a message went out", "commerce.message m where m.state = 'UNKNOWN'"),
    MESSAGE_CUT_SHORT("the process died while it sent a message", """
            commerce.message m where m.problem = 'whoever sent it was cut short'"""),
    MESSAGE_SENT_LATER("a message went out on a later try", """
            commerce.message m where m.state = 'SENT' and m.tries > 1"""),
    MESSAGE_REFUSED("a message was refused for good", "commerce.message m where m.state = 'FAILED'"),
    CODE_MESSAGE_LOST("a code was sent and the answer to that was lost");

    /** Those that 2,000 stories always lead to. */
    static final Set<Rare> COMMONEST = EnumSet.of(
            DIED_BEFORE_COMMIT,
            DIED_BEFORE_CALL,
            DIED_AFTER_CALL,
            COMMIT_DONE_BUT_LOST,
            LATE_ANSWER,
            PLUGIN_AND_OTHERS,
            NEWS_OF_A_CALL_UNDER_WAY,
            NEWS_DURING_RECOVERY,
            NEWS_TWICE,
            REFUND_TOLD_TWICE,
            NEWS_OUT_OF_ORDER,
            NO_WAS_YES,
            UNKNOWN_WAS_YES,
            UNKNOWN_WAS_NO,
            SENT_AGAIN,
            LEFT_AND_PAID,
            PAID_TWICE,
            CANCEL_WHILE_CAPTURE_UNKNOWN,
            LATE_SUCCESS_ON_CANCELLED,
            SEVERAL_CAPTURES,
            DISPUTED_AND_REFUNDED,
            LAUNCH_ORDERED,
            PREORDER_FILLED,
            PACKER_GONE,
            MESSAGE_IN_DOUBT);

    /** All that can be seen in the data, as one query for the names of those that are there. */
    static final String SEEN = Arrays.stream(values())
            .filter(it -> !it.rows.isEmpty())
            .map(it -> "select '" + it.name() + "' from (values (0)) as one(n) where exists (\nselect 1 from " + it.rows
                    + ")")
            .collect(Collectors.joining("\nunion all\n"));

    /** For people. */
    final String words;

    private final String rows;

    Rare(String words) {
        this(words, "");
    }

    Rare(String words, String rows) {
        this.words = words;
        this.rows = rows.strip();
    }
}
