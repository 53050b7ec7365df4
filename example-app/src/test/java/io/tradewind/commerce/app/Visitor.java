package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies, follows redirects, sends the hidden fields of the form it has read. */
final class Visitor {
    /** Where they live, by fields of a form. */
    static final String[] HOME = {
        "name", "Ada Vos", "country", "DE", "postcode", "04107", "city", "Leipzig", "street", "Markt 1"
    };

    private final URI base;
    private final String address;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;
    private Answer last = new Answer(0, "", "", "");

    Visitor(URI base) {
        this(base, "");
    }

    /** Somebody at that address on the network, as a proxy would say; empty for nothing said. */
    Visitor(URI base, String address) {
        this.base = base;
        this.address = address;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** What came back, after all redirects. */
    record Answer(int status, String path, String body, String policy) {
        /** The text a reader sees, roughly. */
        String text() {
            return body.replaceAll("(?s)<script.*?</script>", "")
                    .replaceAll("<[^>]+>", " ")
                    .replace("&amp;", "&")
                    .replaceAll("[\\s\u00a0]+", " ");
        }

        /** The value of a hidden field. */
        String hidden(String name) {
            return find("name=\"" + name + "\" value=\"([^\"]*)\"");
        }

        /** The first group of a pattern in the page. */
        String find(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            if (!matcher.find()) {
                throw new AssertionError("no " + pattern + " on " + path + ":\n" + text());
            }
            return matcher.group(1).replace("&amp;", "&");
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** The bytes of a file that is there. */
    byte[] download(String path) throws IOException {
        try {
            HttpResponse<byte[]> file = client.send(
                    HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            return file.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form with the forgery token of the last page. */
    Answer post(String path, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("csrf", last.hidden("csrf"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return postExactly(path, fields);
    }

    Answer postExactly(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Answer send(HttpRequest.Builder request) {
        if (!address.isEmpty()) {
            request.header("X-Forwarded-For", address);
        }
        try {
            HttpResponse<String> response = client.send(
                    request.timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String query = response.uri().getRawQuery();
            last = new Answer(
                    response.statusCode(),
                    response.uri().getPath() + (query == null ? "" : "?" + query),
                    response.body(),
                    response.headers().firstValue("Content-Security-Policy").orElse(""));
            return last;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Puts one into the basket. */
    Answer add(String sku, String... extras) {
        get("/cart");
        String[] fields = new String[extras.length + 4];
        System.arraycopy(new String[] {"sku", sku, "quantity", "1"}, 0, fields, 0, 4);
        System.arraycopy(extras, 0, fields, 4, extras.length);
        return post("/cart/add", fields);
    }

    /** From the basket over the code to the address. */
    Answer verify(String phone) {
        get("/checkout");
        post("/checkout/phone", "phone", phone);
        return post("/checkout/phone/code", "code", "000000");
    }

    /** Fills the address in, which leads to the delivery. */
    Answer live() {
        return post("/checkout/address", HOME);
    }

    /** Takes the first delivery there is, which leads to the payment. */
    Answer choose() {
        return post("/checkout/delivery", "option", last.find("name=\"option\" value=\"([^\"]+)\""));
    }

    /** Presses the button that pays. */
    Answer pay(String account, String card) {
        return pay(account, card, "");
    }

    /** The same; the card is kept if {@code keep} says something. */
    Answer pay(String account, String card, String keep) {
        Answer page = last;
        return post(
                "/checkout/payment",
                "keep",
                keep,
                "checkout",
                page.hidden("checkout"),
                "shown",
                page.hidden("shown"),
                "key",
                page.hidden("key"),
                "account",
                account,
                "card",
                card);
    }

    /** Buys a mug as a guest; the path that follows the order. */
    String buy(String phone) {
        add("MUG-CLAY");
        verify(phone);
        live();
        choose();
        return pay("card", "approve").path().replace("/thanks/", "/o/");
    }

    /** Signs in by a code to that number. */
    Answer signIn(String phone) {
        SharedShop.limitsForget();
        get("/account/sign-in");
        post("/account/sign-in", "phone", phone);
        return post("/account/sign-in/code", "code", "000000");
    }

    /** The numbers of the orders of this browser; those of all visitors are counted by nobody, as some come by themselves. */
    Set<String> orders() {
        return Pattern.compile("JJ-\\d+")
                .matcher(get("/account").body())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** All cookies by name. */
    Map<String, String> cookies() {
        Map<String, String> all = new LinkedHashMap<>();
        cookies.getCookieStore().getCookies().forEach(it -> all.put(it.getName(), it.getValue()));
        return all;
    }

    void setCookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(base, cookie);
    }

    Answer last() {
        return last;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
