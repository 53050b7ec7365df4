package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: follows links, presses buttons that are on the page, keeps cookies. */
final class StaffBrowser {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI base;
    private String page = "";
    private String path = "";
    private String secret = "";

    StaffBrowser(URI base) {
        this.base = base;
    }

    /** Signs in by a fresh link. */
    static StaffBrowser signedIn(App app) {
        StaffBrowser browser = new StaffBrowser(app.url());
        browser.open(app.staffLink().getPath());
        assertThat(browser.page()).contains("What needs you now");
        return browser;
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

    StaffBrowser open(String where) {
        return show(send(HttpRequest.newBuilder(base.resolve(where))));
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

    /** Sends a form that may not be on the page any more, as a stale tab does. */
    StaffBrowser post(String action, Map<String, String> fields) {
        String body = "csrf=" + encoded(csrf())
                + fields.entrySet().stream()
                        .map(it -> "&" + encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining());
        return show(send(HttpRequest.newBuilder(base.resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))));
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
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(200);
        page = response.body();
        Matcher found = CSRF.matcher(page);
        secret = found.find() ? found.group(1) : secret;
        path = response.uri().getPath();
        assertThat(page).doesNotContain("Exception", "\tat ", "TW-");
        return this;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
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
