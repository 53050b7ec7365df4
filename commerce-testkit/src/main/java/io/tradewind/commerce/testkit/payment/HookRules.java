package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.Money;

/** PAY-HOOK: only what the provider signed is believed, and all of it is read. */
final class HookRules {
    private static final Duration TOO_LONG = Duration.ofMinutes(6);

    static final List<Rule> ALL = List.of(
            rule("PAY-HOOK-1", "A wrong, missing, merely present or borrowed signature is refused")
                    .cases("WRONG", "MISSING", "PRESENT", "OF ANOTHER BODY")
                    .checked(HookRules::forged),
            rule("PAY-HOOK-2", "The signature is judged before the body is read")
                    .checked((b, kind) -> judgedFirst(b)),
            rule("PAY-HOOK-3", "The signature is judged over the raw bytes").checked((b, kind) -> rawBytes(b)),
            rule("PAY-HOOK-4", "What was signed over five minutes ago, or ahead, is refused")
                    .cases("STALE", "FUTURE")
                    .checked(HookRules::outOfTime),
            rule("PAY-HOOK-5", "The same event always has the same id, and another event another")
                    .checked((b, kind) -> eventIds(b)),
            rule("PAY-HOOK-6", "A type that means nothing is ignored, with a 2xx")
                    .checked((b, kind) -> unknownType(b)),
            rule("PAY-HOOK-7", "What is meant for another account or mode is refused")
                    .cases("ACCOUNT", "MODE")
                    .checked(HookRules::notForUs),
            rule("PAY-HOOK-8", "Every item of a batch is read").checked((b, kind) -> batch(b)),
            rule("PAY-HOOK-9", "Both secrets count while they rotate")
                    .cases("NEW", "OLD")
                    .checked((b, kind) -> accepted(b, new Post(b).signedBy(kind.equals("NEW") ? 0 : 1))),
            rule("PAY-HOOK-10", "A webhook is read without the network").checked((b, kind) -> noNetwork(b)),
            rule("PAY-HOOK-11", "A hundred corrupted bodies bring no exception").checked((b, kind) -> corrupted(b)));

    private HookRules() {}

    private static Rule rule(String id, String says) {
        return Rule.of(id, says).claiming(PaymentCapability.WEBHOOKS);
    }

    /** One webhook to be sent, about payments just made. */
    private static final class Post {
        private final Bench b;
        private final PaymentWebhooks webhooks;
        private final PaymentGateway gateway;
        final List<OperationId> operations = new ArrayList<>();
        byte[] body;
        String secret;
        Instant signedAt;

        Post(Bench b) {
            this(b, 1);
        }

        Post(Bench b, int payments) {
            this.b = b;
            this.webhooks = b.upstream
                    .webhooks()
                    .orElseThrow(() -> Skipped.notRun("the upstream writes no webhooks: webhooks()"));
            this.gateway = another();
            for (int i = 0; i < payments; i++) {
                OperationId id = b.id();
                b.done(b.send(b.opening(ConfRules.opening(b), b.money("12.5" + i)), id), "paid");
                operations.add(id);
            }
            this.body = webhooks.body(operations);
            this.secret = webhooks.secrets().get(0);
            this.signedAt = b.clock.instant();
        }

        /** The account as another process would set it up. */
        PaymentGateway another() {
            Map<String, String> settings = new TreeMap<>(b.settings());
            settings.put(webhooks.secretField(), String.join(" ", webhooks.secrets()));
            return b.create(settings);
        }

        Post signedBy(int which) {
            secret = webhooks.secrets().get(which);
            return this;
        }

        Post saying(byte[] newBody) {
            body = newBody;
            return this;
        }

        Map<String, List<String>> headers() {
            return webhooks.headers(signed(), secret, signedAt);
        }

        /** The body as it is sent. */
        byte[] signed() {
            return webhooks.signed(body, secret);
        }

        /** Whether the signature stands in the body and covers named fields only. */
        boolean signsFields() {
            return webhooks.tampered(signed()).isPresent();
        }

        /** Headers that differ when somebody else signs. */
        Set<String> signatures() {
            Map<String, List<String>> other = webhooks.headers(body, "somebody-elses-secret", signedAt);
            Set<String> names = new HashSet<>();
            headers().forEach((name, value) -> {
                if (!value.equals(other.get(name))) {
                    names.add(name);
                }
            });
            return names;
        }

        WebhookOutcome<PaymentFact> arrives() {
            return arrives(headers());
        }

        WebhookOutcome<PaymentFact> arrives(Map<String, List<String>> headers) {
            return arrives(gateway, headers);
        }

        WebhookOutcome<PaymentFact> arrives(PaymentGateway at, Map<String, List<String>> headers) {
            return arrives(at, headers, signed());
        }

