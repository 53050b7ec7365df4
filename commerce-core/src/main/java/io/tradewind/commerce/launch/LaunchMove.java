package io.tradewind.commerce.launch;

/** What can happen to a launch. */
public enum LaunchMove {
    CREATE,
    ANNOUNCE,
    OPEN,
    END,
    CANCEL
}
