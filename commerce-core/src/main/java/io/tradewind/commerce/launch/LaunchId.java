package io.tradewind.commerce.launch;

import java.util.UUID;

/** The id of a launch. */
public record LaunchId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
