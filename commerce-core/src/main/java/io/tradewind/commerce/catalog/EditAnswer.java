package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import java.util.List;

/** What became of an edit. */
public sealed interface EditAnswer {
    /** It is saved; the product as it is now. */
    record Saved(Product product) implements EditAnswer {}

    /** Somebody else changed it meanwhile and nothing was saved; the product as it is now. */
    record Stale(Product current) implements EditAnswer {}

    /** Something in it is wrong and nothing was saved; every problem by field. */
    record Refused(List<Refusal> problems) implements EditAnswer {
        /** Copies the problems. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** The saved product; throws on every other answer. */
    default Product orThrow() {
        if (this instanceof Saved saved) {
            return saved.product();
        }
        if (this instanceof Stale stale) {
            throw new CommerceException(
                    ErrorCode.STALE,
                    "Product '" + stale.current().slug() + "' is at version "
                            + stale.current().version() + ".");
        }
        throw ((Refused) this).problems().get(0).asException();
    }
}
