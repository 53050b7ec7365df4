package io.tradewind.commerce.tests.simulation;

/**
 * A constraint that is not there.
 *
 * @param text what it says, to put it back
 */
record Dropped(String table, String constraint, String text) {
    String drop() {
        return "alter table commerce." + table + " drop constraint commerce." + constraint;
    }

    String restore() {
        return "alter table commerce." + table + " add constraint " + constraint + " " + text;
    }

    @Override
    public String toString() {
        return table + ": " + constraint;
    }
}
