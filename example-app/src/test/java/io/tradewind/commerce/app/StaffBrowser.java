package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: follows links, presses buttons that are on the page, keeps cookies. */
final class StaffBrowser {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    static final String PASSWORD = "four unrelated words, no rule";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI base;
    private String page = "";
    private String path = "";
    private String secret = "";
    private String last = "";
    private final List<String> set = new ArrayList<>();

    StaffBrowser(URI base) {
        this.base = base;
    }

    /** Makes an administrator's account by a fresh link, which signs in. */
    static StaffBrowser signedIn(App app) {
        return signedIn(app, "Mira Kovač", "mira" + COUNT.incrementAndGet());
    }

    /** The same under a name of one's own. */
    static StaffBrowser signedIn(App app, String name, String handle) {
        StaffBrowser browser = new StaffBrowser(app.url());
        browser.setUp(app.staffLink().getPath(), name, handle);
        assertThat(browser.page()).contains("What needs you now");
        return browser;
    }

    /** Follows a one-time link and makes the account it is for. */
    StaffBrowser setUp(String link, String name, String handle) {
        open(link);
        return press(link, Map.of("name", name, "handle", handle, "password", PASSWORD, "again", PASSWORD));
    }

    /** The page that is open. */
    String page() {
        return page;
    }

    /** Its address. */
    String path() {
        return path;
    }

    /** The words of the page, without markup. */
    String words() {
        return page.replaceAll("<[^>]*>", " ")
                .replace("&amp;", "&")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }

    /** The value of a cookie this browser has. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    void setCookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(base, cookie);
    }

    /** All that cookies were ever set to, with their flags. */
    List<String> setCookies() {
        return set;
    }

    /** The body of the last answer, whatever its status. */
    String last() {
        return last;
    }

    int status(String method, String where) {
        HttpRequest.BodyPublisher body =
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("csrf=guess");
        return send(HttpRequest.newBuilder(base.resolve(where))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, body))
                .statusCode();
    }

    /** The answer to a body as no form makes it. */
    int send(String where, String type, byte[] body) {
        return send(HttpRequest.newBuilder(base.resolve(where))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)))
                .statusCode();
    }

    /** The same where nobody says beforehand how long it is. */
    int sendWithoutLength(String where, byte[] body) {
        return send(HttpRequest.newBuilder(base.resolve(where))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                .statusCode();
    }

    StaffBrowser open(String where) {
        return show(send(HttpRequest.newBuilder(base.resolve(where))));
    }

    /** The first thing that a stream of events says; the stream is closed then. */
    String hear(String where) throws IOException, InterruptedException {
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(base.resolve(where))
                        .header("Accept", "text/event-stream")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/event-stream"));
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            StringBuilder said = new StringBuilder();
            Instant patience = Instant.now().plusSeconds(60); // somebody who has no news says so now and then
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(Instant.now()).as("news of %s", where).isBefore(patience);
                if (line.isEmpty() && said.length() > 0) {
                    return said.toString();
                } else if (!line.isEmpty() && !line.startsWith(":")) {
                    said.append(line).append('\n');
                }
            }
            return said.toString();
        }
    }

    HttpResponse<byte[]> download(String where) {
        try {
            return http.send(HttpRequest.newBuilder(base.resolve(where)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Presses the button of the form with that action; it must be on the page. */
    StaffBrowser press(String action, Map<String, String> fields) {
        assertThat(page).as("a form for %s on %s", action, path).contains("action=\"" + action + "\"");
        return post(action, fields);
    }

    /** Presses a button whose answer is a refusal. */
    StaffBrowser press(String action, Map<String, String> fields, int status) {
        assertThat(page).as("a form for %s on %s", action, path).contains("action=\"" + action + "\"");
        return show(submit(action, fields), status);
    }

    /** Sends a form that may not be on the page any more, as a stale tab does. */
    StaffBrowser post(String action, Map<String, String> fields) {
        return show(submit(action, fields));
    }

    /** The same where the answer is a refusal. */
    StaffBrowser post(String action, Map<String, String> fields, int status) {
        return show(submit(action, fields), status);
    }

    /** The status of a form sent with the secret of the last page. */
    int submitted(String action, Map<String, String> fields) {
        return submit(action, fields).statusCode();
    }

    private HttpResponse<String> submit(String action, Map<String, String> fields) {
        String body = "csrf=" + encoded(csrf())
                + fields.entrySet().stream()
                        .map(it -> "&" + encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(base.resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", base.resolve(path.isEmpty() ? "/" : path).toString())
                .POST(BodyPublishers.ofString(body)));
    }

    /** As if this browser had been left alone for too long. */
    StaffBrowser forgotten() {
        cookies.getCookieStore().removeAll();
        return this;
    }

    /** Chooses a file in the form with that action. */
    StaffBrowser upload(String action, String name, byte[] file, Map<String, String> fields) {
        String edge = "----edge7f3a91";
        StringBuilder head = new StringBuilder();
        part(head, edge, "csrf", csrf());
        fields.forEach((field, value) -> part(head, edge, field, value));
        head.append("--").append(edge).append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"");
        head.append(name).append("\"\r\nContent-Type: text/csv\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[start.length + file.length + end.length];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(file, 0, body, start.length, file.length);
        System.arraycopy(end, 0, body, start.length + file.length, end.length);
        return show(send(HttpRequest.newBuilder(base.resolve(action))
                .header("Content-Type", "multipart/form-data; boundary=" + edge)
                .POST(BodyPublishers.ofByteArray(body))));
    }

    private static void part(StringBuilder head, String edge, String name, String value) {
        head.append("--")
                .append(edge)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name);
        head.append("\"\r\n\r\n").append(value).append("\r\n");
    }

    /** The first group of that pattern on the page. */
    String find(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as("%s on %s:%n%s", pattern, path, page).isTrue();
        return found.group(1);
    }

    /** The secret of the forms; a stale tab still has it where the page of today shows no form. */
    private String csrf() {
        assertThat(secret).as("no form was seen yet").isNotEmpty();
        return secret;
    }

    private StaffBrowser show(HttpResponse<String> response) {
        return show(response, 200);
    }

    private StaffBrowser show(HttpResponse<String> response, int status) {
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(status);
        page = response.body();
        Matcher found = CSRF.matcher(page);
        secret = found.find() ? found.group(1) : secret;
        path = response.uri().getPath();
        assertThat(page)
                .doesNotContain("Exception", "\tat ")
                .doesNotContainPattern("TW-\\d{4}"); // the secret of a form may have TW- in it
        return this;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            for (HttpResponse<String> one = response;
                    one != null;
                    one = one.previousResponse().orElse(null)) {
                set.addAll(one.headers().allValues("Set-Cookie"));
            }
            last = response.body();
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
