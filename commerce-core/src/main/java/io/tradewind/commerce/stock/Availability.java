package io.tradewind.commerce.stock;

import io.tradewind.commerce.spi.Internal;

/**
 * How many units of an article could be sold at this moment.
 *
 * @param onHandFree units in the building that nobody has reserved
 * @param preorderFree units that may still be ordered before they are there
 * @param launchFree units left of the launch quota
 * @param backorderFree units that may be sold though they have run out
 */
@Internal
public record Availability(int onHandFree, int preorderFree, int launchFree, int backorderFree) {
    /** Nothing at all. */
    public static final Availability NONE = new Availability(0, 0, 0, 0);

    /** Free units of that kind. */
    public int free(Kind kind) {
        return switch (kind) {
            case ON_HAND -> onHandFree;
            case PREORDER -> preorderFree;
            case LAUNCH -> launchFree;
            case BACKORDER -> backorderFree;
            case OWED -> 0;
        };
    }

    Availability plus(Kind kind, int units) {
        return switch (kind) {
            case ON_HAND -> new Availability(onHandFree + units, preorderFree, launchFree, backorderFree);
            case PREORDER -> new Availability(onHandFree, preorderFree + units, launchFree, backorderFree);
            case LAUNCH -> new Availability(onHandFree, preorderFree, launchFree + units, backorderFree);
            case OWED -> this;
            case BACKORDER -> new Availability(onHandFree, preorderFree, launchFree, backorderFree + units);
        };
    }
}
