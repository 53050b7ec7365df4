package io.tradewind.commerce.customer;

import io.tradewind.commerce.spi.Address;

/**
 * An entry of an address book.
 *
 * @param preferred true for the one that is offered first; an address book has at most one
 */
public record SavedAddress(AddressId id, Address address, boolean preferred) {}
