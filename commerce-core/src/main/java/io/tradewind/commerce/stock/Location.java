package io.tradewind.commerce.stock;

/**
 * A place where goods lie.
 *
 * @param code short and stable, at most 20 characters, such as {@code main}
 * @param sells true if what lies there may be sold; false for returned or damaged goods
 */
public record Location(String code, boolean sells) {}
