package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.launch.Invitation;
import io.tradewind.commerce.launch.InviteAnswer;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.Resolution;
import io.tradewind.commerce.payment.ReviewTask;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What staff do about money, launches and whatever a machine must not decide. */
final class Office {
    private final Play play;

    Office(Play play) {
        this.play = play;
    }

    String refund(OrderId order, Step step) {
        Money total = play.staff().orders().find(order).orElseThrow().total();
        Money part = total.dividedBy(1 + step.more() % 4, RoundingMode.UP);
        return Said.name(play.staff()
                .payments()
                .refund(order.value(), part, "goodwill", "refund " + order + " " + step.more() % 6));
    }

    /** Takes a part of what is reserved; the same part again is one wish. */
    String takePart(OrderId order, Step step) {
        Money total = play.staff().orders().find(order).orElseThrow().total();
        Money part = total.dividedBy(2 + step.more() % 2, RoundingMode.DOWN);
        return part.isZero()
                ? Said.NOTHING
                : Said.name(play.staff().payments().capture(order.value(), part, "part " + step.more() % 4));
    }

    /** Gives up what is reserved and not taken. */
    String release(OrderId order) {
        play.released.add(order.value());
        return Said.name(play.staff().payments().release(order.value()));
    }

    String hold(OrderId order) {
        return "held "
                + play.staff()
                        .orders()
                        .hold(order, HoldKind.REVIEW, "to be looked at")
                        .state();
    }

    String lift(OrderId order) {
        return "lifted " + play.staff().orders().lift(order, HoldKind.REVIEW).state();
    }

    /** Invites those who are next in line for the launch. */
    String invite(Step step) {
        Launches launches = play.staff().launches();
        InviteAnswer answer = launches.invite(
                launches.find(Stage.LAUNCH).orElseThrow().id(),
                1 + step.pick() % 2,
                step.more() % 3 == 0 ? Duration.ofMinutes(10) : Duration.ofHours(30));
        if (answer instanceof InviteAnswer.Refused refused) {
            return "refused: " + refused.reason().code();
        }
        List<Invitation> invited = answer.orThrow();
        for (Invitation it : invited) {
            play.shoppers.stream()
                    .filter(shopper -> shopper.contact().equals(it.signUp().contact()))
                    .forEach(shopper -> shopper.invitation = it.token());
        }
        return "invited " + invited.size();
    }

    String review(int pick) {
        List<ReviewTask> tasks = play.staff().payments().reviewQueue();
        return tasks.isEmpty() ? Said.NOTHING : decide(tasks.get(pick % tasks.size()));
    }

    int decideAll() {
        List<ReviewTask> tasks = play.staff().payments().reviewQueue();
        tasks.forEach(it -> play.log.add("staff: " + decide(it)));
        return tasks.size();
    }

    /** Staff look into the provider's own console and say what they see. */
    private String decide(ReviewTask task) {
        switch (task.kind()) {
            case OUTSIDE_MONEY, DISPUTE, RESERVATION_LAPSING ->
                play.staff().payments().resolve(task.id(), new Resolution.Settled("seen"));
            case OBLIGATION_OVERDUE -> {
                return "left " + task.kind();
            }
            case CAPTURE_FAILED -> {
                play.staff().payments().resolve(task.id(), new Resolution.Settled("taken again"));
                play.staff().payments().capture(task.orderId());
            }
            case REFUND_FAILED -> {
                play.staff().payments().resolve(task.id(), new Resolution.Settled("sent again"));
                for (Refund refund : play.staff().payments().refundsOf(task.orderId())) {
                    if (refund.state() == RefundState.FAILED) {
                        play.staff().payments().retry(refund.id());
                    }
                }
            }
            default -> {
                Optional<Entry> entry = play.book.entries().stream()
                        .filter(it -> it.operation()
                                .filter(op -> op.value().equals(task.subject()))
                                .isPresent())
                        .reduce((first, second) -> second);
                boolean happened = entry.filter(it -> it.state() == SandboxBook.State.APPROVED)
                        .isPresent();
                play.staff()
                        .payments()
                        .resolve(
                                task.id(),
                                happened
                                        ? new Resolution.ItHappened(
                                                entry.orElseThrow().own().value())
                                        : new Resolution.DidNotHappen());
                play.tally.situation("staff decided " + task.kind() + ": " + happened);
                return "decided " + task.kind() + ": " + happened;
            }
        }
        play.tally.situation("staff decided " + task.kind());
        return "decided " + task.kind();
    }
}
