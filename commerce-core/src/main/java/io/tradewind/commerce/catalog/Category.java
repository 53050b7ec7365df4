package io.tradewind.commerce.catalog;

import java.util.Optional;
import java.util.UUID;

/**
 * A shelf of the shop. Immutable.
 *
 * @param slug its name in addresses, unique in the store
 * @param name what shoppers read
 * @param parent slug of the category above it, if there is one
 * @param position where it stands among its neighbours; smaller first
 */
public record Category(UUID id, String slug, String name, Optional<String> parent, int position) {}
