package io.tradewind.commerce.delivery;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;

/** Knows what is in a subject; implemented by the package that owns it. */
@Internal
public interface Contents {
    /** Everything in it that is for sale, in a transaction of its own. A subject of somebody else does not exist. */
    List<ContentItem> of(Scope scope, UUID subject);
}
