package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.payment.Operation;
import io.tradewind.commerce.payment.ReviewCase;
import io.tradewind.commerce.payment.ReviewMove;
import io.tradewind.commerce.payment.TaskKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What staff are asked to decide about money, and what follows from each way out. */
public final class CaseWords {
    private static final Pattern MISFIT = Pattern.compile("INT-\\d+ (.+?)\\. Look operation");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

    private CaseWords() {}

    /** What staff are asked to decide. */
    public static String task(TaskKind kind) {
        return switch (kind) {
            case INTEGRITY -> "The provider’s answer does not fit";
            case UNKNOWN_OUTCOME -> "Nobody knows yet whether it happened";
            case LATE_SUCCESS -> "It happened after all";
            case OUTSIDE_MONEY -> "Money moved outside the shop";
            case CAPTURE_FAILED -> "The money could not be taken";
            case REFUND_FAILED -> "A refund was declined";
            case REFUND_TO_APPROVE -> "A refund waits for approval";
            case PAY_BACK_BY_HAND -> "Pay this back by hand";
            case OBLIGATION_OVERDUE -> "Something owed is overdue";
            case DISPUTE -> "The customer’s bank disputes it";
            case RESERVATION_LAPSING -> "Reserved money runs out soon";
        };
    }

    /** Why a case is there, and what happens meanwhile. */
    public static String situation(ReviewCase one, ZoneId zone) {
        Optional<Operation> operation = one.operation();
        return switch (one.task().kind()) {
            case REFUND_FAILED -> refusal(operation) + " Send it again, or pay it back in another way and say so.";
            case REFUND_TO_APPROVE ->
                "The money is set aside. It goes back once somebody else than who asked approves it.";
            case CAPTURE_FAILED -> refusal(operation) + " The order waits until the money is there.";
            case UNKNOWN_OUTCOME ->
                "The provider has given no clear answer. It is asked again by itself; do not charge by hand.";
            case INTEGRITY -> misfit(one.task().message());
            default ->
                INSTANT.matcher(Words.message(one.task().message()))
                        .replaceAll(it -> Matcher.quoteReplacement(Format.moment(Instant.parse(it.group()), zone)));
        };
    }

    private static String refusal(Optional<Operation> operation) {
        String code = operation.map(Operation::code).orElse("");
        return code.isEmpty()
                ? "The provider refused it."
                : "The provider refused it: " + Words.plain(code).toLowerCase(Locale.ROOT) + ".";
    }

    private static String misfit(String message) {
        Matcher found = MISFIT.matcher(message);
        return "The provider’s answer does not fit what was asked or is booked"
                + (found.find() ? ": " + Words.tidy(found.group(1)) : "")
                + ". Compare it with what the provider itself shows, then say how it was settled.";
    }

    /** The button of a move out of a case that staff decide. */
    public static String move(ReviewMove move) {
        return switch (move) {
            case ASK_AGAIN -> "Ask the provider again";
            case IT_HAPPENED -> "It happened";
            case IT_DID_NOT_HAPPEN -> "It did not happen";
            case TAKE_NOW -> "Take the money now";
            case GIVE_UP -> "Give up the reservation";
            case REFUND_AGAIN -> "Send the refund again";
            case APPROVE_REFUND -> "Approve the refund";
            case REFUSE_REFUND -> "Refuse the refund";
            case SETTLED -> "Settled in another way";
        };
    }

    /** What follows from a move, for whoever is about to make it. */
    public static String consequence(ReviewMove move, TaskKind kind) {
        return switch (move) {
            case ASK_AGAIN -> "Nothing is charged by that. If the answer is clear, the case is closed by itself.";
            case IT_HAPPENED ->
                kind == TaskKind.PAY_BACK_BY_HAND || kind == TaskKind.OBLIGATION_OVERDUE
                        ? "The money is booked as given back. Say so only once it has left."
                        : "It is booked as if the provider had said so, and the order goes on. Look it up there first.";
            case IT_DID_NOT_HAPPEN ->
                "It is booked as not done. Should it turn out later that it was, the money goes back by itself.";
            case TAKE_NOW -> "The customer is charged what is still reserved. If that fails, a new case appears here.";
            case GIVE_UP -> "What is reserved can then not be taken any more, and the order is not paid.";
            case APPROVE_REFUND -> "The money goes back to the customer at once. That cannot be taken back.";
            case REFUSE_REFUND -> "No money goes back, and it is not set aside any more. Your words stand in the log.";
            case REFUND_AGAIN -> "The same amount is sent back once more, as a new request.";
            case SETTLED -> "No money moves by that. Your words stand in the log and at the case.";
        };
    }

    /** What the field of a move asks for; empty if it has none. */
    public static String asks(ReviewMove move) {
        return switch (move) {
            case IT_HAPPENED -> "Reference, as you read it at the provider";
            case SETTLED -> "How was it settled?";
            case REFUSE_REFUND -> "Why not?";
            case ASK_AGAIN, IT_DID_NOT_HAPPEN, TAKE_NOW, GIVE_UP, REFUND_AGAIN, APPROVE_REFUND -> "";
        };
    }
}
