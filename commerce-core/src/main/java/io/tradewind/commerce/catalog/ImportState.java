package io.tradewind.commerce.catalog;

/** How far a product file is. */
public enum ImportState {
    /** It is here; nothing of it is in the catalog. */
    READY,
    /** Its products are being taken in. */
    RUNNING,
    /** Somebody stopped it; what was in before stays. */
    STOPPED,
    /** All its products were tried. */
    DONE,
    /** What it did is being taken back. */
    UNDOING,
    /** What it did is taken back where that was possible. */
    UNDONE;

    /** True if it works by itself at the moment. */
    public boolean isWorking() {
        return this == RUNNING || this == UNDOING;
    }
}
