package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.order.GateRequest;
import io.tradewind.commerce.spi.order.GateVerdict;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Every outward call of the library: one guarded port per configured account. A port refuses to work while a transaction
 * is open, ends by its deadline whatever the plugin does, checks the answer, records the call, and never throws for a
 * plugin's fault. Safe for many threads.
 */
@Internal
@Singleton
public final class Calls implements AutoCloseable {
    /** How long records of calls are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final World world;
    private final PluginHost host;
    private final CallLog log;
    private final PortMaker maker;
    private final Tx tx;
    private volatile Ports ports;
    private volatile BiConsumer<String, PaymentFact> late = (account, fact) -> {};

    @Inject
    Calls(PluginHost host, World world, Tx tx) {
        this.world = world;
        this.host = host;
        this.tx = tx;
        this.log = new CallLog(world, tx);
        this.maker = new PortMaker(world, tx, log, host.environment(), this::late);
        this.ports = Ports.of(host.accounts(), maker);
    }

    /** For tests that put the library together by hand. */
    public static Calls of(PluginHost host, World world, Tx tx) {
        return new Calls(host, world, tx);
    }

    /** Payment accounts in the order they were configured, those that are down left out. */
    public List<String> paymentAccounts() {
        return ports.up(ProviderKind.PAYMENT);
    }

    /** The payment account of that name, also when it is down: refunds go the way the money came. */
    public PaymentPort payment(String account) {
        return ports.one(ProviderKind.PAYMENT, account, PaymentPort.class);
    }

    /** Carrier accounts in the order they were configured, those that are down left out. */
    public List<String> carrierAccounts() {
        return ports.up(ProviderKind.CARRIER);
    }

    /** The carrier account of that name. */
    public CarrierPort carrier(String account) {
        return ports.one(ProviderKind.CARRIER, account, CarrierPort.class);
    }

    /** Accounts that send or check codes, in the order they were configured, those that are down left out. */
    public List<String> phoneAccounts() {
        return ports.up(ProviderKind.PHONE);
    }

    /** The sender or verifier account of that name. */
    public PhonePort phone(String account) {
        return ports.one(ProviderKind.PHONE, account, PhonePort.class);
    }

    /** Every message carrier. */
    public List<NotifierPort> notifiers() {
        return ports.all(ProviderKind.NOTIFIER, NotifierPort.class);
    }

    /** The link of that name to an outside warehouse. */
    public WarehousePort warehouse(String account) {
        return ports.one(ProviderKind.WAREHOUSE, account, WarehousePort.class);
    }

    /** Every link to an outside warehouse. */
    public List<WarehousePort> warehouses() {
        return ports.all(ProviderKind.WAREHOUSE, WarehousePort.class);
    }

    /** Every account that takes durable events. */
    public List<SinkPort> eventSinks() {
        return ports.all(ProviderKind.EVENTS, SinkPort.class);
    }

    /** The account of that name that takes durable events. */
    public SinkPort eventSink(String account) {
        return ports.one(ProviderKind.EVENTS, account, SinkPort.class);
    }

    /** Every account that judges checkouts. */
    public List<GatePort> gates() {
        return ports.all(ProviderKind.GATE, GatePort.class);
    }

    /** Asks several gates at once, all within one deadline; what they say in their order, empty for who said nothing. */
    public List<Optional<GateVerdict>> judgeAll(List<GatePort> gates, GateRequest request) {
        List<Guard.Started<Optional<GateVerdict>>> started =
                gates.stream().map(it -> it.start(request)).toList();
        Guard.awaitAll(world, started);
        return started.stream().map(it -> it.finish(Duration.ZERO)).toList();
    }

    /** The role of an account; empty if there is none of that name. */
    public Optional<ProviderKind> kind(String account) {
        return ports.kind(account);
    }

    /** Asks several carriers at once, all within one deadline; what has not come by then counts as unknown. */
    public Map<String, Answer<List<Quote>>> quoteAll(Map<String, QuoteRequest> requests) {
        Map<String, Guard.Started<Answer<List<Quote>>>> started = new LinkedHashMap<>();
        requests.forEach(
                (account, request) -> started.put(account, carrier(account).startQuote(request)));
        Guard.awaitAll(world, started.values());
        Map<String, Answer<List<Quote>>> answers = new LinkedHashMap<>();
        started.forEach((account, call) -> answers.put(account, call.finish(Duration.ZERO)));
        return answers;
    }

    /** Every recorded call of one operation, oldest first. */
    public List<RecordedCall> recorded(UUID operation) {
        return log.ofOperation(operation);
    }

