package io.tradewind.commerce.access;

import static io.tradewind.commerce.access.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions. */
public enum Role {
    SUPPORT(EnumSet.of(ORDERS_READ, ORDERS, RETURNS, CUSTOMERS)),
    PACKER(EnumSet.of(ORDERS_READ, FULFILMENT, STOCK, RETURNS)),
    FINANCE(EnumSet.of(ORDERS_READ, ORDERS, RETURNS, REFUNDS, PAYMENTS, PROMOTIONS)),
    MERCHANDISER(EnumSet.of(CATALOG, STOCK, PROMOTIONS, LAUNCHES)),
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
