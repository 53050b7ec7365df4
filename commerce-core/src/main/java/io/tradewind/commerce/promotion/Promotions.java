package io.tradewind.commerce.promotion;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Codes, influencers and what these earn. Everything needs the permission {@code PROMOTIONS}, except that an
 * influencer's own account may read its statement. Safe for many threads.
 */
public final class Promotions {
    private final Scope scope;

    @Inject
    Promotions(@Assisted Scope scope) {
        this.scope = scope;
    }

    /** Creates a code; refused if there is one that reads the same. */
    public Code create(NewCode code) {
        throw new UnsupportedOperationException(scope.toString());
    }

    /** The code that reads like this, whatever its case. */
    public Optional<Code> find(String code) {
        throw new UnsupportedOperationException();
    }

    /** All codes, in the order of the alphabet. */
    public List<Code> codes() {
        throw new UnsupportedOperationException();
    }

    /** Ends a code: payments under way keep it, nobody else gets it. */
    public Code end(String code) {
        throw new UnsupportedOperationException();
    }

    /** Adds an influencer, or changes name, commission and account of one; orders keep the percentage they had. */
    public Influencer save(Influencer influencer) {
        throw new UnsupportedOperationException();
    }

    /** All influencers, by handle. */
    public List<Influencer> influencers() {
        throw new UnsupportedOperationException();
    }

    /** What the influencer earned between these instants. */
    public Statement statement(String influencer, Instant from, Instant until) {
        throw new UnsupportedOperationException();
    }

    /** Notes that everything payable was paid out to the influencer; the sum of it. */
    public Money payOut(String influencer) {
        throw new UnsupportedOperationException();
    }
}
