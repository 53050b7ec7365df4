package io.tradewind.commerce.payment.sandbox;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.OperationKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The fake provider itself: what happened, whatever was answered, and the strings a test can pull.
 *
 * <p>It outlives the shop: hand one book to the plugin, stop the shop, start it again with the same book, and compare.
 * With a file it outlives the process too. Thread-safe.
 */
public final class SandboxBook {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<ProviderRef, List<Entry>> byPayment = new LinkedHashMap<>();
    private final Map<OperationId, Entry> lastOfOperation = new HashMap<>();
    private final Map<ProviderRef, Entry> lastOfOwn = new LinkedHashMap<>();
    private final Map<OperationId, Integer> effects = new HashMap<>();
    private final Map<SandboxCall, Deque<Script>> once = new EnumMap<>(SandboxCall.class);
    private final Map<SandboxCall, Script> always = new EnumMap<>(SandboxCall.class);
    private final Set<OperationId> struck = new HashSet<>();
    private final Map<ProviderRef, String> kept = new LinkedHashMap<>();
    private final Map<OperationId, String> wanted = new HashMap<>();
    private final Set<ProviderRef> made = new HashSet<>();
    private final @Nullable BookFile file;
    private CountDownLatch hanging = new CountDownLatch(1);
    private boolean down;

    private SandboxBook(@Nullable BookFile file) {
        this.file = file;
        if (file != null) {
            file.read().forEach(this::add);
        }
    }

    /** Returns an empty book in memory. */
    public static SandboxBook inMemory() {
        return new SandboxBook(null);
    }

    /** Returns the book kept in a file, one forced line per entry; a file that is not there is an empty book. */
    public static SandboxBook in(Path path) {
        return new SandboxBook(new BookFile(path));
    }

    // ---- what happened ----

    /** How an operation stands. */
    public enum State {
        /** Done: money moved. */
        APPROVED,
        /** Accepted, undecided. */
        PENDING,
        /** Waits for the buyer. */
        ACTION_REQUIRED,
        /** Declined. */
        DECLINED
    }

    /**
     * One line of the book. The last line of an operation is how it stands; each approved line is one effect.
     *
     * @param number running number from 1
     * @param operation the shop's operation, empty when it was done by hand
     * @param kind what was done
     * @param payment the payment
     * @param own reference of the operation; the payment itself for an authorisation or purchase
     * @param amount how much
     * @param state how it stands
     * @param code decline code, or the address of the bank's page, else empty
     * @param reference the shop's reference of what is bought
     * @param at when
     */
    public record Entry(
            long number,
            Optional<OperationId> operation,
            OperationKind kind,
            ProviderRef payment,
            ProviderRef own,
            Money amount,
            State state,
            String code,
            String reference,
            Instant at) {}

    /** Returns every line, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns how many times money moved for an operation: 0 or 1, more when something went badly wrong. */
    public synchronized int effects(OperationId operation) {
        return effects.getOrDefault(operation, 0);
    }

    /** Returns how many times money moved for an operation. */
    public int effects(UUID operation) {
        return effects(new OperationId(operation));
    }

    /** Returns all payments that reached the provider, oldest first, the declined ones too. */
    public synchronized List<ProviderRef> payments() {
        return List.copyOf(byPayment.keySet());
    }

    /** Returns the payments for one reference of the shop (checkout or order), oldest first. */
    public synchronized List<ProviderRef> payments(String reference) {
        return byPayment.values().stream()
                .map(it -> it.get(0))
                .filter(it -> it.reference().equals(reference))
                .map(Entry::payment)
                .toList();
    }

    /** Returns what is reserved or was taken of a payment. */
    public Money authorized(ProviderRef payment) {
        return sum(payment, OperationKind.AUTHORIZE, OperationKind.PURCHASE, OperationKind.INCREMENT);
    }

    /** Returns what was taken of a payment, refunds not subtracted. */
    public Money charged(ProviderRef payment) {
        return sum(payment, OperationKind.CAPTURE, OperationKind.PURCHASE);
    }

    /** Returns what was given back of a payment. */
    public Money refunded(ProviderRef payment) {
        return sum(payment, OperationKind.REFUND);
    }

    /** Returns how much of a reservation was given up. */
    public Money cancelled(ProviderRef payment) {
        return sum(payment, OperationKind.CANCEL);
    }

    private synchronized Money sum(ProviderRef payment, OperationKind... kinds) {
        Set<OperationKind> wanted = Set.of(kinds);
        return of(payment).stream()
                .filter(it -> wanted.contains(it.kind()) && it.state() == State.APPROVED)
                .map(Entry::amount)
                .reduce(Money.zero(currency(payment)), Money::plus);
    }

    private CurrencyUnit currency(ProviderRef payment) {
        return of(payment).get(0).amount().getCurrencyUnit();
    }

    private List<Entry> of(ProviderRef payment) {
        List<Entry> known = byPayment.get(payment);
        if (known == null) {
            throw new IllegalArgumentException("no such payment: " + payment);
        }
        return known;
    }

    /** Returns the operations that wait for a decision, by their reference. */
    public synchronized List<ProviderRef> pending() {
        return lastOfOwn.values().stream()
                .filter(it -> it.state() == State.PENDING)
                .map(Entry::own)
                .toList();
    }

    // ---- strings to pull ----

