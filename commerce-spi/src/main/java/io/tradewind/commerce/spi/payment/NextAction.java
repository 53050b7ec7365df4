package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the buyer has to do before a payment goes on. */
public sealed interface NextAction {
    /**
     * Go to another page.
     *
     * @param method {@code GET} or {@code POST}
     * @param url where to
     * @param fields form fields to send along, as a rule none
     */
    record Redirect(String method, URI url, Map<String, String> fields) implements NextAction {
        /** Copies the fields. */
        public Redirect {
            requireNonNull(method, "method");
            requireNonNull(url, "url");
            fields = Map.copyOf(fields);
        }
    }

    /**
     * Scan a code.
     *
     * @param qrPayload content of the QR code
     * @param text what to do with it
     */
    record ShowCode(String qrPayload, String text) implements NextAction {
        /** Refuses missing parts. */
        public ShowCode {
            requireNonNull(qrPayload, "qrPayload");
            requireNonNull(text, "text");
        }
    }

    /**
     * Follow instructions, as for a bank transfer.
     *
     * @param lines label and value, in the order to show them
     */
    record ShowInstructions(Map<String, String> lines) implements NextAction {
        /** Copies the lines and keeps their order. */
        public ShowInstructions {
            lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
        }
    }

    /**
     * Hand data to the provider's script in the browser.
     *
     * @param json what the script wants
     */
    record ClientStep(String json) implements NextAction {
        /** Refuses missing data. */
        public ClientStep {
            requireNonNull(json, "json");
        }
    }
}
