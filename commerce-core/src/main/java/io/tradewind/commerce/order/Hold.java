package io.tradewind.commerce.order;

import java.time.Instant;
import java.util.UUID;

/** A standing reason to wait: which, why, set by whom and when. */
public record Hold(UUID id, HoldKind kind, String reason, String setBy, Instant setAt) {}
