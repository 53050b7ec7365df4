package io.tradewind.commerce.access;

import static io.tradewind.commerce.access.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions. A member of staff may have several; the permissions add up. */
public enum Role {
    /** Answers customers: orders, returns, customers; moves no money. */
    SUPPORT(EnumSet.of(ORDERS_READ, ORDERS, RETURNS, CUSTOMERS)),
    /** Works in the warehouse: packing, stock, returns that arrive. */
    PACKER(EnumSet.of(ORDERS_READ, FULFILMENT, STOCK, RETURNS)),
    /** Looks after money: orders, returns, refunds, payments, codes. */
    FINANCE(EnumSet.of(ORDERS_READ, ORDERS, RETURNS, REFUNDS, PAYMENTS, PROMOTIONS)),
    /** Looks after what is sold: products, stock, codes, launches. */
    MERCHANDISER(EnumSet.of(CATALOG, STOCK, PROMOTIONS, LAUNCHES)),
    /** May do everything. */
    ADMIN(EnumSet.allOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** True if this role contains the permission. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
