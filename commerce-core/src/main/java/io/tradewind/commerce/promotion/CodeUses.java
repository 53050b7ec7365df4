package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.MasterKey;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * What other rooms do with codes inside their transaction. A limit or a budget is one conditional update of the code's
 * row; its lock also keeps the customer's slots apart. Safe for many threads.
 */
@Internal
@Singleton
public final class CodeUses {
    /** Wrong guesses an actor has in a clock hour; after them no code is answered until the next. */
    static final int GUESSES = 10;

    private final CodeStore codes;
    private final CodeUseStore uses;
    private final Outbox outbox;
    private final World world;
    private final MasterKey key;

    @Inject
    CodeUses(CodeStore codes, CodeUseStore uses, Outbox outbox, World world, MasterKey key) {
        this.codes = codes;
        this.uses = uses;
        this.outbox = outbox;
        this.world = world;
        this.key = key;
    }

    /**
     * Whether the code would work on goods of that price at this moment, in one statement. Wrong guesses are counted in
     * the caller's transaction, which must be committed for them to count.
     */
    public CodeAnswer find(Handle handle, Scope scope, String code, Money goods) {
        Instant now = world.now();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        String owner = scope.actor().ownerKey();
        String folded = CodeText.fold(code);
        CodeStore.LookUp found = codes.lookUp(handle, scope, folded, owner, hour);
        if (found.misses() >= GUESSES && !scope.actor().isStaff()) {
            return guessing(hour.plus(Duration.ofHours(1)), scope);
        }
        if (found.row().isEmpty()) {
            codes.miss(handle, scope.storeId(), owner, hour);
            return new CodeAnswer.Refused(unknown(folded));
        }
        CodeRow row = found.row().get();
        return answer(scope, row, row.refusal(now, scope.store().zone()), goods);
    }

    /** Whether a code that is on a basket already still works; no guess is counted and none refused. */
    public CodeAnswer recheck(Handle handle, Scope scope, String code, Money goods) {
        return recheck(handle, scope, code, goods, Optional.empty());
    }

    /** The same for a checkout, whose own held use does not stand in its way. */
    public CodeAnswer recheck(Handle handle, Scope scope, String code, Money goods, UUID checkoutId) {
        return recheck(handle, scope, code, goods, Optional.of(checkoutId));
    }

    private CodeAnswer recheck(Handle handle, Scope scope, String code, Money goods, Optional<UUID> checkout) {
        String folded = CodeText.fold(code);
        Optional<CodeRow> found = codes.find(handle, scope, folded);
        if (found.isEmpty()) {
            return new CodeAnswer.Refused(unknown(folded));
        }
        Optional<Refusal> refusal = found.get()
                .refusal(world.now(), scope.store().zone())
                .filter(it -> checkout.filter(id -> uses.holds(handle, scope.storeId(), id, folded))
                        .isEmpty());
        return answer(scope, found.get(), refusal, goods);
    }

    private static CodeAnswer answer(Scope scope, CodeRow row, Optional<Refusal> refusal, Money goods) {
        return refusal.or(() -> row.refusalFor(scope.actor().ownerKey()))
                .or(() -> row.refusalFor(goods))
                .<CodeAnswer>map(CodeAnswer.Refused::new)
                .orElseGet(() -> new CodeAnswer.Usable(row.rule()));
    }

    private static CodeAnswer guessing(Instant until, Scope scope) {
        LocalTime again = until.atZone(scope.store().zone()).toLocalTime();
        return new CodeAnswer.Refused(Refusal.of(
                "code-guessing",
                "code",
                "Too many wrong codes were tried. Codes can be entered again at " + again + "."));
    }

    private static Refusal unknown(String folded) {
        return Refusal.of("code-unknown", "code", "There is no code " + folded + ". Check how it is written.");
    }

