package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

/** Says that a setting of an account cannot be used, and how to put it right. Names the field, never its value. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;
    private final String fix;

    /**
     * Creates the exception.
     *
     * @param field name of the setting
     * @param reason what is wrong, as "is not a URI"
     * @param fix what to do, as "write it as https://example.org"
     */
    public ConfigurationException(String field, String reason, String fix) {
        super("setting '" + field + "' " + reason + ". Fix: " + fix);
        this.field = requireNonNull(field, "field");
        this.reason = requireNonNull(reason, "reason");
        this.fix = requireNonNull(fix, "fix");
    }

    /** Returns the exception for a setting that is not there. */
    public static ConfigurationException missing(String field) {
        return new ConfigurationException(field, "is missing", "set '" + field + "' on the account");
    }

    /** Returns the name of the setting. */
    public String field() {
        return field;
    }

    /** Returns what is wrong with it. */
    public String reason() {
        return reason;
    }

    /** Returns what to do about it. */
    public String fix() {
        return fix;
    }
}