    /** Every recorded call of these operations, oldest first. */
    public List<RecordedCall> recorded(Collection<UUID> operations) {
        return operations.isEmpty() ? List.of() : log.ofOperations(operations);
    }

    /** The last 50 recorded calls of an account, newest first. */
    public List<RecordedCall> recorded(String account) {
        return log.latest(account);
    }

    /** Deletes records older than {@link #KEPT}; returns how many. */
    public int prune() {
        return log.prune(world.now().minus(KEPT));
    }

    /** How each account fares. */
    public List<AccountState> states() {
        return ports.guards().values().stream().map(Calls::state).toList();
    }

    /** Asks an account's provider whether it can be used, credentials included; moves nothing. */
    public Health health(String account) {
        return health(ports.guard(account));
    }

    private Health health(Guard guard) {
        return guard.call(
                Site.read(CallKind.HEALTH, "health", Instant.MAX),
                () -> guard.account()
                        .provider()
                        .orElseThrow()
                        .health(world.now().plus(CallKind.HEALTH.limit)),
                Shape.HEALTH,
                it -> it,
                tooLate -> {});
    }

    /**
     * Tries settings out: an account of its own is made of them, its provider is asked whether it can be used, and it is
     * closed again. What is in use is not touched.
     */
    public Trial tryOut(AccountSettings settings) {
        PluginHost.Attempted attempted = host.attempt(settings);
        if (attempted.account().isEmpty()) {
            return new Trial(mistakes(attempted.problems()), Health.UNKNOWN);
        }
        Account account = attempted.account().get();
        try (Guard guard = new Guard(account, world, tx, log)) {
            return new Trial(List.of(), health(guard));
        } finally {
            PluginHost.close(account);
        }
    }

    /**
     * Opens an account anew with these settings, in this process: calls from now on use them, those under way end with
     * what they began. Unless everything fits, nothing changes.
     *
     * @return what is wrong; empty if the account is open
     */
    public synchronized List<Trial.Mistake> reopen(AccountSettings settings) {
        PluginHost.Attempted attempted = host.attempt(settings);
        if (attempted.account().isEmpty()) {
            return mistakes(attempted.problems());
        }
        Account account = attempted.account().get();
        PortMaker.Made made = maker.make(account);
        if (made.guard().account().provider().isEmpty()) {
            PluginHost.close(account);
            return List.of(new Trial.Mistake("", made.guard().account().down(), ""));
        }
        Guard old = ports.guard(settings.account());
        ports = ports.with(settings.kind(), settings.account(), made);
        host.replace(settings, account);
        old.retire(() -> PluginHost.close(old.account()));
        return List.of();
    }

    /** Lets calls through again that the breaker of an account keeps back, in this process. */
    public void closeBreaker(String account) {
        ports.guard(account).resetBreakers();
    }

    private static List<Trial.Mistake> mistakes(List<Problem> problems) {
        return problems.stream().map(Trial.Mistake::of).toList();
    }

    /** What was found and what is broken. */
    public PluginHost host() {
        return host;
    }

    /** Where facts go that came after everybody had stopped waiting. */
    public void lateFactsTo(BiConsumer<String, PaymentFact> receiver) {
        late = receiver;
    }

    /** Writes the records that wait. */
    public void writeRecords() {
        log.flush();
    }

    /** Writes the records that wait and stops the threads. Providers are closed by their host. */
    @Override
    public void close() {
        ports.guards().values().forEach(Guard::close);
        log.flushQuietly();
    }

    private void late(
            String account,
            OperationId operation,
            OperationKind kind,
            Optional<ProviderRef> payment,
            PaymentResult result) {
        payment.or(() -> reference(result))
                .ifPresent(
                        it -> late.accept(account, new PaymentFact.Outcome(it, Optional.of(operation), kind, result)));
    }

    private static Optional<ProviderRef> reference(PaymentResult result) {
        if (result instanceof PaymentResult.Approved it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.Pending it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.ActionRequired it) {
            return Optional.of(it.ref());
        }
        return Optional.empty();
    }

    private static AccountState state(Guard guard) {
        Account account = guard.account();
        int stuck = 0;
        for (Bulkhead each : Bulkhead.values()) {
            stuck += guard.lane(each).stuck();
        }
        return new AccountState(
                account.name(),
                account.kind().word(),
                account.code(),
                account.plugin(),
                account.version(),
                guard.available(),
                guard.lane(Bulkhead.EFFECTS).breaker().state().name(),
                Optional.of(guard.lane(Bulkhead.EFFECTS).breaker().openUntil()).filter(it -> it.isAfter(Instant.EPOCH)),
                stuck,
                account.down());
    }
}
