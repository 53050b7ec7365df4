package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the category page weighs on the wire, and what machines are told about the shop. */
@ExtendWith(SharedShop.class)
class PageWeightTest {
    private static final int KILO = 1024;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<byte[]> get(String path, boolean zipped) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(SharedShop.url().resolve(path));
        if (zipped) {
            request.header("Accept-Encoding", "gzip");
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static int weight(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(path, false);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(answer.body());
        }
        return bytes.size();
    }

    @Test
    void the_category_page_is_light_in_every_language() throws IOException, InterruptedException {
        for (String page : List.of("/c/all", "/de/c/all", "/ar/c/all")) {
            assertThat(weight(page)).as(page).isLessThanOrEqualTo(14 * KILO);
        }
        int styles = weight("/tokens.css") + weight("/components.css") + weight("/app.css");
        assertThat(styles).as("style sheets").isLessThanOrEqualTo(10 * KILO);
        int own = weight("/js/shop.js");
        assertThat(own).as("own script").isLessThanOrEqualTo(6 * KILO);
        assertThat(own + weight("/js/htmx.js")).as("scripts").isLessThanOrEqualTo(24 * KILO);
    }

    @Test
    void pages_are_sent_zipped() throws IOException, InterruptedException {
        for (String path : List.of("/c/all", "/app.css", "/js/htmx.js")) {
            assertThat(get(path, true).headers().firstValue("Content-Encoding"))
                    .as(path)
                    .contains("gzip");
        }
    }

    @Test
    void the_site_map_lists_pages_that_exist_in_all_languages() throws IOException, InterruptedException {
        String map = new String(get("/sitemap.xml", false).body(), StandardCharsets.UTF_8);
        Matcher place = Pattern.compile("<loc>([^<]+)</loc>").matcher(map);
        int places = 0;
        while (place.find()) {
            if (places++ % 10 == 0) {
                assertThat(get(URI.create(place.group(1)).getPath(), false).statusCode())
                        .as(place.group(1))
                        .isEqualTo(200);
            }
        }
        assertThat(places).as("three languages").isGreaterThan(3 * 36);
        assertThat(map).contains("/de/p/trail-bottle", "/ar/c/desk", "hreflang=\"ar\"");
        String robots = new String(get("/robots.txt", false).body(), StandardCharsets.UTF_8);
        assertThat(robots).contains("Disallow: /checkout", "Disallow: /de/cart", "Sitemap: http://");
    }

    @Test
    void machines_read_price_and_stock_of_a_product() throws IOException, InterruptedException {
        String page = new String(get("/p/trail-bottle", false).body(), StandardCharsets.UTF_8);
        Matcher data = Pattern.compile("<script type=\"application/ld\\+json\">(.+?)</script>")
                .matcher(page);
        assertThat(data.find()).isTrue();
        assertThat(data.group(1))
                .contains("\"@type\":\"Product\"", "\"sku\":\"BOTTLE-MOSS-750ML\"", "\"price\":\"34.00\"")
                .contains("schema.org/InStock", "schema.org/OutOfStock");
        assertThat(page)
                .contains("hreflang=\"de\"", "rel=\"canonical\" href=\"" + SharedShop.at("/p/trail-bottle") + "\"");
    }
}
