package io.tradewind.commerce.catalog;

import java.util.List;

/** What a proposal comes to: the change to be written, and everything that stands against it. */
record Plan(Saving saving, List<Fault> faults) {
    Plan {
        faults = List.copyOf(faults);
    }

    boolean isGood() {
        return faults.isEmpty();
    }
}
