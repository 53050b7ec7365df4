package io.tradewind.commerce.app.staff;

import java.util.UUID;

/**
 * A list as somebody wants to see it again: only that person sees it.
 *
 * @param name what its tab says, 1 to 40 characters, once for each person
 * @param address what the list shows, as the query of its address
 * @param first true if the list opens with it
 */
public record SavedView(UUID id, String name, String address, boolean first) {}
