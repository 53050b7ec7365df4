package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.job.JobStatus;
import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxWebhooks;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.webhook.Reply;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/** What happens by itself: jobs and time, and what providers and banks do and tell. */
final class Outside {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(6),
            Duration.ofSeconds(31),
            Duration.ofMinutes(3),
            Duration.ofMinutes(11),
            Duration.ofMinutes(16),
            Duration.ofMinutes(31),
            Duration.ofHours(2),
            Duration.ofHours(7),
            Duration.ofHours(25));

    private final Play play;
    private final Set<Long> told = new HashSet<>();
    private long youngest;

    Outside(Play play) {
        this.play = play;
    }

    String jobs() {
        Map<String, JobStatus> before = new HashMap<>();
        play.commerce().jobs().status().forEach(it -> before.put(it.name(), it));
        int handled = play.commerce().jobs().runDue(Duration.ZERO); // in the middle of a job it waits for whoever comes
        play.recovering = false;
        for (JobStatus job : play.commerce().jobs().status()) {
            boolean failed = !job.lastFailure().equals(before.get(job.name()).lastFailure());
            if (failed && !play.weather.isRough()) {
                throw new Broken("job " + job.name() + " failed: " + job.problem());
            }
        }
        return "handled " + handled;
    }

    /** Events are delivered at least once, so that whoever writes messages may hear of all of them once more. */
    String tellAgain() {
        return "told " + play.staff().events().replay("messages", Stage.MONDAY);
    }

    String late() {
        int late = play.house.threads.release();
        if (late > 0) {
            play.tally.met(Rare.LATE_ANSWER);
        }
        return late + " late answers";
    }

    /** The provider tells some of what happened: late, twice, out of order, as it comes. */
    String news(Step step) {
        List<Entry> entries = play.book.entries();
        if (entries.isEmpty()) {
            return Said.NOTHING;
        }
        List<Entry> news = new ArrayList<>();
        for (int i = 0; i <= step.more() % 3; i++) {
            news.add(entries.get((step.pick() + i * 7) % entries.size()));
        }
        return tell(news);
    }

    void tellEverything() {
        List<Entry> entries = play.book.entries();
        if (!entries.isEmpty()) {
            play.log.add("news: " + tell(entries));
        }
        play.disputes.forEach((payment, stages) ->
                play.log.add("bank: " + tell(payment, stages.get(stages.size() - 1))));
    }

    /** A bank says how a dispute of a buyer stands; now and then it says so twice, later, or only at the end. */
    String dispute(Step step) {
        List<ProviderRef> charged = play.book.payments().stream()
                .filter(it -> play.book.charged(it).isPositive())
                .toList();
        if (charged.isEmpty()) {
            return Said.NOTHING;
        }
        ProviderRef payment = charged.get(step.pick() % charged.size());
        List<Dispute> stages = play.disputes.computeIfAbsent(payment, it -> new ArrayList<>());
        if (stages.isEmpty() || step.more() % 5 > 0) {
            Dispute.next(stages, step.more(), left(payment), play.clock.instant())
                    .ifPresent(stages::add);
        }
        Dispute told = stages.get(step.more() % 5 == 0 ? 0 : stages.size() - 1);
        return step.more() % 7 == 6 ? "disputed, and told nobody" : tell(payment, told);
    }

    private Money left(ProviderRef payment) {
        Money left = play.book.charged(payment).minus(play.book.refunded(payment));
        return left.isPositive() ? left : play.book.charged(payment);
    }

    private String tell(ProviderRef payment, Dispute dispute) {
        byte[] body = SandboxWebhooks.dispute("card", payment, dispute.stage(), dispute.amount(), dispute.at());
        Reply reply = play.commerce()
                .webhooks()
                .receive("card", SandboxWebhooks.signed(Stage.WEBHOOK_SECRET, play.clock.instant(), body));
        return "disputed " + dispute.stage() + ": " + reply.status();
    }

    private String tell(List<Entry> news) {
        met(news);
        Reply reply = play.commerce()
                .webhooks()
                .receive("card", SandboxWebhooks.envelope("card", Stage.WEBHOOK_SECRET, play.clock.instant(), news));
        return news.size() + " news: " + reply.status();
    }

    String forged() {
        List<Entry> entries = play.book.entries();
        if (entries.isEmpty()) {
            return Said.NOTHING;
        }
        Reply reply = play.commerce()
                .webhooks()
                .receive(
                        "card",
                        SandboxWebhooks.envelope("card", "somebody else's secret", play.clock.instant(), entries));
        if (reply.status() < 400) {
            throw new Broken("a forged webhook was answered by " + reply.status());
        }
        return "refused: " + reply.status();
    }

    /** The provider decides what is pending or waits for the buyer. */
    String decide(Step step) {
        List<ProviderRef> pending = play.book.pending();
        if (pending.isEmpty()) {
            return Said.NOTHING;
        }
        play.book.settle(pending.get(step.pick() % pending.size()), step.more() % 3 > 0, play.clock.instant());
        return "decided by the provider";
    }

    /** Nothing stays pending for ever. */
    void decideEverything() {
        boolean approved = true;
        for (ProviderRef pending : play.book.pending()) {
            play.book.settle(pending, approved, play.clock.instant());
            approved = !approved;
        }
    }

    /** Somebody gives money back in the provider's own console. */
    String byHand(Step step) {
        List<ProviderRef> payments = play.book.payments().stream()
                .filter(it ->
                        play.book.charged(it).minus(play.book.refunded(it)).isPositive())
                .toList();
        if (payments.isEmpty()) {
            return Said.NOTHING;
        }
        ProviderRef payment = payments.get(step.pick() % payments.size());
        play.book.refundByHand(
                payment,
                play.book
                        .charged(payment)
                        .minus(play.book.refunded(payment))
                        .dividedBy(1 + step.more() % 2, RoundingMode.UP),
                play.clock.instant());
        return "given back by hand";
    }

    private void met(List<Entry> news) {
        if (play.recovering) {
            play.tally.met(Rare.NEWS_DURING_RECOVERY);
        }
        if (!play.weather.calling().isEmpty()) {
            play.tally.met(Rare.NEWS_OF_A_CALL_UNDER_WAY);
        }
        for (Entry entry : news) {
            if (entry.number() < youngest) {
                play.tally.met(Rare.NEWS_OUT_OF_ORDER);
            }
            youngest = Math.max(youngest, entry.number());
            if (!told.add(entry.number())) {
                play.tally.met(Rare.NEWS_TWICE);
                if (entry.kind() == OperationKind.REFUND) {
                    play.tally.met(Rare.REFUND_TOLD_TWICE);
                }
            }
        }
    }

    String passTime(Step step) {
        Duration wait = WAITS.get(step.pick() % WAITS.size());
        play.clock.pass(wait);
        return "waited " + wait;
    }

    /** The provider cannot be reached, or can be reached again. */
    String outage(Step step) {
        boolean down = step.pick() % 2 == 0;
        play.book.down(down);
        return down ? "down" : "up";
    }
}
