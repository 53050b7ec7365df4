package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.Refusal;

/**
 * Something wrong in a proposed product.
 *
 * @param field such as {@code title} or {@code variant.sku}
 * @param index which variant, picture, tag or option it is, from 0; -1 if there is only one
 * @param value what was given
 * @param rule what is allowed
 */
record Fault(String field, int index, String value, String rule) {
    Refusal refusal() {
        String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        return Refusal.of("invalid", where(), "'" + shown + "': " + rule + ".");
    }

    String where() {
        return index < 0 ? field : field + "[" + index + "]";
    }
}
