package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.order.GateVerdict;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a kind of answer says that nothing was sent or nothing is known, and how it reads in a record.
 *
 * @param notSent the answer of a call that never reached the plugin
 * @param unknown the answer of a call whose outcome nobody knows
 * @param summary the answer in a few words
 */
record Shape<R>(Function<String, R> notSent, Function<String, R> unknown, Function<R, Summary> summary) {
    static final Shape<PaymentResult> PAYMENT = new Shape<>(
            PaymentResult.NotSent::new,
            why -> new PaymentResult.Unknown(Optional.empty(), why, Details.NONE),
            Shape::summary);

    static final Shape<StatusReport> STATUS =
            new Shape<>(StatusReport.Unavailable::new, StatusReport.Unavailable::new, Shape::summary);

    static final Shape<Health> HEALTH = new Shape<>(
            why -> Health.down(Duration.ZERO, why),
            why -> Health.down(Duration.ZERO, why),
            it -> new Summary(it.status().name(), String.join("; ", it.notes()), it.status() == Health.Status.DOWN));

    /** Empty stands for "could not be asked". */
    static final Shape<Optional<GateVerdict>> VERDICT = new Shape<>(
            why -> Optional.empty(),
            why -> Optional.empty(),
            it -> new Summary(
                    it.map(Shape::name).orElse("Unjudged"), it.map(Shape::why).orElse(""), it.isEmpty()));

    static <T> Shape<Answer<T>> answer() {
        return new Shape<>(Answer.NotSent::new, why -> new Answer.Unknown<>(Optional.empty(), why), Shape::summary);
    }

    /**
     * For messages: a server that asks to come later often means one mailbox, and must not keep all others waiting. What
     * was not sent goes again by the schedule of its own message.
     */
    static <T> Shape<Answer<T>> message() {
        return new Shape<>(Answer.NotSent::new, why -> new Answer.Unknown<>(Optional.empty(), why), it -> {
            Summary summary = summary(it);
            return it instanceof Answer.NotSent ? new Summary(summary.outcome(), summary.diagnostic(), false) : summary;
        });
    }

    /** Empty stands for "could not be judged". */
    static <F> Shape<Optional<WebhookOutcome<F>>> webhook() {
        return new Shape<>(
                why -> Optional.empty(),
                why -> Optional.empty(),
                it -> new Summary(it.map(Shape::name).orElse("Unjudged"), "", it.isEmpty()));
    }

    /** For questions that cost nothing and have a silent default. */
    static <T> Shape<Optional<T>> optional() {
        return new Shape<>(
                why -> Optional.empty(),
                why -> Optional.empty(),
                it -> new Summary(it.isPresent() ? "Present" : "Empty", "", false));
    }

    private static Summary summary(PaymentResult result) {
        String name = name(result);
        if (result instanceof PaymentResult.Approved it) {
            return new Summary(
                    name, it.effect() + " " + it.amount() + " " + it.details().rawCode(), false);
        } else if (result instanceof PaymentResult.Declined it) {
            return new Summary(
                    name, it.code() + " " + it.retry() + " " + it.details().rawCode(), false);
        } else if (result instanceof PaymentResult.Rejected it) {
            return new Summary(name, it.code() + " " + it.diagnostic(), false);
        } else if (result instanceof PaymentResult.NotSent it) {
            return new Summary(name, it.diagnostic(), true);
        } else if (result instanceof PaymentResult.Unknown it) {
            return new Summary(name, it.diagnostic(), true);
        }
        return new Summary(name, "", false);
    }

    private static Summary summary(StatusReport report) {
        if (report instanceof StatusReport.Found found) {
            return new Summary(
                    "Found " + name(found.outcome()), summary(found.outcome()).diagnostic(), false);
        } else if (report instanceof StatusReport.Unavailable it) {
            return new Summary(name(report), it.why(), true);
        }
        return new Summary(name(report), "", false);
    }

    private static <T> Summary summary(Answer<T> answer) {
        String name = name(answer);
        if (answer instanceof Answer.Done<T> it) {
            return new Summary(name, it.value() instanceof List<?> list ? list.size() + " items" : "", false);
        } else if (answer instanceof Answer.Refused<T> it) {
            return new Summary(name, it.code() + " " + it.detail(), false);
        } else if (answer instanceof Answer.Rejected<T> it) {
            return new Summary(name, it.code() + " " + it.detail(), false);
        } else if (answer instanceof Answer.NotSent<T> it) {
            return new Summary(name, it.why(), true);
        } else if (answer instanceof Answer.Unknown<T> it) {
            return new Summary(name, it.why(), true);
        }
        return new Summary(name, "", false);
    }

    private static String why(GateVerdict verdict) {
        if (verdict instanceof GateVerdict.Review it) {
            return it.reason();
        }
        return verdict instanceof GateVerdict.Deny it ? it.code() : "";
    }

    private static String name(Object variant) {
        return variant.getClass().getSimpleName();
    }
}
