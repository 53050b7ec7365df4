package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.json.MaskedJson;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Puts what was said into words for staff. It denies by default: texts show only under names that are known to hold
 * neither secrets nor personal data; amounts, states, times and references show; everything else is starred or left out.
 */
final class Redaction {
    private static final String STARS = "***";
    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 4;
    private static final Set<String> SHOWN = Set.of(
            "amount",
            "capture_method",
            "charge",
            "code",
            "created",
            "create_time",
            "currency",
            "currency_code",
            "debug_id",
            "decline_code",
            "detail",
            "diagnostic",
            "error",
            "error_code",
            "errorcode",
            "event",
            "eventcode",
            "event_type",
            "id",
            "intent",
            "issue",
            "message",
            "merchantreference",
            "network_status",
            "object",
            "originalreference",
            "param",
            "payment_intent",
            "pspreference",
            "rawcode",
            "reason",
            "reference",
            "reference_id",
            "refusalreason",
            "refusalreasoncode",
            "result",
            "resultcode",
            "state",
            "status",
            "success",
            "type",
            "update_time",
            "value",
            "why");

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(it -> new Part(it.getName(), it.getAccessor()))
                    .toList();
        }
    };

    private Redaction() {}

    /** A component of a record. */
    private record Part(String name, Method accessor) {}

    /** A request to a plugin or its answer, one line for each part that may be shown. */
    static String record(Object said) {
        if (said instanceof Optional<?> it) {
            return it.map(Redaction::record).orElse("");
        }
        if (!(said instanceof Record it)) {
            return "";
        }
        Map<String, String> lines = new LinkedHashMap<>();
        collect("", it, lines, 0);
        List<String> text = new ArrayList<>(List.of(it.getClass().getSimpleName()));
        lines.forEach((name, value) -> text.add(name + ": " + value));
        return String.join("\n", text);
    }

    private static void collect(String prefix, Record said, Map<String, String> lines, int depth) {
        for (Part part : PARTS.get(said.getClass())) {
            value(part, said).ifPresent(it -> line(prefix + part.name(), part.name(), it, lines, depth));
        }
    }

    private static void line(String path, String name, Object value, Map<String, String> lines, int depth) {
        if (value instanceof Optional<?> it) {
            it.ifPresent(inner -> line(path, name, inner, lines, depth));
        } else if (value instanceof Money
                || value instanceof Temporal
                || value instanceof Duration
                || value instanceof Enum<?>
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof UUID
                || value instanceof OperationId
                || value instanceof ProviderRef
                || value instanceof CurrencyUnit) {
            lines.put(path, value.toString());
        } else if (value instanceof URI it) {
            lines.put(path, it.getScheme() + "://" + it.getHost()); // what follows may let its bearer in
        } else if (value instanceof String it) {
            if (!it.isEmpty() && shows(name, it)) {
                lines.put(path, it);
            }
        } else if (value instanceof Map<?, ?> it) {
            if (name.equals("safe")) { // fields the plugin vouches for
                it.forEach((key, text) -> lines.put(String.valueOf(key), String.valueOf(text)));
            }
        } else if (value instanceof Collection<?> it && depth < 2) {
            lines.put(path, it.size() + (it.size() == 1 ? " entry" : " entries"));
        } else if (value instanceof Record it && depth < DEEPEST) {
            int before = lines.size();
            collect(path + ".", it, lines, depth + 1);
            if (lines.size() == before && it.getClass().getEnclosingClass() != null) {
                lines.put(path, it.getClass().getSimpleName()); // which variant it is, its content hidden
            }
        }
    }

    private static Optional<Object> value(Part part, Record said) {
        try {
            return Optional.ofNullable(part.accessor().invoke(said));
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return Optional.empty();
        }
    }

    /** A body on the wire: JSON and forms with what may be shown of them, anything else by its size. */
    static String body(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        } else if (bytes.length > LARGEST) {
            return "(" + bytes.length + " bytes)";
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return MaskedJson.of(text, Redaction::shows).orElse("(" + bytes.length + " bytes that are no JSON)");
        }
        return text.matches("[\\w.%\\[\\]-]+=[^&\\s<]*(&[\\w.%\\[\\]-]+=[^&\\s<]*)*")
                ? form(text)
                : "(" + bytes.length + " bytes)";
    }

    private static String form(String text) {
        List<String> lines = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            int cut = pair.indexOf('=');
            String name = decoded(pair.substring(0, cut));
            String value = decoded(pair.substring(cut + 1));
            String last = name.replaceAll("\\[\\d*]$", "").replaceAll("^.*\\[([^\\]]*)]$", "$1");
            lines.add(name + " = " + (shows(last, value) || value.matches("\\d{1,8}|true|false") ? value : STARS));
        }
        return String.join("\n", lines);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return STARS;
        }
    }

    /** True if a text may be shown under that name; a value of no special name only if it is a number. */
    private static boolean shows(String name, String text) {
        String known = name.toLowerCase(Locale.ROOT);
        return SHOWN.contains(known) && (!known.equals("value") || text.matches("-?\\d{1,9}([.]\\d{1,4})?"));
    }
}
