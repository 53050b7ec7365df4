package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
    private final Map<String, PaymentPort> payments;
    private final Map<String, CarrierPort> carriers;
    private final Map<String, PhonePort> phones;
    private final Map<String, NotifierPort> notifiers;
    private final Map<String, WarehousePort> warehouses;
    private final Map<String, SinkPort> sinks;
    private final List<Guard> guards;
    private volatile BiConsumer<String, PaymentFact> late = (account, fact) -> {};

    @Inject
    Calls(PluginHost host, World world, Tx tx) {
        this.world = world;
        this.host = host;
        this.log = new CallLog(world, tx);
        PortMaker maker = new PortMaker(world, tx, log, host.environment(), this::late);
        this.payments = ports(host, ProviderKind.PAYMENT, maker::payment);
        this.carriers = ports(host, ProviderKind.CARRIER, maker::carrier);
        this.phones = ports(host, ProviderKind.PHONE, maker::phone);
        this.notifiers = ports(host, ProviderKind.NOTIFIER, maker::notifier);
        this.warehouses = ports(host, ProviderKind.WAREHOUSE, maker::warehouse);
        this.sinks = ports(host, ProviderKind.EVENTS, maker::sink);
        this.guards = maker.guards();
    }

    /** For tests that put the library together by hand. */
    public static Calls of(PluginHost host, World world, Tx tx) {
        return new Calls(host, world, tx);
    }

    /** Payment accounts in the order they were configured, those that are down left out. */
    public List<String> paymentAccounts() {
        return up(ProviderKind.PAYMENT);
    }

    /** The payment account of that name, also when it is down: refunds go the way the money came. */
    public PaymentPort payment(String account) {
        return known(payments, ProviderKind.PAYMENT, account);
    }

    /** Carrier accounts in the order they were configured, those that are down left out. */
    public List<String> carrierAccounts() {
        return up(ProviderKind.CARRIER);
    }

    /** The carrier account of that name. */
    public CarrierPort carrier(String account) {
        return known(carriers, ProviderKind.CARRIER, account);
    }

    /** Accounts that send or check codes, in the order they were configured, those that are down left out. */
    public List<String> phoneAccounts() {
        return up(ProviderKind.PHONE);
    }

    /** The sender or verifier account of that name. */
    public PhonePort phone(String account) {
        return known(phones, ProviderKind.PHONE, account);
    }

    /** Every message carrier. */
    public List<NotifierPort> notifiers() {
        return List.copyOf(notifiers.values());
    }

    /** The link of that name to an outside warehouse. */
    public WarehousePort warehouse(String account) {
        return known(warehouses, ProviderKind.WAREHOUSE, account);
    }

    /** Every link to an outside warehouse. */
    public List<WarehousePort> warehouses() {
        return List.copyOf(warehouses.values());
    }

    /** Every account that takes durable events. */
    public List<SinkPort> eventSinks() {
        return List.copyOf(sinks.values());
    }

    /** The role of an account; empty if there is none of that name. */
    public Optional<ProviderKind> kind(String account) {
        return guards.stream()
                .map(Guard::account)
                .filter(it -> it.name().equals(account))
                .map(Account::kind)
                .findFirst();
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
        return guards.stream().map(Calls::state).toList();
    }

    /** Asks an account's provider whether it can be used, credentials included; moves nothing. */
    public Health health(String account) {
        Guard guard = guards.stream()
                .filter(it -> it.account().name().equals(account))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "plugin",
                        account,
                        states().stream().map(AccountState::account).toList()));
        return guard.call(
                Site.read(CallKind.HEALTH, "health", java.time.Instant.MAX),
                () -> guard.account()
                        .provider()
                        .orElseThrow()
                        .health(world.now().plus(CallKind.HEALTH.limit)),
                Shape.HEALTH,
                it -> it,
                tooLate -> {});
    }

    /** What was found and what is broken. */
    public PluginHost host() {
        return host;
    }

    /** Where facts go that came after everybody had stopped waiting. */
    public void lateFactsTo(BiConsumer<String, PaymentFact> receiver) {
        late = receiver;
    }

    /** Writes the records that wait and stops the threads. Providers are closed by their host. */
    @Override
    public void close() {
        guards.forEach(Guard::close);
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
                stuck,
                account.down());
    }

    private List<String> up(ProviderKind kind) {
        return guards.stream()
                .map(Guard::account)
                .filter(it -> it.kind() == kind && it.provider().isPresent())
                .map(Account::name)
                .toList();
    }

    private static <T> Map<String, T> ports(PluginHost host, ProviderKind kind, Function<Account, T> maker) {
        Map<String, T> ports = new LinkedHashMap<>();
        host.accounts(kind).forEach(it -> ports.put(it.name(), maker.apply(it)));
        return ports;
    }

    private static <T> T known(Map<String, T> ports, ProviderKind kind, String account) {
        T port = ports.get(account);
        if (port == null) {
            throw unknown(kind.word(), account, new ArrayList<>(ports.keySet()));
        }
        return port;
    }

    private static CommerceException unknown(String kind, String account, List<String> known) {
        return new CommerceException(
                ErrorCode.UNKNOWN_ACCOUNT,
                "There is no " + kind + " account '" + account + "'. Fix: use one of " + known + ".");
    }
}
