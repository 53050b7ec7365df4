package io.tradewind.commerce.internal.json;

import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Turns records to JSON text and back; {@code Money} is written as {@code "EUR 12.50"}. Safe for many threads. */
public final class Json {
    /** What it learns of a class takes longer than most writing and reading: one for the process. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(money()).build();

    /** The value as JSON text. */
    public String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** JSON text as a value; unknown fields are ignored. */
    public <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** A JSON array of records. */
    public <T> List<T> readList(String json, Class<T> element) {
        return MAPPER.readValue(json, MAPPER.getTypeFactory().constructCollectionType(List.class, element));
    }

    /** A JSON object of texts. */
    public Map<String, String> readMap(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
    }

    private static SimpleModule money() {
        SimpleModule module = new SimpleModule("tradewind-money");
        module.addSerializer(Money.class, new ValueSerializer<>() {
            @Override
            public void serialize(Money value, JsonGenerator out, SerializationContext context) {
                out.writeString(value.toString());
            }
        });
        module.addDeserializer(Money.class, new ValueDeserializer<>() {
            @Override
            public Money deserialize(JsonParser in, DeserializationContext context) {
                return Money.parse(in.getString());
            }
        });
        module.addSerializer(CurrencyUnit.class, new ValueSerializer<>() {
            @Override
            public void serialize(CurrencyUnit value, JsonGenerator out, SerializationContext context) {
                out.writeString(value.getCode());
            }
        });
        module.addDeserializer(CurrencyUnit.class, new ValueDeserializer<>() {
            @Override
            public CurrencyUnit deserialize(JsonParser in, DeserializationContext context) {
                return CurrencyUnit.of(in.getString());
            }
        });
        return module;
    }
}
