package io.tradewind.commerce.app.shop;

/** A link that changes what is shown. */
public record ShelfLink(String text, String href, boolean current) {}
