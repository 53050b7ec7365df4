package io.tradewind.commerce.app.shop;

/** A card that behaves in a known way. */
public record TestCard(String token, String text) {}
