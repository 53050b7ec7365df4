package io.tradewind.commerce.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/** What kind of value a setting takes. */
public enum FieldKind {
    /** Any text. */
    TEXT,
    /** A secret: write-only, masked. */
    SECRET,
    /** A secret of which two values may be valid at once, newest first. */
    ROTATING_SECRET,
    /** An absolute URI. */
    URI,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number. */
    INTEGER,
    /** A duration as {@code PT30M}. */
    DURATION,
    /** One of the field's choices. */
    CHOICE,
    /** Currency codes separated by commas. */
    CURRENCIES,
    /** ISO country codes separated by commas. */
    COUNTRIES,
    /** An amount as {@code EUR 4.90}. */
    MONEY;

    /** Returns what is wrong with a value of this kind, without repeating the value, or empty. */
    Optional<String> problem(String value, List<String> choices) {
        try {
            return switch (this) {
                case TEXT, SECRET -> Optional.empty();
                case ROTATING_SECRET ->
                    value.strip().split("\\s+", -1).length <= 2
                            ? Optional.empty()
                            : Optional.of("has more than two values");
                case URI ->
                    SettingText.uri("value", value).isAbsolute()
                            ? Optional.empty()
                            : Optional.of("is not an absolute URI");
                case BOOLEAN ->
                    value.equals("true") || value.equals("false")
                            ? Optional.empty()
                            : Optional.of("is neither true nor false");
                case INTEGER -> {
                    SettingText.integer("value", value);
                    yield Optional.empty();
                }
                case DURATION -> {
                    SettingText.duration("value", value);
                    yield Optional.empty();
                }
                case MONEY -> {
                    SettingText.money("value", value);
                    yield Optional.empty();
                }
                case CHOICE -> choices.contains(value) ? Optional.empty() : Optional.of("is none of " + choices);
                case CURRENCIES -> {
                    for (String code : value.split(",", -1)) {
                        CurrencyUnit.of(code.strip());
                    }
                    yield Optional.empty();
                }
                case COUNTRIES -> {
                    boolean all = Arrays.stream(value.split(",", -1))
                            .allMatch(it -> it.strip().matches("[A-Z]{2}"));
                    yield all ? Optional.empty() : Optional.of("is not a list of country codes as DE,AT");
                }
            };
        } catch (ConfigurationException wrong) {
            return Optional.of(wrong.reason());
        } catch (IllegalCurrencyException wrong) {
            return Optional.of("names an unknown currency");
        }
    }
}