        WebhookOutcome<PaymentFact> arrives(PaymentGateway at, Map<String, List<String>> headers, byte[] bytes) {
            WebhookEnvelope envelope =
                    new WebhookEnvelope("POST", "/webhooks/tck", "", headers, bytes, b.clock.instant());
            return b.answer("webhook of " + bytes.length + " bytes", () -> at.receive(envelope));
        }

        /** Sends bytes that are not signed any further. */
        WebhookOutcome<PaymentFact> arrivesAs(byte[] bytes) {
            return arrives(gateway, headers(), bytes);
        }
    }

    static void genuine(Bench b) {
        accepted(b, new Post(b));
    }

    private static List<Notice<PaymentFact>> accepted(Bench b, Post post) {
        return accepted(b, post, post.arrives());
    }

    private static List<Notice<PaymentFact>> accepted(Bench b, Post post, WebhookOutcome<PaymentFact> outcome) {
        b.expect(outcome instanceof WebhookOutcome.Accepted, "a genuine webhook accepted", outcome);
        WebhookOutcome.Accepted<PaymentFact> accepted = (WebhookOutcome.Accepted<PaymentFact>) outcome;
        b.expect(accepted.reply().status() / 100 == 2, "a 2xx reply", accepted.reply());
        b.expect(
                accepted.notices().size() == post.operations.size(),
                post.operations.size() + " notices",
                accepted.notices());
        for (int i = 0; i < post.operations.size(); i++) {
            PaymentFact fact = accepted.notices().get(i).fact();
            PaymentFact.Outcome told = b.expect(PaymentFact.Outcome.class, fact, "the outcome of an operation");
            b.expect(
                    told.operation().equals(Optional.of(post.operations.get(i))),
                    "operation " + post.operations.get(i),
                    told);
            b.expect(PaymentResult.Approved.class, told.result(), "approved");
        }
        return accepted.notices();
    }

    /** Each stage of a dispute is told about its payment, under one reference. */
    static void disputes(Bench b) {
        Money amount = b.money("12.50");
        ProviderRef payment = b.paid(amount);
        Post post = new Post(b);
        Set<ProviderRef> references = new HashSet<>();
        for (DisputeStage stage : List.of(DisputeStage.OPENED, DisputeStage.WON, DisputeStage.LOST)) {
            byte[] body = post.webhooks
                    .dispute(payment, stage, amount)
                    .orElseThrow(() -> Skipped.notRun("the harness writes no webhook of a dispute: dispute(…)"));
            WebhookOutcome<PaymentFact> outcome = post.saying(body).arrives();
            boolean one = outcome instanceof WebhookOutcome.Accepted<PaymentFact> it
                    && it.notices().size() == 1;
            b.expect(one, "one notice of a dispute", outcome);
            PaymentFact fact = ((WebhookOutcome.Accepted<PaymentFact>) outcome)
                    .notices()
                    .get(0)
                    .fact();
            PaymentFact.Dispute told = b.expect(PaymentFact.Dispute.class, fact, "a dispute");
            b.expect(told.stage() == stage, "" + stage, told);
            b.expect(told.payment().equals(payment), "about payment " + payment, told);
            b.expect(told.amount().equals(amount), "" + amount, told);
            references.add(told.dispute());
        }
        b.expect(references.size() == 1, "one reference of the dispute", references);
    }

    /** An unsigned hint is believed no further than that something changed. */
    static void hint(Bench b) {
        Post post = new Post(b);
        WebhookOutcome<PaymentFact> outcome = post.arrives();
        boolean asks = outcome instanceof WebhookOutcome.LookUp<PaymentFact> it
                && it.changed().size() == post.operations.size()
                && it.reply().status() / 100 == 2;
        b.expect(asks, "a look-up of each payment, with a 2xx reply", outcome);
    }

    /** What only the provider can judge is judged by it. */
    static void asked(Bench b) {
        Post post = new Post(b);
        accepted(b, post);
        post.secret = "somebody-elses-secret";
        refused(b, post.arrives(), Refusal.BAD_SIGNATURE);
    }

    private static void refused(Bench b, WebhookOutcome<PaymentFact> outcome, Refusal... reasons) {
        boolean right = outcome instanceof WebhookOutcome.Refused<PaymentFact> it
                && List.of(reasons).contains(it.why());
        b.expect(right, "refused as " + List.of(reasons), outcome);
    }