    /**
     * Counts a use for a checkout that starts to pay. A use it held before is kept if it is the same and replaced if it
     * is not; if the new one is refused the old one stays.
     *
     * @param customerKey who the limit per customer counts, such as the owner key or the verified number; only its keyed
     *     hash is stored
     * @return empty if it is held, else why not
     */
    public Optional<Refusal> hold(
            Handle handle, Scope scope, String code, UUID checkoutId, Money discount, String customerKey) {
        int store = scope.storeId();
        String folded = CodeText.fold(code);
        long amount = scope.minor(discount);
        if (amount < 0) {
            throw CommerceException.badArgument("discount", discount, "not negative");
        }
        String customer = hashed(store, folded, customerKey);
        Optional<CodeUse> before = uses.find(handle, store, checkoutId, CodeUseState.HELD);
        if (before.filter(it -> it.code().equals(folded)
                        && it.amount() == amount
                        && it.customerKey().equals(customer))
                .isPresent()) {
            return Optional.empty();
        }
        Optional<CodeRow> row = codes.find(handle, scope, folded);
        if (row.isEmpty()) {
            return Optional.of(unknown(folded));
        }
        Optional<Refusal> own = row.get()
                .refusalFor(customerKey)
                .or(() -> row.get().refusalFor(scope.actor().ownerKey()));
        if (own.isPresent()) {
            return own;
        }
        before.ifPresent(it -> codes.give(handle, store, it.code(), it.amount()));
        CodeUse use = new CodeUse(world.id(), folded, checkoutId, customer, amount, CodeUseState.HELD, 1);
        Optional<Refusal> refused = take(handle, scope, row.get(), use, before);
        if (refused.isPresent()) {
            before.ifPresent(it -> codes.restore(handle, store, it.code(), it.amount()));
        }
        return refused;
    }

    private Optional<Refusal> take(Handle handle, Scope scope, CodeRow row, CodeUse use, Optional<CodeUse> before) {
        int store = scope.storeId();
        if (!codes.take(handle, store, use.code(), use.amount(), world.now())) {
            return codes.find(handle, scope, use.code())
                    .flatMap(it -> it.refusal(world.now(), scope.store().zone()))
                    .or(row::gone);
        }
        Optional<Integer> slot = Optional.empty();
        if (row.terms().perCustomer().isPresent()) {
            Set<Integer> taken = uses.slots(handle, store, use, before);
            slot = IntStream.range(0, row.terms().perCustomer().getAsInt())
                    .filter(it -> !taken.contains(it))
                    .boxed()
                    .findFirst();
            if (slot.isEmpty()) {
                codes.give(handle, store, use.code(), use.amount());
                return row.tooOften();
            }
        }
        before.ifPresent(it -> uses.move(handle, store, it, CodeUseState.RELEASED));
        uses.insert(handle, store, use, slot, world.now());
        outbox.record(
                handle,
                scope,
                before.map(it -> List.of(moved(it, CodeUseState.RELEASED), born(use)))
                        .orElseGet(() -> List.of(born(use))));
        return Optional.empty();
    }

    /** The order is placed. Does nothing without a held use. */
    public void use(Handle handle, Scope scope, UUID checkoutId) {
        move(handle, scope, checkoutId, CodeUseState.HELD, CodeUseState.USED);
    }

    /** The checkout was left or lapsed. Does nothing without a held use. */
    public void release(Handle handle, Scope scope, UUID checkoutId) {
        move(handle, scope, checkoutId, CodeUseState.HELD, CodeUseState.RELEASED);
    }

    /** The order was cancelled. Does nothing without a confirmed use. */
    public void giveBack(Handle handle, Scope scope, UUID checkoutId) {
        move(handle, scope, checkoutId, CodeUseState.USED, CodeUseState.GIVEN_BACK);
    }

    private void move(Handle handle, Scope scope, UUID checkoutId, CodeUseState from, CodeUseState to) {
        Optional<CodeUse> found = uses.find(handle, scope.storeId(), checkoutId, from);
        if (found.isEmpty() || !uses.move(handle, scope.storeId(), found.get(), to)) {
            return;
        }
        CodeUse use = found.get();
        if (to != CodeUseState.USED && !codes.give(handle, scope.storeId(), use.code(), use.amount())) {
            throw new CommerceException(
                    ErrorCode.INVARIANT, "INV-PROMO-1: code " + use.code() + " counts fewer uses than there are.");
        }
        outbox.record(handle, scope, List.of(moved(use, to)));
    }

    /** Another one for each code, so that uses of several codes cannot be joined to a person. */
    private String hashed(int store, String folded, String customerKey) {
        return HexFormat.of()
                .formatHex(key.sign(
                        "code-customer",
                        Integer.toString(store).getBytes(StandardCharsets.UTF_8),
                        folded.getBytes(StandardCharsets.UTF_8),
                        customerKey.getBytes(StandardCharsets.UTF_8)));
    }

    private static Change born(CodeUse use) {
        return Change.of(
                CodeUseFlow.TABLE.machine(), use.id(), 1, "", CodeUseState.HELD.name(), use.checkoutId(), null);
    }

    private static Change moved(CodeUse use, CodeUseState to) {
        return Change.of(
                CodeUseFlow.TABLE.machine(),
                use.id(),
                use.version() + 1,
                use.state().name(),
                to.name(),
                use.checkoutId(),
                null);
    }
}
