package io.tradewind.commerce.testkit.payment;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;

/** What belongs to the whole process, as it was at one moment. */
final class Globals {
    private final Properties properties;
    private final Map<String, Object> values;

    private Globals(Properties properties, Map<String, Object> values) {
        this.properties = properties;
        this.values = values;
    }

    static Globals now() {
        Map<String, Object> values = new TreeMap<>();
        values.put("time zone", TimeZone.getDefault().getID()); // first: the JDK notes it in a property
        for (Locale.Category category : Locale.Category.values()) {
            values.put("locale " + category, Locale.getDefault(category));
        }
        Properties properties = (Properties) System.getProperties().clone();
        properties.forEach((name, value) -> values.put("property " + name, value));
        values.put("authenticator", String.valueOf(Authenticator.getDefault()));
        values.put("cookie handler", String.valueOf(CookieHandler.getDefault()));
        values.put("proxy selector", String.valueOf(ProxySelector.getDefault()));
        values.put("response cache", String.valueOf(ResponseCache.getDefault()));
        values.put("uncaught exceptions", String.valueOf(Thread.getDefaultUncaughtExceptionHandler()));
        values.put("host name verifier", String.valueOf(HttpsURLConnection.getDefaultHostnameVerifier()));
        return new Globals(properties, values);
    }

    /** Returns what is different now, by name. */
    Map<String, String> changes() {
        Map<String, Object> after = now().values;
        Map<String, String> changes = new TreeMap<>();
        after.forEach((name, value) -> {
            Object before = values.get(name);
            if (!Objects.equals(value, before)) {
                changes.put(name, before + " became " + value);
            }
        });
        values.keySet().stream().filter(it -> !after.containsKey(it)).forEach(it -> changes.put(it, "is gone"));
        return changes;
    }

    /** Puts the system properties back, so that one rule does not hide what the next looks for. */
    void restore() {
        if (!System.getProperties().equals(properties)) {
            System.setProperties(properties);
        }
    }
}
