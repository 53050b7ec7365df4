package io.tradewind.commerce.promotion;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.promotion.CommissionStore.Balance;
import io.tradewind.commerce.promotion.CommissionStore.EntryRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Codes, influencers and what these earn. Everything needs the permission {@code PROMOTIONS}, except that an
 * influencer's own customer may read its statement. Safe for many threads.
 */
public final class Promotions {
    private final Scope scope;
    private final CodeStore codes;
    private final InfluencerStore influencers;
    private final CommissionStore commissionRows;
    private final Commissions commissions;
    private final World world;

    @Inject
    Promotions(
            @Assisted Scope scope,
            CodeStore codes,
            InfluencerStore influencers,
            CommissionStore commissionRows,
            Commissions commissions,
            World world) {
        this.scope = scope;
        this.codes = codes;
        this.influencers = influencers;
        this.commissionRows = commissionRows;
        this.commissions = commissions;
        this.world = world;
    }

    /** Creates a code. Refused if there is one that reads the same, or if its influencer is not known. */
    public Code create(NewCode code) {
        scope.require(Permission.PROMOTIONS);
        scope.tx().write("promotions.create", handle -> {
            if (code.influencer().isPresent()) {
                influencer(handle, code.influencer().get());
            }
            if (!codes.insert(handle, scope, code, world.now())) {
                throw CommerceException.badArgument("code", code.code(), "there is a code that reads the same");
            }
            return true;
        });
        return new Code(code, 0, scope.money(0), true);
    }

    /** The code that reads like this, whatever its case. */
    public Optional<Code> find(String code) {
        scope.require(Permission.PROMOTIONS);
        return scope.tx()
                .read("promotions.find", handle -> codes.find(handle, scope, CodeText.fold(code)))
                .map(CodeRow::code);
    }

    /** All codes, in the order of the alphabet. */
    public List<Code> codes() {
        scope.require(Permission.PROMOTIONS);
        return scope.tx().read("promotions.codes", handle -> codes.list(handle, scope));
    }

    /** Ends a code: payments under way keep it, nobody else gets it. */
    public Code end(String code) {
        scope.require(Permission.PROMOTIONS);
        String folded = CodeText.fold(code);
        return scope.tx()
                .write("promotions.end", handle -> {
                    codes.end(handle, scope.storeId(), folded);
                    return codes.find(handle, scope, folded);
                })
                .orElseThrow(() -> CommerceException.notFound("code"))
                .code();
    }

    /** Adds an influencer, or changes name, commission and account of one; orders keep the percentage they had. */
    public Influencer save(Influencer influencer) {
        scope.require(Permission.PROMOTIONS);
        return scope.tx().write("promotions.influencer", handle -> {
            influencers.save(handle, scope.storeId(), influencer, world.now());
            return influencer;
        });
    }

    /** All influencers, by handle. */
    public List<Influencer> influencers() {
        scope.require(Permission.PROMOTIONS);
        return scope.tx().read("promotions.influencers", handle -> influencers.list(handle, scope.storeId()));
    }

    /** What the influencer earned from the first of these instants until just before the second. */
    public Statement statement(String influencer, Instant from, Instant until) {
        Given.value("influencer", influencer);
        return scope.tx().read("promotions.statement", handle -> {
            Optional<Influencer> found = influencers.find(handle, scope.storeId(), influencer);
            if (found.flatMap(Influencer::customerId)
                    .filter(it -> Actor.customer(it).equals(scope.actor()))
                    .isEmpty()) {
                scope.require(Permission.PROMOTIONS);
            }
            Influencer whose = found.orElseThrow(() -> CommerceException.notFound("influencer"));
            return statement(
                    whose,
                    from,
                    until,
                    commissionRows.entries(handle, scope.storeId(), influencer, from, until),
                    commissionRows.balance(handle, scope.storeId(), influencer));
        });
    }

    private Statement statement(Influencer whose, Instant from, Instant until, List<EntryRow> rows, Balance balance) {
        return new Statement(
                whose,
                from,
                until,
                rows.stream()
                        .map(it -> new Statement.Entry(
                                it.at(),
                                it.kind(),
                                it.order(),
                                scope.money(it.goods()),
                                scope.money(it.amount()),
                                it.state()))
                        .toList(),
                sum(rows, Statement.Kind.ACCRUAL, EntryRow::goods),
                sum(rows, Statement.Kind.REVERSAL, it -> -it.goods()),
                sum(rows, Statement.Kind.ACCRUAL, EntryRow::amount),
                sum(rows, Statement.Kind.REVERSAL, it -> -it.amount()),
                sum(rows, Statement.Kind.PAYOUT, it -> -it.amount()),
                scope.money(balance.pending()),
                scope.money(balance.payable()));
    }

    private Money sum(List<EntryRow> rows, Statement.Kind kind, ToLongFunction<EntryRow> what) {
        return scope.money(
                rows.stream().filter(it -> it.kind() == kind).mapToLong(what).sum());
    }

    /** Notes that everything payable was paid out to the influencer; the sum, zero if there is nothing to pay. */
    public Money payOut(String influencer) {
        Given.value("influencer", influencer);
        scope.require(Permission.PROMOTIONS);
        UUID cause = world.id();
        return scope.tx().write("promotions.pay", handle -> {
            influencer(handle, influencer);
            return commissions.payOut(handle, scope, influencer, cause);
        });
    }

    private Influencer influencer(Handle handle, String influencer) {
        return influencers
                .find(handle, scope.storeId(), influencer)
                .orElseThrow(() -> CommerceException.notFound("influencer"));
    }
}
