package io.tradewind.commerce.launch;

/** Where a launch stands. */
public enum LaunchState {
    /** Only staff see it. */
    DRAFT,
    /** People can sign up; nobody can buy yet. */
    ANNOUNCED,
    /** Those who are invited can buy; others can still sign up. */
    SELLING,
    /** It is over. */
    ENDED,
    /** It will not happen. */
    CANCELLED
}
