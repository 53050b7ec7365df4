package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.testkit.openapi.ApiDocument;
import io.tradewind.commerce.testkit.proxy.FaultProxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.joda.money.Money;

/**
 * One gateway of a plugin, set up as a shop would and pointed at a fake provider with a {@link FaultProxy} in front, for
 * a plugin's own tests beside the {@linkplain PaymentGatewayTck rules}: a clock to turn, a copy of what was sent, answers
 * that get lost, and short words for every call. Not safe for many threads.
 *
 * @param <U> the fake provider
 */
public class GatewayBench<U extends PaymentUpstream> implements AutoCloseable {
    private final Bench bench;
    private final U upstream;
    private final PaymentGateway gateway;
    private final List<HttpCall> sent = new CopyOnWriteArrayList<>();
    private Predicate<HttpCall> lost = call -> false;
    private Predicate<HttpCall> refused = call -> false;
    private Optional<Address> shipTo = Optional.empty();

    /** A working test account. */
    public GatewayBench(PaymentHarness harness, U upstream) {
        this(harness, upstream, Map.of(), Environment.TEST);
    }

    /**
     * An account with some settings of its own. It is created without the host's checks, so that a test may see what the
     * plugin itself refuses.
     *
     * @param more settings that win over those of the harness
     */
    public GatewayBench(PaymentHarness harness, U upstream, Map<String, String> more, Environment environment) {
        this.bench = Bench.of(harness, upstream);
        this.upstream = upstream;
        Map<String, String> values = new TreeMap<>(
                environment == Environment.LIVE
                        ? harness.live(bench.endpoint()).orElseThrow()
                        : harness.settings(bench.endpoint()));
        values.putAll(more);
        this.gateway = bench.createUnchecked("card", values, this::send, environment);
    }

    private HttpReply send(HttpCall call) {
        if (refused.test(call)) {
            return new HttpReply.NotSent("refused");
        }
        sent.add(call);
        HttpReply reply = bench.port.send(call);
        return lost.test(call) ? new HttpReply.Unknown("lost") : reply;
    }

    // ---- what there is ----

    /** The gateway under test. */
    public PaymentGateway gateway() {
        return gateway;
    }

    /** The provider. */
    public U upstream() {
        return upstream;
    }

    /** The clock of the gateway's host; begins now. */
    public TestClock clock() {
        return bench.clock;
    }

    /** What stands between the two, if the provider has an address. */
    public FaultProxy proxy() {
        return bench.proxy();
    }

    /** What was sent so far, oldest first. */
    public List<HttpCall> sent() {
        return List.copyOf(sent);
    }

    /** The bodies, as text, of what was sent to addresses whose path ends so. */
    public List<String> bodies(String endOfPath) {
        return sent.stream()
                .filter(it -> it.uri().getPath().endsWith(endOfPath))
                .map(it -> new String(it.body(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Forgets what was sent so far. */
    public void forgetSent() {
        sent.clear();
    }

    /**
     * What the provider's own OpenAPI documents do not allow in what arrived so far, one sentence each; requests that none
     * of them speaks of are left out. Empty if the documents of the harness are not all at hand.
     */
    public Optional<List<String>> undocumented() {
        List<ApiDocument> documents = new ArrayList<>();
        bench.harness.documents().forEach(it -> ApiDocument.find(it).ifPresent(documents::add));
        if (documents.size() < bench.harness.documents().size()) {
            return Optional.empty();
        }
        return Optional.of(proxy().seen().stream()
                .map(bench.harness::asDocumented)
                .flatMap(it -> documents.stream()
                        .filter(document -> document.knows(it))
                        .flatMap(document -> document.problems(it).stream())
                        .map(problem -> it.method() + " " + it.target() + ": " + problem))
                .toList());
    }

    // ---- the line ----

    /** From now on the answers of addresses whose path ends so do not arrive. */
    public void lose(String endOfPath) {
        lost = call -> call.uri().getPath().endsWith(endOfPath);
    }

    /** From now on nothing leaves for addresses whose path ends so. */
    public void refuse(String endOfPath) {
        refused = call -> call.uri().getPath().endsWith(endOfPath);
    }

    /** Everything arrives again. */
    public void calm() {
        lost = call -> false;
        refused = call -> false;
    }

    // ---- calls ----

    /** A new operation id. */
    public OperationId id() {
        return bench.id();
    }

    /** A deadline that a good answer keeps. */
    public Instant deadline() {
        return bench.deadline();
    }

    /** Says where the goods go; nowhere before. */
    public void shipTo(Address address) {
        shipTo = Optional.of(address);
    }

    /** Opens a payment. */
    public PaymentResult open(OperationId id, CaptureMode mode, Instrument instrument, String amount) {
        return open(id, mode, instrument, amount, StoredCredential.NONE);
    }

    /** Opens a payment with or for a kept instrument, for the buyer {@code guest-1}. */
    public PaymentResult open(
            OperationId id, CaptureMode mode, Instrument instrument, String amount, StoredCredential use) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        return gateway.authorize(new AuthorizeRequest(
                Call.first(id, deadline()),
                money,
                mode,
                instrument,
                use,
                new CheckoutSummary("R-1", List.of(), zero, zero, money, shipTo),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel")));
    }

    /** Completes a payment with what the browser brought back. */
    public PaymentResult complete(
            OperationId id, ProviderRef payment, String amount, Map<String, List<String>> returned) {
        return gateway.complete(
                new CompleteRequest(Call.first(id, deadline()), payment, Money.parse(amount), returned));
    }

    /** What follows on a payment; the last of its kind if it takes all that is open. */
    public FollowUp request(OperationId id, ProviderRef payment, String amount, String open) {
        return new FollowUp(
                Call.first(id, deadline()),
                payment,
                Money.parse(amount),
                Money.parse(open),
                Money.parse(amount).equals(Money.parse(open)),
                List.of(),
                "returned");
    }

    /** Asks what became of an operation. */
    public StatusReport ask(
            OperationId id,
            OperationKind kind,
            Optional<ProviderRef> payment,
            Optional<ProviderRef> own,
            String amount) {
        return gateway.query(
                new StatusQuery(id, kind, payment, own, Money.parse(amount), clock().instant(), deadline()));
    }

    /** The reference an approval says; fails on every other result. */
    public static ProviderRef ref(PaymentResult result) {
        if (result instanceof PaymentResult.Approved approved) {
            return approved.ref();
        }
        throw new AssertionError("expected an approval, got " + result);
    }

    @Override
    public void close() {
        bench.close();
    }
}
