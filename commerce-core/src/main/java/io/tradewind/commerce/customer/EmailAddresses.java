package io.tradewind.commerce.customer;

import io.tradewind.commerce.spi.Internal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses as people type them. */
@Internal
public final class EmailAddresses {
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s@,;<>\"()\\[\\]\\\\\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}.-]{1,180}\\.[\\p{L}\\p{N}-]{2,63}");
    private static final int LONGEST = 254;

    private EmailAddresses() {}

    /** In lower case and without blanks around it; empty if a message could not be sent there. */
    public static Optional<String> tidy(String typed) {
        String address = typed.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && ADDRESS.matcher(address).matches()
                ? Optional.of(address)
                : Optional.empty();
    }
}