    /** Decides an operation that is pending or waits for the buyer. */
    public synchronized Entry settle(ProviderRef own, boolean approved, Instant at) {
        Entry waiting = latest(own)
                .filter(it -> it.state() == State.PENDING || it.state() == State.ACTION_REQUIRED)
                .orElseThrow(() -> new IllegalStateException("nothing to decide: " + own));
        return approved
                ? record(waiting, State.APPROVED, "", at)
                : record(waiting, State.DECLINED, DeclineCode.DO_NOT_HONOR.name(), at);
    }

    /** Gives money back by hand, as somebody does in a provider's own console. */
    public synchronized Entry refundByHand(ProviderRef payment, Money amount, Instant at) {
        ProviderRef own = new ProviderRef("hand-" + (entries.size() + 1));
        Entry empty = new Entry(
                0,
                Optional.empty(),
                OperationKind.REFUND,
                payment,
                own,
                amount,
                State.PENDING,
                "",
                reference(payment),
                at);
        return record(empty, State.APPROVED, "", at);
    }

    /** Has the next call of a kind do something else, once. May be called several times: each is used once, in order. */
    public synchronized SandboxBook next(SandboxCall call, String script) {
        once.computeIfAbsent(call, it -> new ArrayDeque<>()).add(scripted(script));
        return this;
    }

    /** Has every call of a kind do something else, until {@link #calm()}. */
    public synchronized SandboxBook always(SandboxCall call, String script) {
        always.put(call, scripted(script));
        return this;
    }

    /** Makes the provider unreachable, or reachable again: calls are not sent, questions get no answer. */
    public synchronized SandboxBook down(boolean unreachable) {
        down = unreachable;
        return this;
    }

    /** Takes back every {@link #next}, {@link #always} and {@link #down}. */
    public synchronized SandboxBook calm() {
        once.clear();
        always.clear();
        down = false;
        return this;
    }

    /** Wakes every call that hangs. */
    public synchronized void release() {
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    private static Script scripted(String text) {
        return Script.read(text).orElseThrow(() -> new IllegalArgumentException("no such script: " + text));
    }

    // ---- for the gateway ----

    synchronized boolean isDown() {
        return down;
    }

    synchronized CountDownLatch hanging() {
        return hanging;
    }

    /** Returns what a call does: what a test asked for, else what the request says; a fault strikes once. */
    synchronized Script script(SandboxCall call, OperationId operation, Script requested) {
        Deque<Script> queue = once.get(call);
        if (queue != null && !queue.isEmpty()) {
            return queue.remove();
        }
        Script script = always.getOrDefault(call, requested);
        boolean strikes = !script.word().fault() || always.containsKey(call) || struck.add(operation);
        return strikes ? script : Script.APPROVE;
    }

    synchronized Optional<Entry> latest(OperationId operation) {
        return Optional.ofNullable(lastOfOperation.get(operation));
    }

    synchronized Optional<Entry> latest(ProviderRef own) {
        return Optional.ofNullable(lastOfOwn.get(own));
    }

    synchronized Optional<Entry> opening(ProviderRef payment) {
        return latest(payment);
    }

    /** What is set aside by undecided operations of a kind. */
    synchronized Money undecided(ProviderRef payment, OperationKind kind) {
        return of(payment).stream()
                .filter(it -> it.kind() == kind)
                .filter(it -> it.state() == State.PENDING && it.equals(lastOfOwn.get(it.own())))
                .map(Entry::amount)
                .reduce(Money.zero(currency(payment)), Money::plus);
    }

    /** The buyer of an operation agreed to have the instrument kept. */
    synchronized void wantKept(OperationId operation, String buyer) {
        wanted.putIfAbsent(operation, buyer);
    }

    /** Returns the instrument kept of an approved operation whose buyer agreed, unless it was forgotten. */
    synchronized Optional<ProviderRef> kept(OperationId operation, ProviderRef payment) {
        String buyer = wanted.get(operation);
        if (buyer == null) {
            return Optional.empty();
        }
        ProviderRef instrument = new ProviderRef("card-" + payment.value());
        if (made.add(instrument)) {
            kept.put(instrument, buyer);
        }
        return kept.containsKey(instrument) ? Optional.of(instrument) : Optional.empty();
    }

    /** Returns the instruments kept for a buyer. */
    synchronized List<ProviderRef> keptFor(String buyer) {
        return kept.entrySet().stream()
                .filter(it -> it.getValue().equals(buyer))
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized boolean keeps(ProviderRef instrument) {
        return kept.containsKey(instrument);
    }

    /** Forgets an instrument. */
    synchronized void forget(ProviderRef instrument) {
        kept.remove(instrument);
    }

    private String reference(ProviderRef payment) {
        return opening(payment).map(Entry::reference).orElse("");
    }

    /** Writes how an operation stands now; on the disk before it counts. */
    synchronized Entry record(Entry operation, State state, String code, Instant at) {
        Entry entry = new Entry(
                entries.size() + 1L,
                operation.operation(),
                operation.kind(),
                operation.payment(),
                operation.own(),
                operation.amount(),
                requireNonNull(state),
                code,
                operation.reference(),
                at);
        if (file != null) {
            file.append(entry);
        }
        add(entry);
        return entry;
    }

    private void add(Entry entry) {
        entries.add(entry);
        byPayment.computeIfAbsent(entry.payment(), it -> new ArrayList<>()).add(entry);
        lastOfOwn.put(entry.own(), entry);
        entry.operation().ifPresent(it -> {
            lastOfOperation.put(it, entry);
            effects.merge(it, entry.state() == State.APPROVED ? 1 : 0, Integer::sum);
        });
    }
}
