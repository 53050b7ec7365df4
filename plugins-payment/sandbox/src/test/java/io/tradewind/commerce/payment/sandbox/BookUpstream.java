package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.sandbox.webhook.SandboxEvents;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.testkit.payment.PaymentUpstream;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import io.tradewind.commerce.testkit.proxy.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** The sandbox's book as the provider of the payment test kit. */
record BookUpstream(SandboxBook book) implements PaymentUpstream, PaymentWebhooks {
    private static final String ACCOUNT = "tck";

    @Override
    public int effects(OperationId operation) {
        return book.effects(operation);
    }

    @Override
    public Optional<Money> booked(OperationId operation) {
        return book.latest(operation).map(Entry::amount);
    }

    @Override
    public boolean settle(ProviderRef operation, boolean approved) {
        Instant asked = book.latest(operation).orElseThrow().at();
        return book.settle(operation, approved, asked).own().equals(operation);
    }

    @Override
    public Optional<Map<String, List<String>>> buyerReturns(ProviderRef payment, boolean approved) {
        return Optional.of(Map.of("outcome", List.of(approved ? "approved" : "failed")));
    }

    /** The faults that a line can have and the sandbox plays without one. */
    @Override
    public boolean strike(Fault fault) {
        String script = fault instanceof Fault.DropAfter
                ? "unknown"
                : fault instanceof Fault.ResetBefore
                        ? "unknown-before"
                        : fault instanceof Fault.Refuse ? "not-sent" : "";
        if (script.isEmpty()) {
            return false;
        }
        for (SandboxCall call : SandboxCall.values()) {
            if (call != SandboxCall.QUERY) {
                book.next(call, script);
            }
        }
        return true;
    }

    // ---- webhooks ----

    @Override
    public Optional<PaymentWebhooks> webhooks() {
        return Optional.of(this);
    }

    @Override
    public String secretField() {
        return "webhookSecret";
    }

    @Override
    public List<String> secrets() {
        return List.of(SandboxHarness.SECRETS.split(" ", -1));
    }

    @Override
    public byte[] body(List<OperationId> operations) {
        return body(ACCOUNT, operations);
    }

    private byte[] body(String account, List<OperationId> operations) {
        List<Entry> entries =
                operations.stream().map(it -> book.latest(it).orElseThrow()).toList();
        return SandboxWebhooks.body(account, entries);
    }

    private byte[] changed(String account, String from, String to) {
        List<OperationId> any = book.entries().stream()
                .limit(1)
                .map(it -> it.operation().orElseThrow())
                .toList();
        String body = new String(body(account, any), StandardCharsets.UTF_8);
        return body.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> dispute(ProviderRef payment, DisputeStage stage, Money amount) {
        return Optional.of(SandboxWebhooks.dispute(ACCOUNT, payment, stage, amount, Instant.EPOCH));
    }

    @Override
    public byte[] unknownType() {
        return changed(ACCOUNT, "type=payment", "type=payout");
    }

    @Override
    public Optional<byte[]> otherAccount() {
        return Optional.of(changed("somebody-else", "", ""));
    }

    @Override
    public Optional<byte[]> otherMode() {
        return Optional.of(changed(ACCOUNT, "mode=test", "mode=live"));
    }

    @Override
    public Map<String, List<String>> headers(byte[] body, String secret, Instant signedAt) {
        return Map.of(SandboxEvents.SIGNATURE, List.of(SandboxEvents.sign(secret, signedAt, body)));
    }

    /** Form fields: blank lines around, and letters written as their codes. */
    @Override
    public byte[] oddlyWritten(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return ("\n \n" + text.replace("account=t", "account=%74") + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