    private static void forged(Bench b, String kind) {
        Post post = new Post(b);
        accepted(b, post);
        if (post.signsFields()) {
            refused(b, forgedInside(post, kind), Refusal.BAD_SIGNATURE);
            return;
        }
        Set<String> signatures = post.signatures();
        if (signatures.isEmpty()) {
            throw Skipped.notRun("the webhooks of the harness carry no signature in a header");
        }
        Map<String, List<String>> headers = new TreeMap<>(post.headers());
        switch (kind) {
            case "WRONG" -> {
                post.secret = "somebody-elses-secret";
                headers.putAll(post.headers());
            }
            case "MISSING" -> signatures.forEach(headers::remove);
            case "PRESENT" -> signatures.forEach(it -> headers.put(it, List.of("present")));
            default ->
                post.saying((new String(post.body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8));
        }
        refused(b, post.arrives(headers), Refusal.BAD_SIGNATURE);
    }

    private static WebhookOutcome<PaymentFact> forgedInside(Post post, String kind) {
        byte[] right = post.signed();
        return switch (kind) {
            case "WRONG" -> post.arrivesAs(post.webhooks.signed(post.body, "somebody-elses-secret"));
            case "MISSING" -> post.arrivesAs(post.body);
            case "PRESENT" -> post.arrivesAs(post.webhooks.signed(post.body, ""));
            default -> post.arrivesAs(post.webhooks.tampered(right).orElseThrow());
        };
    }

    private static void judgedFirst(Bench b) {
        Post post = new Post(b).saying("{\"events\": [{\"no end".getBytes(StandardCharsets.UTF_8));
        post.secret = "somebody-elses-secret";
        refused(b, post.arrives(), Refusal.BAD_SIGNATURE);
    }

    private static void rawBytes(Bench b) {
        Post post = new Post(b);
        Map<String, List<String>> plain = post.headers();
        if (post.signsFields()) {
            byte[] oddlySigned = post.webhooks.oddlyWritten(post.signed());
            accepted(b, post, post.arrivesAs(oddlySigned));
            return;
        }
        byte[] odd = post.webhooks.oddlyWritten(post.body);
        post.saying(odd);
        accepted(b, post);
        refused(b, post.arrives(plain), Refusal.BAD_SIGNATURE);
    }

    private static void outOfTime(Bench b, String kind) {
        Post post = new Post(b);
        if (!post.webhooks.signsTime()) {
            throw Skipped.notApplicable("this provider does not sign the time");
        }
        accepted(b, post);
        post.signedAt = kind.equals("STALE") ? post.signedAt.minus(TOO_LONG) : post.signedAt.plus(TOO_LONG);
        refused(b, post.arrives(), Refusal.STALE);
    }

    private static void eventIds(Bench b) {
        Post post = new Post(b);
        List<String> first = ids(accepted(b, post));
        b.clock.pass(Duration.ofSeconds(30));
        List<String> again = ids(accepted(b, post));
        List<String> elsewhere = ids(accepted(b, post, post.arrives(post.another(), post.headers())));
        b.expect(
                first.equals(again) && first.equals(elsewhere),
                "event id " + first + " each time",
                again + ", " + elsewhere);
        List<String> other = ids(accepted(b, new Post(b)));
        b.expect(!first.equals(other), "another id for another event", other);
    }

    private static List<String> ids(List<Notice<PaymentFact>> notices) {
        return notices.stream().map(Notice::eventId).toList();
    }

    private static void unknownType(Bench b) {
        Post post = new Post(b);
        WebhookOutcome<PaymentFact> outcome =
                post.saying(post.webhooks.unknownType()).arrives();
        boolean ignored = outcome instanceof WebhookOutcome.Ignored<PaymentFact> it
                && it.reply().status() / 100 == 2;
        b.expect(ignored, "ignored with a 2xx reply", outcome);
    }

    private static void notForUs(Bench b, String kind) {
        Post post = new Post(b);
        if (post.webhooks.signedForOneAccount()) {
            accepted(b, post);
            post.secret = "somebody-elses-secret";
            refused(b, post.arrives(), Refusal.BAD_SIGNATURE);
            return;
        }
        Optional<byte[]> body = kind.equals("ACCOUNT") ? post.webhooks.otherAccount() : post.webhooks.otherMode();
        post.saying(body.orElseThrow(
                () -> Skipped.notRun("the harness writes no webhook for another " + kind.toLowerCase(Locale.ROOT))));
        refused(b, post.arrives(), Refusal.OTHER_ACCOUNT, Refusal.WRONG_MODE);
    }

    private static void batch(Bench b) {
        Post post = new Post(b, 3);
        if (!post.webhooks.batches()) {
            throw Skipped.notApplicable("this provider sends one event at a time");
        }
        accepted(b, post);
    }

    private static void noNetwork(Bench b) {
        if (b.profile().can(PaymentCapability.WEBHOOK_NEEDS_CALL)) {
            throw Skipped.notApplicable("claimed: a webhook may need a call");
        }
        Post post = new Post(b);
        int port = b.port.calls().size();
        int mark = b.mark();
        accepted(b, post);
        b.expect(
                b.port.calls().size() == port && b.mark() == mark,
                "no request while a webhook is read",
                b.port.calls());
    }

    private static void corrupted(Bench b) {
        Post post = new Post(b);
        byte[] good = post.body;
        Random random = new Random(11);
        for (int i = 0; i < 100; i++) {
            byte[] bad = good.clone(); // signed all the same: the signature is no shield against the provider
            for (int j = 0; j <= random.nextInt(4); j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            if (i % 3 == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            }
            post.saying(bad).arrives();
        }
    }
}
