package io.tradewind.commerce.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.spi.MinorUnits;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the interfaces speak it: strict in what is read, money in minor units, absent things left out. */
public final class ApiJson {
    private static final int DEPTH = 32;
    private static final int LONGEST_TEXT = 9_000_000;
    private static final int MOST_TOKENS = 50_000;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxTokenCount(MOST_TOKENS)
                            .maxNumberLength(40)
                            .maxNameLength(200)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(money())
            .addModule(said())
            .build();

    private ApiJson() {}

    /** An empty object. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A value as JSON text. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A value as JSON in UTF-8. */
    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The same with what is {@link Said} in that language. */
    static byte[] bytes(Object value, Lang lang) {
        return MAPPER.writer().withAttribute(Lang.class, lang).writeValueAsBytes(value);
    }

    /** The bytes as JSON; a fault if they are none. */
    static JsonNode read(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw ApiFault.of(400, "malformed", "The body is empty: send a JSON object.");
            }
            List<ApiFault.Detail> wrong = new ArrayList<>();
            check(node, "", wrong);
            if (!wrong.isEmpty()) {
                throw ApiFault.invalid(wrong);
            }
            return node;
        } catch (JacksonException e) {
            throw ApiFault.of(400, "malformed", "The body is not JSON that can be read here: " + where(e) + ".");
        }
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? "check it with a JSON tool"
                : "look at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Texts with control characters and numbers beyond all bounds are for no field. */
    private static void check(JsonNode node, String pointer, List<ApiFault.Detail> wrong) {
        if (wrong.size() >= 10) {
            return;
        }
        if (node.isString()) {
            if (!clean(node.stringValue())) {
                wrong.add(new ApiFault.Detail(
                        pointer, "control-character", "holds a control character or half a character"));
            }
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            wrong.add(new ApiFault.Detail(pointer, "number", "is beyond all bounds"));
        } else if (node.isObject()) {
            node.properties().forEach(it -> {
                if (!clean(it.getKey())) {
                    wrong.add(new ApiFault.Detail(pointer, "control-character", "holds a name that cannot be read"));
                } else {
                    check(
                            it.getValue(),
                            pointer + "/" + it.getKey().replace("~", "~0").replace("/", "~1"),
                            wrong);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), pointer + "/" + i, wrong);
            }
        }
    }

    /** True if a text can be kept: no control characters but line breaks and tabs, no halves of characters. */
    static boolean clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
                return false;
            }
        }
        return true;
    }

    private static SimpleModule said() {
        SimpleModule module = new SimpleModule("said-in-a-language");
        module.addSerializer(String.class, new Text(null));
        return module;
    }

    /** A text; where it is {@link Said} and a language is asked for, in that. */
    private static final class Text extends ValueSerializer<String> {
        private final Said.@Nullable Kind kind;

        Text(Said.@Nullable Kind kind) {
            this.kind = kind;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
            Said said = property == null ? null : property.getAnnotation(Said.class);
            return said == null ? this : new Text(said.value());
        }

        @Override
        public void serialize(String value, JsonGenerator out, SerializationContext context) {
            Lang lang = (Lang) context.getAttribute(Lang.class);
            out.writeString(kind == null || lang == null ? value : in(lang, kind, value));
        }

        private static String in(Lang lang, Said.Kind kind, String text) {
            return switch (kind) {
                case SENTENCE -> lang.said(text);
                case NAME -> lang.catalog(text);
                case INSTRUCTION -> lang.knows("transfer." + text) ? lang.t("transfer." + text) : text;
            };
        }
    }

    private static SimpleModule money() {
        SimpleModule module = new SimpleModule("money-in-minor-units");
        module.addSerializer(Money.class, new ValueSerializer<>() {
            @Override
            public void serialize(Money value, JsonGenerator out, SerializationContext context) {
                out.writeStartObject();
                out.writeNumberProperty("amount", MinorUnits.STANDARD.minor(value));
                out.writeStringProperty("currency", value.getCurrencyUnit().getCode());
                out.writeEndObject();
            }
        });
        module.addDeserializer(Money.class, new ValueDeserializer<>() {
            @Override
            public Money deserialize(JsonParser in, DeserializationContext context) {
                JsonNode node = context.readTree(in);
                String currency = node.get("currency").stringValue();
                try {
                    return MinorUnits.STANDARD.money(
                            CurrencyUnit.of(currency), node.get("amount").longValue());
                } catch (IllegalCurrencyException e) {
                    throw ApiFault.invalid("/currency", "currency", "there is no currency " + currency);
                }
            }
        });
        return module;
    }
}
